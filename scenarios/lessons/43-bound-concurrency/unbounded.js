// nodes: 18 20 26
// env: UV_THREADPOOL_SIZE=1
const { stat } = require('fs');
for (const n of [1, 2, 3, 4, 5, 6]) {
  stat('.', () => console.log(`job ${n}`));
}
stat('.', () => console.log('somebody else'));
