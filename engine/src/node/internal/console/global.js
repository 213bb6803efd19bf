// The global console, over the process's own streams. Answers to Node's doc "Console".
'use strict';

const { Console, bindMethods, defineState, hidden, lineOf, makeErrorHandler, makeInspectOptions } =
  require('internal/console/constructor');
const { kFormat, kGroupIndent, kInspectOptions, kWrite } = require('internal/console/symbols');
const { initListenersExist } = require('internal/async_hooks');
const { isUntouched, notePrinted } = require('internal/process/stdio');
const { writeOutput } = internalBinding('process');
const profile = require('internal/profile');

const console = { __proto__: {} };

/** What V8's own console has for an inspector, which is never there. */
const inspectorOnly = {
  profile() {},
  profileEnd() {},
  timeStamp() {},
  context() { return { ...console }; },
  createTask(name) {
    if (typeof name !== 'string' || name === '') throw new Error('First argument must be a non-empty string.');
    return { run: (f) => f() };
  },
};

const DESCRIPTORS = { stdout: 1, stderr: 2 };

/** A stream that is made when it is first needed; programs may put another in its place. */
function defineStream(name) {
  let own;
  let handler;
  Object.defineProperty(console, `_${name}`, {
    __proto__: null,
    configurable: true,
    enumerable: false,
    get() { return own ??= process[name]; },
    set(value) { own = value; },
  });
  Object.defineProperty(console, `_${name}ErrorHandler`, hidden((error) => {
    handler ??= makeErrorHandler(console[`_${name}`]);
    handler(error);
  }));
  // Async hooks hear of the stream, and of the ticks behind what is written to it.
  return () => own === undefined && isUntouched(name) && !initListenersExist();
}

bindMethods(console);
const untouched = { stdout: defineStream('stdout'), stderr: defineStream('stderr') };
defineState(console, true, 2);

const inspectOptionsOfStream = makeInspectOptions('auto', () => undefined);
const writeToStream = Console.prototype[kWrite];

Object.defineProperties(console, {
  [kFormat]: hidden(Console.prototype[kFormat]),
  [kInspectOptions]: hidden(function(name) {
    if (initListenersExist()) openStreams(this, name);
    // OK because a stream that nobody has made is no terminal; only the environment may then ask for colours.
    return untouched[name]() && process.env.FORCE_COLOR === undefined ? {} : inspectOptionsOfStream.call(this, name);
  }),
  [kWrite]: hidden(function(name, text) {
    // A program that only prints does not need streams: the text goes where they would put it.
    if (!untouched[name]()) {
      if (profile.consoleAsksForColoursFirst && initListenersExist()) openStreams(this, name);
      writeToStream.call(this, name, text);
      return;
    }
    notePrinted();
    writeOutput(DESCRIPTORS[name], lineOf(text, this[kGroupIndent]));
  }),
});

/** Node makes the stream before it writes, and standard error when it first asks whether to print in colours. */
function openStreams(owner, name) {
  void owner[`_${name}`];
  if (name === 'stdout') void process.stderr;
}

console.Console = Console;
Object.assign(console, inspectorOnly);
if (!profile.consoleCreatesTasks) delete console.createTask;

module.exports = console;
