// What V8 has, but the V8 of a Node version had not yet: removed, so that programs that ask for it find what they found.
// Node's own files use what the primordials have kept. At the start of every run: V8 adds its younger names, and all of
// WebAssembly, to a context only after it has come out of a snapshot.
'use strict';

const profile = require('internal/profile');

const parentOf = Object.getPrototypeOf;

/** Rule, then owners with the names that came with it. */
const later = () => [
  ['languageOfV811', [
    [Array.prototype, 'toReversed toSorted toSpliced with'],
    [parentOf(Uint8Array).prototype, 'toReversed toSorted with'],
    [ArrayBuffer.prototype, 'maxByteLength resizable resize'],
    [RegExp.prototype, 'unicodeSets'],
    [String.prototype, 'isWellFormed toWellFormed'],
  ]],
  ['languageOfV812', [
    [globalThis, 'Iterator'],
    [parentOf(parentOf([][Symbol.iterator]())), 'constructor drop every filter find flatMap forEach map reduce some take toArray'],
    [Array, 'fromAsync'],
    [ArrayBuffer.prototype, 'detached transfer transferToFixedLength'],
    [JSON, 'isRawJSON rawJSON'],
    [Map, 'groupBy'],
    [Object, 'groupBy'],
    [Promise, 'withResolvers'],
    [Set.prototype, 'difference intersection isDisjointFrom isSubsetOf isSupersetOf symmetricDifference union'],
    [WebAssembly, 'JSTag'],
  ]],
  ['languageOfV813', [
    [globalThis, 'AsyncDisposableStack DisposableStack Float16Array SuppressedError'],
    [DataView.prototype, 'getFloat16 setFloat16'],
    [Error, 'isError'],
    [Intl, 'DurationFormat'],
    [Math, 'f16round'],
    [Promise, 'try'],
    [RegExp, 'escape'],
    [WebAssembly, 'promising SuspendError Suspending'],
  ]],
  ['languageOfV814', [
    [globalThis, 'Temporal'],
    [Date.prototype, 'toTemporalInstant'],
    [Map.prototype, 'getOrInsert getOrInsertComputed'],
    [WeakMap.prototype, 'getOrInsert getOrInsertComputed'],
    [Uint8Array, 'fromBase64 fromHex'],
    [Uint8Array.prototype, 'setFromBase64 setFromHex toBase64 toHex'],
  ]],
];

function removeLater() {
  for (const [rule, owners] of later()) {
    if (profile[rule]) continue;
    for (const [owner, names] of owners) for (const name of names.split(' ')) delete owner[name];
  }
}

/** What V8 leaves to whoever embeds it: WebAssembly from answers of fetch(). */
function addStreaming() {
  for (const name of ['compileStreaming', 'instantiateStreaming']) {
    const { [name]: value } = { [name](source) {
      return Reflect.apply(require('internal/wasm_web_api')[name], WebAssembly, arguments);
    } };
    Object.defineProperty(WebAssembly, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
  }
}

/** Makes the language that of the Node version. */
function prepare() {
  if (!profile.languageOfV814) removeLater();
  addStreaming();
}

module.exports = { prepare };
