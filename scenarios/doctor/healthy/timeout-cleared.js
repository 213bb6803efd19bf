// The time-out of a race is cleared when the work wins.
const { setTimeout: sleep } = require('timers/promises');
(async () => {
  let limit;
  const tooLate = new Promise((_, reject) => (limit = setTimeout(reject, 60_000, new Error('too late'))));
  const winner = await Promise.race([sleep(10, 'work'), tooLate]);
  clearTimeout(limit);
  console.log(winner);
})();
