// node: >=18
// What is no number is no delay for timers/promises, but not in Node 18.
const timers = require('timers/promises');
(async () => {
  for (const delay of ['x', '1', null, undefined, NaN, 1n]) {
    await timers.setTimeout(delay, 'over').then(console.log, (error) => console.log(error.code, error.message));
  }
  await timers.setTimeout('x', 0, { ref: 1 }).catch((error) => console.log(error.message));
})();
