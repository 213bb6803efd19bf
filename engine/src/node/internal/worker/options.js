// What `new Worker(filename, options)` was given, checked. Node's doc: "Worker threads", new Worker().
'use strict';

const path = require('path');
const { SafeSet, SymbolFor } = primordials;
const profile = require('internal/profile');

const SHARE_ENV = SymbolFor('nodejs.worker_threads.SHARE_ENV');

/** Node's numbers for what a worker may use, in the order in which it lists them. */
const LIMITS = ['maxYoungGenerationSizeMb', 'maxOldGenerationSizeMb', 'codeRangeSizeMb', 'stackSizeMb'];
/** What a worker has that was given no limits: V8's heap on a 64-bit machine with much memory, and Node's stack. */
const DEFAULT_LIMITS = [profile.workerYoungGenerationMb, 4096, 0, 4];
/** Flags of the process or of V8, which a worker cannot have of its own. */
const PROCESS_FLAGS = new SafeSet([
  '--title', '--expose-gc', '--expose_gc', '--max-old-space-size', '--max-semi-space-size', '--stack-size', '--v8-options',
  '--allow-natives-syntax', '--harmony', '--stack-trace-limit', '--abort-on-uncaught-exception',
]);

const isUrl = (value) => Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);

/**
 * @param {*} filename @param {object} options
 * @returns {{ filename: string, doEval: string|boolean }} a text to run, a `data:` URL, or a file's path
 */
function readEntry(filename, options) {
  const { codes: { ERR_INVALID_ARG_VALUE, ERR_WORKER_PATH, ERR_INVALID_ARG_TYPE } } = require('internal/errors');
  if (options.eval) {
    if (typeof filename !== 'string') {
      throw new ERR_INVALID_ARG_VALUE('options.eval', options.eval, 'must be false when \'filename\' is not a string');
    }
    return { filename, doEval: 'classic' };
  }
  if (isUrl(filename) && filename.protocol === 'data:') return { filename: `${filename}`, doEval: 'data-url' };
  if (isUrl(filename)) return { filename: require('internal/url').fileURLToPath(filename), doEval: false };
  if (typeof filename !== 'string') throw new ERR_INVALID_ARG_TYPE('filename', ['string', 'URL'], filename);
  if (path.isAbsolute(filename)) return { filename, doEval: false };
  if (/^\.\.?[\\/]/.test(filename)) return { filename: path.resolve(filename), doEval: false };
  throw new ERR_WORKER_PATH(filename);
}

/** @returns {string[]|undefined} name and value in turn; undefined when the environment is shared */
function readEnvironment(env) {
  if (env === SHARE_ENV) return undefined;
  if (env !== undefined && env !== null && typeof env !== 'object') {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE('options.env', ['object', 'undefined', 'null', 'worker_threads.SHARE_ENV'], env);
  }
  return Object.entries(env ?? process.env).flatMap(([name, value]) => [name, `${value}`]);
}

/** @returns {string[]} flags of the worker's own; throws for those that it cannot have */
function readFlags(execArgv) {
  if (execArgv === undefined) return process.execArgv;
  if (!Array.isArray(execArgv)) {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE('options.execArgv', 'Array', execArgv);
  }
  const flags = execArgv.map(String);
  const { isKnownFlag } = require('internal/options');
  const refused = flags.filter((flag) => flag.startsWith('-') && (PROCESS_FLAGS.has(flag.split('=', 1)[0]) || !isKnownFlag(flag)));
  if (refused.length > 0) {
    const { codes: { ERR_WORKER_INVALID_EXEC_ARGV } } = require('internal/errors');
    throw new ERR_WORKER_INVALID_EXEC_ARGV(refused);
  }
  return flags;
}

function readArguments(argv) {
  if (argv === undefined || argv === null) return [];
  require('internal/validators').validateArray(argv, 'options.argv');
  return argv.map(String);
}

/** The numbers that were given; the others are unset. */
function readLimits(limits) {
  return LIMITS.map((name) => {
    const value = limits?.[name];
    return typeof value === 'number' ? (value > 0 ? value : -1) : -1;
  });
}

/** Limits as programs see them: what was not set is the default. */
function showLimits(numbers) {
  return Object.fromEntries(LIMITS.map((name, at) => [name, numbers[at] >= 0 ? numbers[at] : DEFAULT_LIMITS[at]]));
}

module.exports = { SHARE_ENV, readEntry, readEnvironment, readFlags, readArguments, readLimits, showLimits };
