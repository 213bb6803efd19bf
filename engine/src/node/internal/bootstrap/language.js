// What V8 has, but the V8 of a Node version had not yet: removed, so that programs that ask for it find what they found.
// Node's own files use what the primordials have kept.
'use strict';

const profile = require('internal/profile');

const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
const TypedArray = Object.getPrototypeOf(Uint8Array);

/** Rule, then owners with the names that came with it. */
const LATER = [
  ['languageOfV811', [
    [Array.prototype, 'toReversed toSorted toSpliced with'],
    [TypedArray.prototype, 'toReversed toSorted with'],
    [ArrayBuffer.prototype, 'maxByteLength resizable resize'],
    [RegExp.prototype, 'unicodeSets'],
    [String.prototype, 'isWellFormed toWellFormed'],
  ]],
  ['languageOfV812', [
    [globalThis, 'Iterator'],
    [IteratorPrototype, 'constructor drop every filter find flatMap forEach map reduce some take toArray'],
    [Array, 'fromAsync'],
    [ArrayBuffer.prototype, 'detached transfer transferToFixedLength'],
    [JSON, 'isRawJSON rawJSON'],
    [Map, 'groupBy'],
    [Object, 'groupBy'],
    [Promise, 'withResolvers'],
    [Set.prototype, 'difference intersection isDisjointFrom isSubsetOf isSupersetOf symmetricDifference union'],
  ]],
  ['languageOfV813', [
    [globalThis, 'AsyncDisposableStack DisposableStack Float16Array SuppressedError'],
    [DataView.prototype, 'getFloat16 setFloat16'],
    [Error, 'isError'],
    [Intl, 'DurationFormat'],
    [Math, 'f16round'],
    [Promise, 'try'],
    [RegExp, 'escape'],
  ]],
  ['languageOfV814', [
    [globalThis, 'Temporal'],
    [Date.prototype, 'toTemporalInstant'],
    [Uint8Array, 'fromBase64 fromHex'],
    [Uint8Array.prototype, 'setFromBase64 setFromHex toBase64 toHex'],
  ]],
];

/** The same of WebAssembly, which V8 adds to a context only after it has come out of a snapshot. */
const LATER_OF_WEB_ASSEMBLY = [['languageOfV812', 'JSTag'], ['languageOfV813', 'promising SuspendError Suspending']];

function removeNames(owner, names) {
  for (const name of names.split(' ')) delete owner[name];
}

function removeLater() {
  for (const [rule, owners] of LATER) {
    if (!profile[rule]) for (const [owner, names] of owners) removeNames(owner, names);
  }
}

/** WebAssembly as it is in Node: V8 leaves what takes an answer of fetch() to whoever embeds it. */
function completeWebAssembly() {
  for (const [rule, names] of LATER_OF_WEB_ASSEMBLY) if (!profile[rule]) removeNames(WebAssembly, names);
  for (const name of ['compileStreaming', 'instantiateStreaming']) {
    const { [name]: value } = { [name](source) {
      return Reflect.apply(require('internal/wasm_web_api')[name], WebAssembly, arguments);
    } };
    Object.defineProperty(WebAssembly, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
  }
}

module.exports = { completeWebAssembly, removeLater };
