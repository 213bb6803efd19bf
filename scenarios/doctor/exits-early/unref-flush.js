// The metrics would be flushed every second; the process ends after 30 ms.
const metrics = [];
setInterval(function flush() {
  console.log('flushed', metrics.splice(0).length);
}, 1000).unref();
setTimeout(() => metrics.push('request'), 30);
