// Builds Node's world in a fresh context: `process`, the globals, and the hooks that the engine calls.
'use strict';

const { ObjectDefineProperty } = primordials;
const fields = require('internal/fields');
const processObject = require('internal/process/object');
const { nextTick, queueMicrotask, processTicksAndRejections } = require('internal/process/task_queues');
const { processTimers } = require('internal/timers');
const { processImmediate } = require('internal/immediates');
const { onPromiseReject } = require('internal/process/promises');
const { onPromiseHook, enterMainScript, leaveMainScript } = require('internal/async_hooks');
const execution = require('internal/process/execution');
const { onRequestDone } = require('internal/requests');
const { onHandleEvent } = require('internal/handles');
const language = require('internal/bootstrap/language');

/** Defines a method as Node's are: writable, enumerable, configurable. */
function defineMethods(target, methods) {
  for (const [name, value] of Object.entries(methods)) {
    ObjectDefineProperty(value, 'name', { __proto__: null, value: name, configurable: true });
    target[name] = value;
  }
}

processObject.setPrototype();
require('internal/process/versions').tell();
defineMethods(process, { ...processObject.methods, nextTick });
process._tickCallback = processTicksAndRejections;
require('internal/process/stdio').defineStreams();
require('internal/bootstrap/globals').define({ queueMicrotask, timers: require('timers') });
require('internal/virtual_time').replaceClocks();
require('internal/atomics').replaceWaiting();
if (!require('internal/profile').languageOfV812) require('internal/bootstrap/json_errors').replace();

// Not in Node: an old name of V8's own.
delete Intl.v8BreakIterator;

const isWorker = () => internalBinding('worker').current() !== undefined;

const isChild = () => internalBinding('processes').current() !== undefined;

/** Reads this run's program and options. */
function prepare() {
  processObject.prepare();
  language.prepare();
  if (require('internal/profile').errorPrepareStackTraceIsSet) {
    const { ErrorPrepareStackTrace } = require('internal/errors/stack');
    Object.defineProperty(Error, 'prepareStackTrace', {
      __proto__: null, value: ErrorPrepareStackTrace, writable: true, enumerable: false, configurable: true,
    });
  }
  require('internal/trace').prepare();
  require('internal/async_hooks').updatePromiseHook();
  require('internal/options').refreshOptions();
  require('internal/process/signal').watchListeners();
  const { onWarning } = require('internal/process/warning');
  const { areGiven, getOptionValue } = require('internal/options');
  if (getOptionValue('--warnings') && process.env.NODE_NO_WARNINGS !== '1') process.on('warning', onWarning);
  Error.stackTraceLimit = getOptionValue('--stack-trace-limit');
  if (areGiven()) require('internal/process/flags').apply();
  if (isChild()) require('internal/main/child').prepare();
  if (getOptionValue('--expose-gc')) {
    const value = require('internal/perf/collections').expose();
    Object.defineProperty(globalThis, 'gc', { __proto__: null, value, writable: true, configurable: true });
  }
}

/**
 * What most programs load, which is therefore in the snapshot: every start pays for all of it. None of it may look at the
 * run while it loads, and none may hold a DataView or a typed array without an ArrayBuffer of its own: V8 does not bring
 * those back.
 */
const COMMON = [
  'internal/process/env', 'internal/process/signal', 'internal/process/warning',
  'internal/bindings/performance', 'internal/bindings/encoding_binding', 'internal/errors/stack',
  'internal/modules/run_main', 'internal/modules/cjs/loader', 'internal/modules/esm/loader',
  'internal/console/global', 'diagnostics_channel', 'path', 'events', 'buffer', 'fs', 'internal/fs/read/context',
];

/** Modules whose exports are read on the way to every callback: they stay what optimised code is quick with. */
const HOT = ['internal/async_context_frame', 'internal/linkedlist', 'internal/profile', 'internal/trace'];

/**
 * Lets V8 keep the exports as a dictionary: an object literal leaves a hidden class behind for every property that it got
 * on its way, and a context from the snapshot would have to bring back them all.
 */
function keepAsDictionary({ exports }) {
  if (typeof exports !== 'object' || !Object.isExtensible(exports)) return;
  const [first, second] = [Symbol('first'), Symbol('second')];
  exports[first] = exports[second] = undefined;
  // What V8 makes a dictionary is an object that lost a property other than its last one.
  delete exports[first];
  delete exports[second];
}

/** Loads what belongs into the snapshot: called when one is made. */
function warmUp() {
  for (const id of COMMON) require(id);
  for (const [id, module] of require('internal/builtins').loaded) if (!HOT.includes(id)) keepAsDictionary(module);
}

/** Loads the program; a worker first waits to be told which. */
function runMain() {
  enterMainScript();
  if (isWorker()) require('internal/main/worker_thread').start();
  else if (isChild()) require('internal/main/child').run();
  else require('internal/modules/run_main').runMain();
  leaveMainScript();
  require('internal/async_context_frame').exchange(undefined);
}

function emitBeforeExit() {
  process.emit('beforeExit', process.exitCode || 0);
}

/** Emits `exit` at the natural end; gives the exit code. */
function emitExit() {
  process._exiting = true;
  require('internal/modules/run_main').checkForUnsettledMain();
  process.emit('exit', process.exitCode || 0);
  return process.exitCode || 0;
}

module.exports = {
  fields: fields.buffer,
  warmUp,
  prepare,
  runMain,
  processTimers,
  processImmediate,
  processNativeImmediates: (...args) => require('internal/native_immediate').processNativeImmediates(...args),
  processTicksAndRejections,
  onUncaughtException: execution.onUncaughtException,
  describeError: execution.describeError,
  prepareStackTrace: (error, sites) => require('internal/errors').prepareStackTraceCallback(globalThis, error, sites),
  onPromiseReject,
  onPromiseHook,
  onRequestDone,
  onHandleEvent,
  importDynamically: (...args) => require('internal/modules/esm/loader').importDynamically(...args),
  initializeImportMeta: (...args) => require('internal/modules/esm/loader').initializeImportMeta(...args),
  onChildExited: (...args) => internalBinding('process_wrap').onChildExited(...args),
  onSignal: (signal) => require('internal/process/signal').onSignal(signal),
  onWorkerExited: (...args) => require('internal/worker').onWorkerExited(...args),
  onClone: (...args) => require('internal/worker/js_transferable').onClone(...args),
  getActiveResourcesInfo: () => processObject.aliveResources(),
  emitBeforeExit,
  emitExit,
};
