// nodes: 18 20 26
const due = Date.now() + 10;
setTimeout(() => {
  const late = Date.now() - due;
  console.log(late >= 30 ? 'timer: 30 ms late or more' : 'timer: in time');
}, 10);
setImmediate(() => {
  console.log('long callback begins');
  while (Date.now() < due + 30);
  console.log('long callback ends');
});
