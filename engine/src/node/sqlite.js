// `node:sqlite`: not simulated. Node's doc: https://nodejs.org/api/sqlite.html
'use strict';

module.exports = {
  constants: {},
  ...require('internal/unsupported').refusals('sqlite', ['DatabaseSync', 'Session', 'StatementSync', 'backup']),
};
