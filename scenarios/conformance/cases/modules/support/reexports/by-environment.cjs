'use strict';
if (process.env.NODE_ENV === 'production') {
  module.exports = require('./source.cjs');
} else {
  module.exports = require('./other.cjs');
}
