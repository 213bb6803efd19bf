// Flags of the command line that change the world a program begins in; loaded when any flag is given. Node's doc:
// "Command-line API".
'use strict';

const { ObjectDefineProperty, ObjectPrototype } = primordials;
const { getOptionValue, refusal } = require('internal/options');

/** Exit code of a bad flag. */
const INVALID_COMMAND_LINE_ARGUMENT = 9;

/** Ends the process as Node does when it cannot make sense of its command line. */
function refuse(reason) {
  process._rawDebug(`${process.argv0}: ${reason}`);
  process.reallyExit(INVALID_COMMAND_LINE_ARGUMENT);
}

/** `--unhandled-rejections`: only modes that there are. */
function checkRejectionMode(mode) {
  if (mode !== '' && !require('internal/process/promises').isMode(mode)) refuse('invalid value for --unhandled-rejections');
}

/** `--env-file`: what is in the environment already stays; of two files the later wins. */
function loadEnvironment() {
  const { parseEnv } = require('internal/util/parse_env');
  const found = {};
  const read = (file, isOptional) => {
    try {
      Object.assign(found, parseEnv(require('fs').readFileSync(file, 'utf8')));
    } catch {
      process._rawDebug(isOptional ? `${file} not found. Continuing without it.` : `node: ${file}: not found`);
      if (!isOptional) process.reallyExit(INVALID_COMMAND_LINE_ARGUMENT);
    }
  };
  for (const file of getOptionValue('--env-file')) read(file, false);
  for (const file of getOptionValue('--env-file-if-exists')) read(file, true);
  for (const [name, value] of Object.entries(found)) {
    if (process.env[name] === undefined) process.env[name] = value;
  }
}

/** `--disable-proto`: `delete` takes `__proto__` away, `throw` refuses its use. */
function disableProto(mode) {
  if (mode === 'delete') {
    delete ObjectPrototype.__proto__;
  } else if (mode === 'throw') {
    const refuse = () => {
      const { codes: { ERR_PROTO_ACCESS } } = require('internal/errors');
      throw new ERR_PROTO_ACCESS();
    };
    ObjectDefineProperty(ObjectPrototype, '__proto__', { __proto__: null, get: refuse, set: refuse });
  }
}

/** Flags that `process` shows as properties. */
function tellOfWarnings() {
  if (!getOptionValue('--deprecation')) process.noDeprecation = true;
  if (!getOptionValue('--warnings')) process.noProcessWarnings = true;
  if (getOptionValue('--throw-deprecation')) process.throwDeprecation = true;
  if (getOptionValue('--trace-deprecation')) process.traceDeprecation = true;
}

/** Does what the flags of this run ask for. */
function apply() {
  if (refusal() !== undefined) refuse(refusal());
  tellOfWarnings();
  checkRejectionMode(getOptionValue('--unhandled-rejections'));
  loadEnvironment();
  disableProto(getOptionValue('--disable-proto'));
  if (getOptionValue('--disallow-code-generation-from-strings')) internalBinding('contextify').forbidStrings();
  if (getOptionValue('--title') !== '') process.title = getOptionValue('--title');
  if (!getOptionValue('--experimental-global-navigator')) {
    delete globalThis.navigator;
    delete globalThis.Navigator;
  }
}

module.exports = { apply, refuse };
