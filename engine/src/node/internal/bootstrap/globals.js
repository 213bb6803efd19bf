// The globals that Node adds to the language's own. Node's doc: "Global objects".
'use strict';

const { ObjectDefineProperty, SymbolToStringTag } = primordials;
const profile = require('internal/profile');

/** Globals that are classes or functions of a builtin, loaded when first read: [global, builtin, export]. */
const LAZY = [
  ['AbortController', 'internal/abort_controller', 'AbortController'],
  ['AbortSignal', 'internal/abort_controller', 'AbortSignal'],
  ['Event', 'internal/event_target', 'Event'],
  ['EventTarget', 'internal/event_target', 'EventTarget'],
  ['CustomEvent', 'internal/event_target', 'CustomEvent', 'customEventIsGlobal'],
  ['MessageChannel', 'internal/worker/io', 'MessageChannel'],
  ['MessagePort', 'internal/worker/io', 'MessagePort'],
  ['MessageEvent', 'internal/worker/io', 'MessageEvent'],
  ['BroadcastChannel', 'internal/worker/io', 'BroadcastChannel'],
  ['CloseEvent', 'internal/web_events', 'CloseEvent', 'closeEventIsGlobal'],
  ['ErrorEvent', 'internal/web_events', 'ErrorEvent', 'errorEventIsGlobal'],
  ['DOMException', 'internal/dom_exception', 'DOMException'],
  ['QuotaExceededError', 'internal/dom_exception', 'QuotaExceededError', 'quotaExceededErrorIsGlobal'],
  ['TextEncoder', 'internal/encoding', 'TextEncoder'],
  ['TextDecoder', 'internal/encoding', 'TextDecoder'],
  ['URL', 'internal/url', 'URL'],
  ['URLSearchParams', 'internal/url/search_params', 'URLSearchParams'],
  ['Blob', 'buffer', 'Blob'],
  ['File', 'buffer', 'File', 'fileIsGlobal'],
  ['Performance', 'perf_hooks', 'Performance'],
  ['PerformanceEntry', 'perf_hooks', 'PerformanceEntry', 'performanceClassesAreGlobal'],
  ['PerformanceMark', 'perf_hooks', 'PerformanceMark', 'performanceClassesAreGlobal'],
  ['PerformanceMeasure', 'perf_hooks', 'PerformanceMeasure', 'performanceClassesAreGlobal'],
  ['PerformanceObserver', 'perf_hooks', 'PerformanceObserver', 'performanceClassesAreGlobal'],
  ['PerformanceObserverEntryList', 'perf_hooks', 'PerformanceObserverEntryList', 'performanceClassesAreGlobal'],
  ['PerformanceResourceTiming', 'perf_hooks', 'PerformanceResourceTiming', 'performanceClassesAreGlobal'],
  ['ReadableStream', 'stream/web', 'ReadableStream'],
  ['ReadableStreamDefaultReader', 'stream/web', 'ReadableStreamDefaultReader'],
  ['ReadableStreamBYOBReader', 'stream/web', 'ReadableStreamBYOBReader'],
  ['ReadableStreamDefaultController', 'stream/web', 'ReadableStreamDefaultController'],
  ['ReadableByteStreamController', 'stream/web', 'ReadableByteStreamController'],
  ['ReadableStreamBYOBRequest', 'stream/web', 'ReadableStreamBYOBRequest'],
  ['WritableStream', 'stream/web', 'WritableStream'],
  ['WritableStreamDefaultWriter', 'stream/web', 'WritableStreamDefaultWriter'],
  ['WritableStreamDefaultController', 'stream/web', 'WritableStreamDefaultController'],
  ['TransformStream', 'stream/web', 'TransformStream'],
  ['TransformStreamDefaultController', 'stream/web', 'TransformStreamDefaultController'],
  ['ByteLengthQueuingStrategy', 'stream/web', 'ByteLengthQueuingStrategy'],
  ['CountQueuingStrategy', 'stream/web', 'CountQueuingStrategy'],
  ['TextEncoderStream', 'stream/web', 'TextEncoderStream'],
  ['TextDecoderStream', 'stream/web', 'TextDecoderStream'],
  ['CompressionStream', 'stream/web', 'CompressionStream'],
  ['DecompressionStream', 'stream/web', 'DecompressionStream'],
  ['Headers', 'internal/fetch', 'Headers'],
  ['Request', 'internal/fetch', 'Request'],
  ['Response', 'internal/fetch', 'Response'],
  ['FormData', 'internal/fetch', 'FormData'],
  ['Crypto', 'internal/crypto/webcrypto', 'Crypto', 'webcryptoIsGlobal'],
  ['CryptoKey', 'internal/crypto/webcrypto', 'CryptoKey', 'webcryptoIsGlobal'],
  ['Navigator', 'internal/navigator', 'Navigator', 'navigatorExists'],
  ['URLPattern', 'internal/url/pattern', 'URLPattern', 'urlPatternIsGlobal'],
  ['WebSocket', 'internal/websocket', 'WebSocket', 'webSocketIsGlobal'],
  ['Storage', 'internal/webstorage', 'Storage', 'webStorageIsGlobal'],
  ['localStorage', 'internal/webstorage', 'localStorage', 'webStorageIsGlobal'],
  ['SubtleCrypto', 'internal/crypto/webcrypto', 'SubtleCrypto', 'webcryptoIsGlobal'],
];

/** The same for what is enumerable on globalThis: functions and objects. */
const LAZY_ENUMERABLE = [
  ['structuredClone', 'internal/structured_clone', 'structuredClone'],
  ['atob', 'buffer', 'atob'],
  ['btoa', 'buffer', 'btoa'],
  ['performance', 'perf_hooks', 'performance'],
  ['fetch', 'internal/fetch', 'fetch'],
  ['crypto', 'internal/crypto/webcrypto', 'crypto', 'webcryptoIsGlobal'],
  ['sessionStorage', 'internal/webstorage', 'sessionStorage', 'webStorageIsGlobal'],
  ['navigator', 'internal/navigator', 'navigator', 'navigatorExists'],
];

function defineLazy(enumerable, [name, id, key, rule]) {
  if (rule !== undefined && !profile[rule]) return;
  const define = (value) => {
    ObjectDefineProperty(globalThis, name, { __proto__: null, value, writable: true, enumerable, configurable: true });
  };
  ObjectDefineProperty(globalThis, name, {
    __proto__: null,
    configurable: true,
    enumerable,
    get() {
      const value = require(id)[key];
      define(value);
      return value;
    },
    set: define,
  });
}

function defineValue(name, value, enumerable) {
  ObjectDefineProperty(globalThis, name, { __proto__: null, value, writable: true, enumerable, configurable: true });
}

/** `process` and `Buffer` are accessors in Node, so that a program can replace them. */
function defineReplaceable(name, load) {
  let value;
  ObjectDefineProperty(globalThis, name, {
    __proto__: null,
    configurable: true,
    enumerable: false,
    get: () => (value ??= load()),
    set: (replacement) => { value = replacement; },
  });
}

/** Defines every global. */
function define({ queueMicrotask, timers }) {
  ObjectDefineProperty(globalThis, SymbolToStringTag, {
    __proto__: null, value: 'global', writable: false, enumerable: false, configurable: true,
  });
  defineValue('global', globalThis, true);
  for (const name of ['clearImmediate', 'setImmediate', 'clearInterval', 'clearTimeout', 'setInterval', 'setTimeout']) {
    defineValue(name, timers[name], true);
  }
  defineValue('queueMicrotask', queueMicrotask, true);
  for (const entry of LAZY_ENUMERABLE) defineLazy(true, entry);
  for (const entry of LAZY) defineLazy(false, entry);
  defineReplaceable('process', () => process);
  defineReplaceable('Buffer', () => require('buffer').Buffer);
  ObjectDefineProperty(globalThis, 'console', {
    __proto__: null, value: require('internal/console/global'), writable: true, enumerable: false, configurable: true,
  });
}

module.exports = { define };
