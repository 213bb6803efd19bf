// nodes: 18 20 26
setImmediate(() => {
  console.log('immediate 1');
  setImmediate(() => console.log('immediate of immediate 1'));
  process.nextTick(() => console.log('tick of immediate 1'));
  clearImmediate(third);
});
setImmediate(() => console.log('immediate 2'));
const third = setImmediate(() => console.log('immediate 3'));
