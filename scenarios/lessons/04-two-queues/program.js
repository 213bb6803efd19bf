// nodes: 18 20 26
process.nextTick(() => {
  console.log('tick 1');
  Promise.resolve().then(() => console.log('promise of tick 1'));
});
process.nextTick(() => console.log('tick 2'));
Promise.resolve().then(() => {
  console.log('promise 1');
  process.nextTick(() => console.log('tick of promise 1'));
});
Promise.resolve().then(() => console.log('promise 2'));
