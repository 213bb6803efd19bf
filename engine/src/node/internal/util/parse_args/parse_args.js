// util.parseArgs: command lines read by a table of options. Node's doc: "Util", util.parseArgs().
'use strict';

const profile = require('internal/profile');
const { codes } = require('internal/errors');
const { kEmptyObject } = require('internal/util');
const { tokenize } = require('internal/util/parse_args/tokens');
const {
  validateArray, validateBoolean, validateBooleanArray, validateObject, validateString, validateStringArray, validateUnion,
} = require('internal/validators');

/** An own property, whatever the prototypes have. */
function own(object, key) {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** An own property of an option's configuration. */
function ownOfOption(options, name, key) {
  return Object.hasOwn(options, name) ? own(options[name], key) : undefined;
}

/** The arguments of the program: behind the script, if there is one. */
function getMainArgs() {
  const { getOptionValue } = require('internal/options');
  return process.argv.slice(getOptionValue('--eval') ? 1 : 2);
}

/** Checks the configuration of one option. */
function validateOption(name, config) {
  validateObject(config, `options.${name}`);
  const type = own(config, 'type');
  validateUnion(type, `options.${name}.type`, ['string', 'boolean']);
  if (Object.hasOwn(config, 'short')) {
    validateString(config.short, `options.${name}.short`);
    if (config.short.length !== 1) {
      throw new codes.ERR_INVALID_ARG_VALUE(`options.${name}.short`, config.short, 'must be a single character');
    }
  }
  if (Object.hasOwn(config, 'multiple')) validateBoolean(config.multiple, `options.${name}.multiple`);
  const value = own(config, 'default');
  if (value === undefined) return;
  const isMultiple = own(config, 'multiple');
  const check = type === 'string' ?
    (isMultiple ? validateStringArray : validateString) :
    (isMultiple ? validateBooleanArray : validateBoolean);
  check(value, `options.${name}.default`);
}

/** Reads and checks the whole configuration. */
function readConfig(config) {
  const args = own(config, 'args') ?? getMainArgs();
  const strict = own(config, 'strict') ?? true;
  const allowPositionals = own(config, 'allowPositionals') ?? !strict;
  const returnTokens = own(config, 'tokens') ?? false;
  const allowNegative = profile.parseArgsKnowsNegation ? own(config, 'allowNegative') ?? false : false;
  const options = own(config, 'options') ?? { __proto__: null };
  validateArray(args, 'args');
  validateBoolean(strict, 'strict');
  validateBoolean(allowPositionals, 'allowPositionals');
  validateBoolean(returnTokens, 'tokens');
  validateBoolean(allowNegative, 'allowNegative');
  validateObject(options, 'options');
  for (const [name, option] of Object.entries(options)) validateOption(name, option);
  return { args, strict, allowPositionals, returnTokens, allowNegative, options };
}

/** The option that a token of the command line means: `no-x` may mean x. Unknown ones throw. */
function findOption(config, token) {
  const { allowNegative, allowPositionals, options } = config;
  if (Object.hasOwn(options, token.name)) return token.name;
  const positive = allowNegative && token.name.startsWith('no-') ? token.name.slice(3) : undefined;
  if (positive !== undefined && ownOfOption(options, positive, 'type') === 'boolean') return positive;
  throw new codes.ERR_PARSE_ARGS_UNKNOWN_OPTION(token.rawName, allowPositionals);
}

/** Strict: options are known, and have a value if and only if they take one. */
function checkUsage(config, token) {
  const name = findOption(config, token);
  const short = ownOfOption(config.options, name, 'short');
  const shown = `${short ? `-${short}, ` : ''}--${name}`;
  const type = ownOfOption(config.options, name, 'type');
  if (type === 'string' && typeof token.value !== 'string') {
    throw new codes.ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${shown} <value>' argument missing`);
  }
  if (type === 'boolean' && token.value != null) {
    throw new codes.ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${shown}' does not take an argument`);
  }
}

/** Strict: a value that looks like an option may be a forgotten value. */
function checkOptionLikeValue({ inlineValue, name, rawName, value }) {
  if (inlineValue || value == null || value.length <= 1 || !value.startsWith('-')) return;
  const example = rawName.startsWith('--') ? `'${rawName}=-XYZ'` : `'--${name}=-XYZ' or '${rawName}-XYZ'`;
  throw new codes.ERR_PARSE_ARGS_INVALID_OPTION_VALUE(
    `Option '${rawName}' argument is ambiguous.\n` +
    `Did you forget to specify the option argument for '${rawName}'?\n` +
    `To specify an option argument starting with a dash use ${example}.`);
}

/** Puts an option's value among the results. `__proto__` is no option. */
function store(config, token, values) {
  if (token.name === '__proto__') return;
  let { value } = token;
  if (config.allowNegative && token.name.startsWith('no-') && value === undefined) {
    token.name = token.name.slice(3);
    value = false;
  }
  const result = value ?? true;
  if (!ownOfOption(config.options, token.name, 'multiple')) values[token.name] = result;
  else if (values[token.name]) values[token.name].push(result);
  else values[token.name] = [result];
}

/** Gives options that were not on the command line their defaults. */
function storeDefaults(options, values) {
  for (const [name, option] of Object.entries(options)) {
    const value = own(option, 'default');
    if (value !== undefined && values[name] === undefined && name !== '__proto__') values[name] = value;
  }
}

/**
 * Reads a command line.
 * @param {object} [config] args, options, strict, allowPositionals, allowNegative, tokens
 * @returns {{ values: object, positionals: string[], tokens?: object[] }}
 */
const parseArgs = (config = kEmptyObject) => {
  const settings = readConfig(config);
  const tokens = tokenize(settings.args, settings.options);
  const result = { values: { __proto__: null }, positionals: [] };
  if (settings.returnTokens) result.tokens = tokens;
  for (const token of tokens) {
    if (token.kind === 'option') {
      if (settings.strict) {
        checkUsage(settings, token);
        checkOptionLikeValue(token);
      }
      store(settings, token, result.values);
    } else if (token.kind === 'positional') {
      if (!settings.allowPositionals) throw new codes.ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL(token.value);
      result.positionals.push(token.value);
    }
  }
  storeDefaults(settings.options, result.values);
  return result;
};

module.exports = { parseArgs };
