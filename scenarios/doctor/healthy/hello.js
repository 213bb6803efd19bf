// Nothing but the main script.
console.log('hello');
