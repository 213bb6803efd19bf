// The flush is unref'd, and beforeExit makes up for it.
const metrics = [];
const timer = setInterval(() => metrics.splice(0), 20);
timer.unref();
process.on('beforeExit', () => metrics.splice(0));
setTimeout(() => metrics.push('request'), 50);
