// node:stream, what Node's doc calls "Stream": the old base class, with everything else as its properties.
//
// What most programs do not use (operators, pipelines…) is loaded when it is first looked at.
'use strict';

const profile = require('internal/profile');
const { Stream } = require('internal/streams/legacy');
const { setDefaultHighWaterMark, getDefaultHighWaterMark } = require('internal/streams/state');
const utils = require('internal/streams/utils');
const { isUint8Array } = require('internal/util/types');
const { viewToBuffer } = require('internal/streams/readable/adding');

module.exports = Stream;

/** A property that is loaded at the first look, and a plain one from then on. */
function lazy(target, name, enumerable, load) {
  const plain = (object, value, enumerable) => Object.defineProperty(object, name, {
    __proto__: null, value, enumerable, configurable: true, writable: true,
  });
  Object.defineProperty(target, name, {
    __proto__: null,
    enumerable,
    configurable: true,
    get() {
      const value = load();
      plain(target, value, enumerable);
      return value;
    },
    // Of a stream that has its own `map`, say: as if the prototype's were plain.
    set(value) {
      plain(this, value, this === target ? enumerable : true);
    },
  });
}

Stream.isDestroyed = utils.isDestroyed;
Stream.isDisturbed = utils.isDisturbed;
Stream.isErrored = utils.isErrored;
Stream.isReadable = utils.isReadable;
Stream.isWritable = utils.isWritable;

Stream.Readable = require('internal/streams/readable');

/**
 * The method of readables for an operator, named and counted like it; `new` throws ERR_ILLEGAL_CONSTRUCTOR.
 * @param {Function} wrap makes the method's result from the operator's
 */
function methodOf(op, wrap) {
  function fn(...args) {
    if (new.target) throw new (require('internal/errors').codes.ERR_ILLEGAL_CONSTRUCTOR)();
    return wrap(Reflect.apply(op, this, args));
  }
  Object.defineProperty(fn, 'name', { __proto__: null, value: op.name });
  Object.defineProperty(fn, 'length', { __proto__: null, value: op.length });
  return fn;
}

const asReadable = (iterable) => Stream.Readable.from(iterable);
const asIs = (promise) => promise;
const streamReturning = ['drop', 'filter', 'flatMap', 'map', 'take'];
if (profile.streamsHaveIndexedPairs) streamReturning.unshift('asIndexedPairs');
if (!profile.streamsComposeIntoDuplex) streamReturning.push('compose');
for (const name of streamReturning) {
  lazy(Stream.Readable.prototype, name, false, () => methodOf(require('internal/streams/operators')[name], asReadable));
}
for (const name of ['every', 'forEach', 'reduce', 'toArray', 'some', 'find']) {
  lazy(Stream.Readable.prototype, name, false, () => methodOf(require('internal/streams/operators')[name], asIs));
}

Stream.Writable = require('internal/streams/writable');
Stream.Duplex = require('internal/streams/duplex');
Stream.Transform = require('internal/streams/transform');
Stream.PassThrough = require('internal/streams/passthrough');
if (profile.streamsHaveDuplexPairs) lazy(Stream, 'duplexPair', true, () => require('internal/streams/duplexpair'));
lazy(Stream, 'pipeline', true, () => require('internal/streams/pipeline').pipeline);
lazy(Stream, 'addAbortSignal', true, () => require('internal/streams/add-abort-signal').addAbortSignal);
lazy(Stream, 'finished', true, () => require('internal/streams/end-of-stream').eos);
Stream.destroy = require('internal/streams/destroy').destroyer;
lazy(Stream, 'compose', true, () => require('internal/streams/compose'));
Stream.setDefaultHighWaterMark = setDefaultHighWaterMark;
Stream.getDefaultHighWaterMark = getDefaultHighWaterMark;

Object.defineProperty(Stream, 'promises', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() { return require('stream/promises'); },
});

/** `require('stream').Stream` of the oldest programs. */
Stream.Stream = Stream;

// Used by userland copies of this module.
if (profile.streamsTakeAnyView) Stream._isArrayBufferView = ArrayBuffer.isView;
Stream._isUint8Array = isUint8Array;
Stream._uint8ArrayToBuffer = function _uint8ArrayToBuffer(chunk) {
  return viewToBuffer(chunk);
};
