// Nobody will ever settle this promise.
console.log('waiting');
await new Promise(() => {});
console.log('never');
