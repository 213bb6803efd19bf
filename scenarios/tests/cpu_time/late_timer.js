// Prints when a timer of one millisecond fires behind a callback that computes and looks at no clock.
const began = performance.now();
setTimeout(() => console.log(performance.now() - began), 1);
setImmediate(() => {
  let sum = 0;
  for (let i = 0; i < 100_000_000; i++) sum += i % 7;
});
