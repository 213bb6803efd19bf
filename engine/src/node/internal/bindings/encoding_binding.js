// internalBinding('encoding_binding'): text encodings, in Node's shape.
'use strict';

const ops = internalBinding('encoding_ops');

module.exports = {
  ...ops,
  /** [code units read, bytes written] by the last encodeInto. */
  encodeIntoResults: [0, 0],
  encodeInto(text, bytes) {
    module.exports.encodeIntoResults = ops.encodeInto(text, bytes);
  },
};
