// nodes: 26
const fs = require('fs');
for (const name of ['a', 'b', 'c']) {
  fs.stat('.', () => console.log(`stat ${name}`));
}
