// node:stream, what Node's doc calls "Stream": the old base class, with everything else as its properties.
'use strict';

const { promisify: { custom: customPromisify } } = require('internal/util');
const profile = require('internal/profile');
const { Stream } = require('internal/streams/legacy');
const { ERR_ILLEGAL_CONSTRUCTOR } = require('internal/errors').codes;
const { pipeline } = require('internal/streams/pipeline');
const { eos } = require('internal/streams/end-of-stream');
const { setDefaultHighWaterMark, getDefaultHighWaterMark } = require('internal/streams/state');
const utils = require('internal/streams/utils');
const { isUint8Array } = require('internal/util/types');
const { viewToBuffer } = require('internal/streams/readable/adding');
const { streamReturningOperators, promiseReturningOperators } = require('internal/streams/operators');

module.exports = Stream;

Stream.isDestroyed = utils.isDestroyed;
Stream.isDisturbed = utils.isDisturbed;
Stream.isErrored = utils.isErrored;
Stream.isReadable = utils.isReadable;
Stream.isWritable = utils.isWritable;

Stream.Readable = require('internal/streams/readable');

/**
 * Gives readables the operators as methods, named and counted like the functions themselves; `new` throws.
 * @param {Function} wrap makes the method's result from the operator's
 */
function addOperators(operators, wrap) {
  for (const [key, op] of Object.entries(operators)) {
    function fn(...args) {
      if (new.target) throw new ERR_ILLEGAL_CONSTRUCTOR();
      return wrap(Reflect.apply(op, this, args));
    }
    Object.defineProperty(fn, 'name', { __proto__: null, value: op.name });
    Object.defineProperty(fn, 'length', { __proto__: null, value: op.length });
    Object.defineProperty(Stream.Readable.prototype, key, {
      __proto__: null, value: fn, enumerable: false, configurable: true, writable: true,
    });
  }
}
addOperators(streamReturningOperators, (iterable) => Stream.Readable.from(iterable));
addOperators(promiseReturningOperators, (promise) => promise);

Stream.Writable = require('internal/streams/writable');
Stream.Duplex = require('internal/streams/duplex');
Stream.Transform = require('internal/streams/transform');
Stream.PassThrough = require('internal/streams/passthrough');
if (profile.streamsHaveDuplexPairs) Stream.duplexPair = require('internal/streams/duplexpair');
Stream.pipeline = pipeline;
Stream.addAbortSignal = require('internal/streams/add-abort-signal').addAbortSignal;
Stream.finished = eos;
Stream.destroy = require('internal/streams/destroy').destroyer;
Stream.compose = require('internal/streams/compose');
Stream.setDefaultHighWaterMark = setDefaultHighWaterMark;
Stream.getDefaultHighWaterMark = getDefaultHighWaterMark;

Object.defineProperty(Stream, 'promises', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() { return require('stream/promises'); },
});

/** util.promisify() of these gives the promise forms. */
for (const [fn, name] of [[pipeline, 'pipeline'], [eos, 'finished']]) {
  Object.defineProperty(fn, customPromisify, {
    __proto__: null,
    enumerable: true,
    get() { return require('stream/promises')[name]; },
  });
}

/** `require('stream').Stream` of the oldest programs. */
Stream.Stream = Stream;

// Used by userland copies of this module.
if (profile.streamsTakeAnyView) Stream._isArrayBufferView = ArrayBuffer.isView;
Stream._isUint8Array = isUint8Array;
Stream._uint8ArrayToBuffer = function _uint8ArrayToBuffer(chunk) {
  return viewToBuffer(chunk);
};
