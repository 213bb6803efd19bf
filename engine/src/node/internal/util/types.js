// Brand checks that no program can fool: `util.types`. Node's doc: "Util", util.types. The engine tells the brands that
// JavaScript
// cannot read (`internalBinding('types')`); typed arrays are told here, by the getter that reads their internal name.
'use strict';

const { ArrayBufferIsView, TypedArrayPrototypeGetSymbolToStringTag } = primordials;

const profile = require('internal/profile');

/** Whether a value is a view of an ArrayBuffer: a typed array or a DataView. */
const isArrayBufferView = ArrayBufferIsView;

function isTypedArray(value) {
  return TypedArrayPrototypeGetSymbolToStringTag(value) !== undefined;
}

function isDataView(value) {
  return ArrayBufferIsView(value) && TypedArrayPrototypeGetSymbolToStringTag(value) === undefined;
}

/** The check of one class of typed arrays. */
function checkOf(className) {
  const name = `is${className}`;
  return { [name]: (value) => TypedArrayPrototypeGetSymbolToStringTag(value) === className }[name];
}

module.exports = { ...internalBinding('types'), isArrayBufferView, isDataView, isTypedArray };

const CLASSES = [
  'Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'Int8Array', 'Int16Array', 'Int32Array', 'Float16Array',
  'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array',
];
for (const className of CLASSES) {
  if (className !== 'Float16Array' || profile.typesKnowFloat16Array) module.exports[`is${className}`] = checkOf(className);
}

/** Defines a check of crypto's objects; it loads crypto when it is called with something that may be one. */
function defineCryptoCheck(name) {
  Object.defineProperty(module.exports, name, {
    __proto__: null,
    configurable: false,
    enumerable: true,
    value: { [name]: (value) => require('internal/crypto/keys')[name](value) }[name],
  });
}
defineCryptoCheck('isKeyObject');
defineCryptoCheck('isCryptoKey');
