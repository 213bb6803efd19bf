// util.setTraceSigInt: whether Ctrl+C prints a stack. Node's doc: "Util", util.setTraceSigInt().
'use strict';

const { codes } = require('internal/errors');

/**
 * Switches the stack trace at SIGINT. It takes a watchdog thread of the real process, which a simulated one has not.
 * @param {boolean} enable
 */
function setTraceSigInt(enable) {
  require('internal/validators').validateBoolean(enable, 'enable');
  throw new codes.ERR_LOOPSCOPE_UNSUPPORTED('util.setTraceSigInt');
}

module.exports = { setTraceSigInt };
