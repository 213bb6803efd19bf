// Values as bytes, and back: `v8.serialize()`, `v8.deserialize()`. Node's doc: "V8", Serialization API.
'use strict';

const { Buffer } = require('buffer');
const binding = internalBinding('serdes');

/** Classes of views in the order of their numbers, which the engine has, too. */
const VIEWS = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
  DataView, Buffer, BigInt64Array, BigUint64Array,
];
const BUFFER = VIEWS.indexOf(Buffer);

function classOf(view) {
  if (!ArrayBuffer.isView(view)) throw new Error(`Unserializable host object: ${String(view)}`);
  if (Buffer.isBuffer(view)) return BUFFER;
  const number = VIEWS.findIndex((View, at) => at !== BUFFER && view instanceof View);
  if (number < 0) throw new Error(`Unserializable host object: ${Object.prototype.toString.call(view)}`);
  return number;
}

/** @returns {Buffer} the value in V8's format */
function serialize(value) {
  const bytes = binding.serialize(value, classOf);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** @returns {*} the value that the bytes hold */
function deserialize(buffer) {
  if (!ArrayBuffer.isView(buffer)) {
    // Worded as Node's native half words it.
    throw Object.assign(new TypeError('buffer must be a TypedArray or a DataView'), { code: 'ERR_INVALID_ARG_TYPE' });
  }
  return binding.deserialize(buffer, Buffer.prototype);
}

module.exports = { deserialize, serialize };
