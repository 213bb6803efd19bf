// What the functions of child_process were given, checked and brought into one form. Node's doc: "Child process".
'use strict';

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const { convertToValidSignal } = require('internal/util');
const {
  validateBoolean, validateFunction, validateInt32, validateInteger, validateNumber,
  validateObject, validateString,
} = require('internal/validators');
const profile = require('internal/profile');

function checkNoNull(value, name) {
  if (typeof value === 'string' && value.includes('\u0000')) {
    throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a string without null bytes');
  }
}

function checkOwner(id, name) {
  if (id == null) return;
  if (profile.childNumbersHaveRanges) validateInt32(id, name);
  else if (id !== (id | 0)) throw new ERR_INVALID_ARG_TYPE(name, 'int32', id);
}

function checkOptions(options) {
  const { cwd, detached, uid, gid, shell, argv0, windowsHide, windowsVerbatimArguments } = options;
  if (detached != null) validateBoolean(detached, 'options.detached');
  checkOwner(uid, 'options.uid');
  checkOwner(gid, 'options.gid');
  if (shell != null && typeof shell !== 'boolean' && typeof shell !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('options.shell', ['boolean', 'string'], shell);
  }
  if (argv0 != null) validateString(argv0, 'options.argv0');
  if (windowsHide != null) validateBoolean(windowsHide, 'options.windowsHide');
  if (windowsVerbatimArguments != null) validateBoolean(windowsVerbatimArguments, 'options.windowsVerbatimArguments');
  return cwd == null ? undefined : require('internal/fs/utils').getValidatedPath(cwd, 'options.cwd');
}

/** Name and value of each variable, sorted as the program sees them first: own properties, undefined ones left out. */
function environmentPairs(env) {
  const pairs = [];
  for (const name in env) {
    const value = env[name];
    if (value === undefined) continue;
    checkNoNull(name, `options.env['${name}']`);
    checkNoNull(value, `options.env['${name}']`);
    pairs.push(`${name}=${value}`);
  }
  return pairs;
}

/** @returns {object} `options` with file, args (the first is the program's own name), cwd, envPairs */
function normalizeSpawnArguments(file, args, options) {
  validateString(file, 'file');
  checkNoNull(file, 'file');
  if (file.length === 0) throw new ERR_INVALID_ARG_VALUE('file', file, 'cannot be empty');
  if (Array.isArray(args)) {
    args = [...args];
  } else if (args == null) {
    args = [];
  } else if (typeof args !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('args', 'object', args);
  } else {
    [options, args] = [args, []];
  }
  args.forEach((arg, at) => checkNoNull(arg, `args[${at}]`));
  args = args.map(String);
  if (options === undefined) options = {};
  else validateObject(options, 'options');
  options = { __proto__: null, ...options };
  const cwd = checkOptions(options);
  if (options.shell) {
    if (args.length > 0 && profile.shellArgumentsAreDeprecated) warnOfShellArguments();
    const command = [file, ...args].join(' ');
    file = typeof options.shell === 'string' ? options.shell : '/bin/sh';
    args = ['-c', command];
  }
  args.unshift(typeof options.argv0 === 'string' ? options.argv0 : file);
  return { ...options, args, cwd, detached: Boolean(options.detached), envPairs: environmentPairs(options.env || process.env), file };
}

let hasWarned = false;

function warnOfShellArguments() {
  if (hasWarned) return;
  hasWarned = true;
  process.emitWarning(
    'Passing args to a child process with shell option true can lead to security vulnerabilities, as the arguments are not ' +
    'escaped, only concatenated.', 'DeprecationWarning', 'DEP0190');
}

function checkTimeout(timeout) {
  if (timeout != null && !(Number.isInteger(timeout) && timeout >= 0)) validateTimeout(timeout);
}

function validateTimeout(timeout) {
  if (typeof timeout !== 'number' || !profile.childNumbersHaveRanges) throw new ERR_OUT_OF_RANGE('timeout', 'an unsigned integer', timeout);
  validateInteger(timeout, 'timeout', 0);
}

function checkMaxBuffer(maxBuffer) {
  if (maxBuffer == null) return;
  if (profile.childNumbersHaveRanges) {
    validateNumber(maxBuffer, 'options.maxBuffer', 0);
  } else if (!(maxBuffer >= 0) || typeof maxBuffer !== 'number') {
    throw new ERR_OUT_OF_RANGE('options.maxBuffer', 'a positive number', maxBuffer);
  }
}

/** @returns {number|undefined} the signal's number */
function readKillSignal(signal) {
  if (typeof signal === 'string' || typeof signal === 'number') return convertToValidSignal(signal);
  if (signal != null) throw new ERR_INVALID_ARG_TYPE('options.killSignal', ['string', 'number'], signal);
  return undefined;
}

/** Arguments of execFile() in any of its forms. */
function normalizeExecFileArgs(file, args, options, callback) {
  if (Array.isArray(args)) args = [...args];
  else if (args != null && typeof args === 'object') [callback, options, args] = [options, args, null];
  else if (typeof args === 'function') [callback, options, args] = [args, null, null];
  args ??= [];
  if (typeof options === 'function') callback = options;
  else if (options != null) validateObject(options, 'options');
  options = typeof options === 'function' ? {} : options ?? {};
  if (callback != null) validateFunction(callback, 'callback');
  if (options.argv0 != null) validateString(options.argv0, 'options.argv0');
  return { file, args, options, callback };
}

/** Arguments of exec(): a command for the shell. */
function normalizeExecArgs(command, options, callback) {
  validateString(command, 'command');
  checkNoNull(command, 'command');
  if (typeof options === 'function') [callback, options] = [options, undefined];
  options = { ...options };
  options.shell = typeof options.shell === 'string' ? options.shell : true;
  return { file: command, options, callback };
}

module.exports = {
  normalizeSpawnArguments, normalizeExecFileArgs, normalizeExecArgs, checkTimeout, checkMaxBuffer, readKillSignal,
};
