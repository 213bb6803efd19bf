// `node:inspector`: there is no debugger to attach; Loopscope's own stepper is the way to look. Node's doc:
// https://nodejs.org/api/inspector.html
'use strict';

const { refusals } = require('internal/unsupported');

/** None is listening. */
function url() {
  return undefined;
}

/** Nothing is open. */
function close() {}

module.exports = { close, console, url, ...refusals('inspector', ['Session', 'open', 'waitForDebugger']) };
