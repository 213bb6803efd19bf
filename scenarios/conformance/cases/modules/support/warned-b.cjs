const first = require('./warned-a.cjs');
exports.seen = [first.early, first.late, first.__esModule, 'toString' in first].join();
