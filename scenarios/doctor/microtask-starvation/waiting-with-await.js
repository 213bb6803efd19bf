// `await null` is no pause: the timer that would end the loop cannot run.
let ready = false;
setTimeout(() => (ready = true), 5);
(async function wait() {
  let turns = 0;
  while (!ready && turns < 3000) {
    await null;
    turns++;
  }
  console.log(ready ? 'ready' : 'gave up');
})();
