// What can be called on a console. Answers to Node's doc "Console".
'use strict';

const { kCounts, kGroupIndent, kGroupWidth, kFormat, kInspectOptions, kWrite } = require('internal/console/symbols');
const profile = require('internal/profile');
const { validateArray } = require('internal/validators');

/** The diagnostics channels of the methods that print a line, by method; Node's doc "Built-in Channels, Console". */
let channels;

function publish(name, args) {
  if (!profile.consoleHasChannels) return;
  if (channels === undefined) {
    const { channel } = require('diagnostics_channel');
    channels = {};
    for (const level of ['log', 'info', 'debug', 'warn', 'error']) channels[level] = channel(`console.${level}`);
  }
  if (channels[name].hasSubscribers) channels[name].publish(args);
}

/** A method that prints a line to standard output or standard error. */
function makeLevel(name, stream) {
  const methods = {
    [name](...args) {
      publish(name, args);
      this[kWrite](stream, this[kFormat](stream, args));
    },
  };
  return methods[name];
}

const log = makeLevel('log', 'stdout');
const warn = makeLevel('warn', 'stderr');
const error = profile.consoleListsLevelsFirst ? makeLevel('error', 'stderr') : warn;

/** A class for `Error.captureStackTrace`, whose name begins the stack. */
class Trace {
  name = 'Trace';

  constructor(message) {
    this.message = message;
  }
}

function group(...data) {
  if (data.length > 0) this.log(...data);
  this[kGroupIndent] += ' '.repeat(this[kGroupWidth]);
}

const methods = {
  log,
  warn,
  error,

  dir(object, options) {
    const { inspect } = require('internal/util/inspect');
    this[kWrite]('stdout', inspect(object, { customInspect: false, ...this[kInspectOptions]('stdout'), ...options }));
  },

  time(label = 'default') {
    require('internal/console/timers').start(this._times, `${label}`);
  },

  timeEnd(label = 'default') {
    const text = require('internal/console/timers').read(this._times, `${label}`, 'timeEnd');
    if (text === undefined) return;
    this.log('%s: %s', `${label}`, text);
    this._times.delete(`${label}`);
  },

  timeLog(label = 'default', ...data) {
    const text = require('internal/console/timers').read(this._times, `${label}`, 'timeLog');
    if (text !== undefined) this.log('%s: %s', `${label}`, text, ...data);
  },

  trace: function trace(...args) {
    const caught = new Trace(this[kFormat]('stderr', args));
    Error.captureStackTrace(caught, trace);
    this.error(caught.stack);
  },

  assert(expression, ...args) {
    if (expression) return;
    if (typeof args[0] === 'string' || (args.length > 0 && !profile.consoleAssertKeepsObjects)) {
      args[0] = `Assertion failed: ${args[0]}`;
    } else {
      args.unshift('Assertion failed');
    }
    this.warn(...args);
  },

  // Clears a terminal; nothing here is one.
  clear() {},

  count(label = 'default') {
    const name = `${label}`;
    const count = (this[kCounts].get(name) ?? 0) + 1;
    this[kCounts].set(name, count);
    this.log(`${name}: ${count}`);
  },

  countReset(label = 'default') {
    const name = `${label}`;
    if (!this[kCounts].delete(name)) require('internal/console/timers').warn(`Count for '${name}' does not exist`);
  },

  group,

  groupEnd() {
    this[kGroupIndent] = this[kGroupIndent].slice(0, Math.max(this[kGroupIndent].length - this[kGroupWidth], 0));
  },

  table(tabularData, properties) {
    if (properties !== undefined) validateArray(properties, 'properties');
    if (tabularData === null || typeof tabularData !== 'object') return this.log(tabularData);
    const { renderTable } = require('internal/console/table');
    return this.log(renderTable(tabularData, properties, this[kInspectOptions]('stdout')));
  },

  debug: profile.consoleListsLevelsFirst ? makeLevel('debug', 'stdout') : log,
  info: profile.consoleListsLevelsFirst ? makeLevel('info', 'stdout') : log,
  dirxml: log,
  groupCollapsed: group,
};

/** The methods in the order that `Object.keys(console)` shows. */
const ORDER = profile.consoleListsLevelsFirst ?
  ['log', 'info', 'debug', 'warn', 'error', 'dir', 'time', 'timeEnd', 'timeLog', 'trace', 'assert', 'clear', 'count', 'countReset',
   'group', 'groupEnd', 'table', 'dirxml', 'groupCollapsed'] :
  ['log', 'warn', 'dir', 'time', 'timeEnd', 'timeLog', 'trace', 'assert', 'clear', 'count', 'countReset', 'group', 'groupEnd',
   'table', 'debug', 'info', 'dirxml', 'error', 'groupCollapsed'];

module.exports = Object.fromEntries(ORDER.map((name) => [name, methods[name]]));
