// setTimeout(fn, 0) does not mean "at once": which comes first depends on how fast the process got here.
setTimeout(() => console.log('timeout'), 0);
setImmediate(() => console.log('immediate'));
