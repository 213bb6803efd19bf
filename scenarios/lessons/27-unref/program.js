// nodes: 18 20 26
setTimeout(() => console.log('metrics are flushed'), 50).unref();
setTimeout(() => console.log('work is done'), 20);
process.on('exit', () => console.log('exit'));
