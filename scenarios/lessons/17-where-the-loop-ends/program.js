// nodes: 18 20 26
setTimeout(() => {
  console.log('last timer');
  setImmediate(() => console.log('immediate without a ref')).unref();
}, 20);
process.on('exit', () => console.log('exit'));
