// util.debuglog: messages that NODE_DEBUG switches on. Node's doc: "Util", util.debuglog().
'use strict';

const { ReflectApply } = primordials;

let isEnabledFor;

/**
 * Reads NODE_DEBUG: sections separated by commas, `*` for any text, in any case.
 * @param {string} [debugEnv] its value
 */
function initializeDebugEnv(debugEnv) {
  if (!debugEnv) {
    isEnabledFor = () => false;
    return;
  }
  const pattern = debugEnv.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*').replaceAll(',', '$|^');
  const sections = new RegExp(`^${pattern}$`, 'i');
  isEnabledFor = (section) => sections.test(section);
}

const loggers = { __proto__: null };

function noop() {}

/** The function that writes the messages of a section, one for all who ask. */
function loggerOf(section) {
  if (loggers[section] === undefined) {
    loggers[section] = isEnabledFor(section) ? makeLogger(section) : noop;
  }
  return loggers[section];
}

function makeLogger(section) {
  return (...args) => {
    const { format, formatWithOptions, inspect } = require('internal/util/inspect');
    const colors = require('internal/util/colors').shouldColorize(process.stderr);
    const pid = inspect(process.pid, { colors });
    process.stderr.write(format('%s %s: %s\n', section, pid, formatWithOptions({ colors }, ...args)));
  };
}

/**
 * Makes a logger of a section. Whether it is enabled is read when it is first used.
 * @param {string} set name of the section
 * @param {Function} [cb] called at the first use with the function that logs without further checks
 * @returns {Function} with `enabled`
 */
function debuglog(set, cb) {
  const section = `${set}`.toUpperCase();
  let isEnabled;
  let write = (...args) => {
    isReady();
    write = loggerOf(section);
    if (typeof cb === 'function') cb(write);
    ReflectApply(write, undefined, args);
  };

  /** Reads NODE_DEBUG, once. */
  function isReady() {
    if (isEnabledFor === undefined) initializeDebugEnv(process.env.NODE_DEBUG);
    isEnabled ??= isEnabledFor(section);
    return isEnabled;
  }

  const logger = (...args) => write(...args);
  Object.defineProperty(logger, 'enabled', { __proto__: null, get: isReady, configurable: true, enumerable: true });
  return logger;
}

module.exports = { debuglog, initializeDebugEnv };
