// nodes: 18 20 26
let times = 0;
process.on('beforeExit', () => {
  times += 1;
  console.log(`beforeExit ${times}`);
  if (times === 1) setTimeout(() => console.log('timer'), 1);
});
process.on('exit', () => {
  console.log('exit');
  process.nextTick(() => console.log('tick of exit'));
  setTimeout(() => console.log('timer of exit'), 0);
  Promise.resolve().then(() => console.log('promise of exit'));
});
console.log('script ends');
