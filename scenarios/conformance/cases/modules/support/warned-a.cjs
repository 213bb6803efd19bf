exports.early = 'early';
const { seen } = require('./warned-b.cjs');
console.log(seen);
exports.late = 'late';
