// nodes: 18 20 26
// env: UV_THREADPOOL_SIZE=1
const { stat } = require('fs');
const waiting = [1, 2, 3, 4, 5, 6];

function next() {
  const n = waiting.shift();
  if (n === undefined) return;
  stat('.', () => {
    console.log(`job ${n}`);
    next();
  });
}

next();
next();
stat('.', () => console.log('somebody else'));
