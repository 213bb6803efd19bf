setImmediate(() => console.log('immediate'));
console.log('quick');
