// Nobody stands above a timer's callback.
setTimeout(function tick() {
  throw new TypeError('cannot go on');
}, 5);
setTimeout(() => console.log('never'), 50);
