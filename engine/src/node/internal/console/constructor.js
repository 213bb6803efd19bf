// The class Console: methods bound to two streams. Answers to Node's doc "Class: Console".
'use strict';

const { SafeMap } = primordials;
const { ERR_CONSOLE_WRITABLE_STREAM, ERR_INCOMPATIBLE_OPTION_PAIR } = require('internal/errors').codes;
const { validateInteger, validateObject, validateOneOf } = require('internal/validators');
const methods = require('internal/console/methods');
const {
  kCounts, kFormat, kGroupIndent, kGroupWidth, kInspectOptions, kIsConsole, kWrite,
} = require('internal/console/symbols');
const profile = require('internal/profile');

/** The widest indentation of a group (Node's doc "new Console(options)"). */
const GROUP_WIDTH_MAX = 1000;

const hidden = (value) => ({ __proto__: null, writable: true, enumerable: false, configurable: true, value });

/** Swallows errors, which must not end a program that only meant to print. */
function ignore() {}

/** What a failed write does: nobody is told, but a stream without listeners must not throw either. */
function makeErrorHandler(stream) {
  return (error) => {
    if (error === null || stream._writableState.errorEmitted) return;
    if (stream.listenerCount('error') === 0) stream.once('error', ignore);
  };
}

/** Writes to a stream and ignores its errors, those of stack space excepted. */
function writeQuietly(stream, text, errorHandler) {
  if (stream.listenerCount('error') > 0) {
    stream.write(text, errorHandler);
    return;
  }
  stream.once('error', ignore);
  try {
    stream.write(text, errorHandler);
  } catch (error) {
    if (require('internal/errors').isStackOverflowError(error)) throw error;
  } finally {
    stream.removeListener('error', ignore);
  }
}

/** The options of `inspect` that a console was made with: for both streams, or one set for each. */
function checkInspectOptions(inspectOptions, colorMode) {
  validateObject(inspectOptions, 'options.inspectOptions');
  const perStream = profile.consoleInspectOptionsPerStream && require('internal/util/types').isMap(inspectOptions);
  const sets = perStream ? [...inspectOptions.values()] : [inspectOptions];
  for (const options of sets) {
    if (options.colors !== undefined && colorMode !== undefined) {
      throw new ERR_INCOMPATIBLE_OPTION_PAIR('options.inspectOptions.color', 'colorMode');
    }
  }
  return perStream ? (stream) => inspectOptions.get(stream) : () => inspectOptions;
}

/** A line with the indentation of groups before it and behind each of its line ends. */
function lineOf(text, indent) {
  return indent === '' ? `${text}\n` : `${indent}${text.replaceAll('\n', `\n${indent}`)}\n`;
}

/** What methods share; a console also has its own `kInspectOptions`. */
const shared = {
  [kFormat](name, args) {
    // OK because a lone text is printed as it is, whatever stands in it.
    if (args.length === 1 && typeof args[0] === 'string') return args[0];
    const { formatWithOptions } = require('internal/util/inspect');
    // Subscribers of the channels find the options before the arguments, as in Node.
    args.unshift(this[kInspectOptions](name));
    return formatWithOptions(...args);
  },

  [kWrite](name, text) {
    const line = lineOf(text, this[kGroupIndent]);
    const stream = this[`_${name}`];
    if (this._ignoreErrors === false) stream.write(line);
    else writeQuietly(stream, line, this[`_${name}ErrorHandler`]);
  },
};

/** Gives an object the state of a console and its methods, each bound so that it can be called alone. */
function bindMethods(target) {
  for (const name of Object.keys(methods)) {
    const method = (target[name] ?? methods[name]).bind(target);
    Object.defineProperty(method, 'name', { __proto__: null, configurable: true, value: name });
    target[name] = method;
  }
}

/** Defines what every console keeps. */
function defineState(target, ignoreErrors, groupIndentation) {
  Object.defineProperties(target, {
    _ignoreErrors: hidden(Boolean(ignoreErrors)),
    _times: hidden(new SafeMap()),
    [kCounts]: hidden(new SafeMap()),
    [kIsConsole]: hidden(true),
    [kGroupWidth]: hidden(groupIndentation),
    [kGroupIndent]: hidden(''),
    [Symbol.toStringTag]: { __proto__: null, writable: false, enumerable: false, configurable: true, value: 'console' },
  });
}

/** The colour mode and options of `inspect`, as a function from stream to options. */
function makeInspectOptions(colorMode, optionsOf) {
  return function(name) {
    const stream = this[`_${name}`];
    const colors = colorMode === 'auto' ? require('internal/util/colors').shouldColorize(stream) : colorMode;
    const own = optionsOf(stream);
    if (own === undefined) return colors ? { colors } : {};
    return own.colors === undefined ? Object.assign(own, { colors }) : own;
  };
}

/**
 * A console over streams.
 * @param {Writable|object} options the stream for output, or options
 */
function Console(options) {
  if (!new.target) return Reflect.construct(Console, arguments);
  if (!options || typeof options.write === 'function') {
    options = { stdout: options, stderr: arguments[1], ignoreErrors: arguments[2] };
  }
  const { stdout, stderr = stdout, ignoreErrors = true, colorMode = 'auto', inspectOptions, groupIndentation } = options;
  if (!stdout || typeof stdout.write !== 'function') throw new ERR_CONSOLE_WRITABLE_STREAM('stdout');
  if (!stderr || typeof stderr.write !== 'function') throw new ERR_CONSOLE_WRITABLE_STREAM('stderr');
  validateOneOf(colorMode, 'colorMode', ['auto', true, false]);
  if (groupIndentation !== undefined) validateInteger(groupIndentation, 'groupIndentation', 0, GROUP_WIDTH_MAX);
  const optionsOf = inspectOptions === undefined ? () => undefined : checkInspectOptions(inspectOptions, options.colorMode);
  bindMethods(this);
  Object.defineProperties(this, {
    _stdout: hidden(stdout),
    _stderr: hidden(stderr),
    _stdoutErrorHandler: hidden(makeErrorHandler(stdout)),
    _stderrErrorHandler: hidden(makeErrorHandler(stderr)),
    [kInspectOptions]: hidden(makeInspectOptions(colorMode, optionsOf)),
  });
  defineState(this, ignoreErrors, groupIndentation ?? 2);
}

Object.assign(Console.prototype, methods);
for (const key of Object.getOwnPropertySymbols(shared)) Object.defineProperty(Console.prototype, key, hidden(shared[key]));
Object.defineProperty(Console, Symbol.hasInstance, {
  __proto__: null,
  value: function(instance) { return instance[kIsConsole]; },
});

module.exports = { Console, bindMethods, defineState, hidden, lineOf, makeErrorHandler, makeInspectOptions };
