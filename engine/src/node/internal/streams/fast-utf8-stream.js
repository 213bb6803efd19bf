// fs.Utf8Stream, which Loopscope does not simulate (Node's doc: «Class: fs.Utf8Stream»).
'use strict';

const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');

module.exports = class Utf8Stream {
  /** @throws {ERR_LOOPSCOPE_UNSUPPORTED} always */
  constructor() {
    throw new ERR_LOOPSCOPE_UNSUPPORTED('fs.Utf8Stream');
  }
};
