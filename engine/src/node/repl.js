// `node:repl`: nobody types at a simulated terminal. Node's doc: https://nodejs.org/api/repl.html
'use strict';

module.exports = {
  REPL_MODE_SLOPPY: Symbol('repl-sloppy'),
  REPL_MODE_STRICT: Symbol('repl-strict'),
  ...require('internal/unsupported').refusals('repl', ['REPLServer', 'Recoverable', 'start', 'isValidSyntax']),
};
