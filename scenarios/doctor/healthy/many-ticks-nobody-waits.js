// A thousand ticks, one after another, with nothing behind them.
let left = 900;
(function again() {
  if (--left > 0) process.nextTick(again);
})();
