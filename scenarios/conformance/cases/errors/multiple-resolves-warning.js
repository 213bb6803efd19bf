// node: >=18
// The event of a promise that is settled twice is deprecated: a listener that hears one is told.
process.on('warning', ({ name, code, message }) => console.log(name, code, message));
process.on('multipleResolves', (type) => console.log(type));
new Promise((resolve, reject) => {
  resolve(1);
  resolve(2);
  reject(new Error('late'));
});
