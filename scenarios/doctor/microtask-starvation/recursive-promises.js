// A chain of promises that goes on by itself keeps the loop out.
let left = 3000;
setTimeout(() => console.log('timer, late'), 1);
(function again() {
  if (--left > 0) Promise.resolve().then(again);
})();
