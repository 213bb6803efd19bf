// nodes: 18 20 26
setImmediate(() => {
  console.log('immediate 1');
  import('./support/module.mjs').then(() => console.log('import settles'));
  setImmediate(() => {
    console.log('immediate 2');
    setImmediate(() => console.log('immediate 3'));
  });
});
