// Node's own command-line flags, as far as they matter to a simulated program.
'use strict';

/** Flags that are known, with what each is without being given. */
const defaults = {
  '--unhandled-rejections': '',
  '--require': [],
  '--import': [],
  '--conditions': [],
  '--env-file': [],
  '--env-file-if-exists': [],
  '--disable-proto': '',
  '--disallow-code-generation-from-strings': false,
  '--experimental-global-navigator': true,
  '--title': '',
  '--stack-trace-limit': 10,
  '--warnings': true,
  '--deprecation': true,
  '--trace-warnings': false,
  '--trace-deprecation': false,
  '--throw-deprecation': false,
  '--pending-deprecation': false,
  '--trace-uncaught': false,
  '--expose-gc': false,
  '--preserve-symlinks': false,
  '--preserve-symlinks-main': false,
  '--experimental-require-module': true,
  '--max-http-header-size': 16 * 1024,
  '--insecure-http-parser': false,
  '--experimental-default-type': '',
  '--input-type': '',
  '--dns-result-order': '',
  '--disable-warning': [],
  '--enable-source-maps': false,
  '--network-family-autoselection': true,
  '--network-family-autoselection-attempt-timeout': 250,
  '--verify-base-objects': false,
};

const ALIASES = { '--expose_gc': '--expose-gc', '-r': '--require', '-C': '--conditions' };
let values;
/** Whether this run was given any flag, and why it cannot begin with what it was given. */
let isGiven;
let refusal;

/** Whether the environment may hold flags: most do not, and need no module for it. */
const mayHoldFlags = (env) => env.some((name, at) => at % 2 === 0 && name.startsWith('NODE_'));

/**
 * Reads the flags of this run, first those of the environment: `--name`, `--no-name`, `--name=value`, `--name value` in
 * one or two parts.
 */
function parse() {
  values = { ...defaults };
  const { env, nodeOptions } = internalBinding('engine').program();
  let flags = nodeOptions;
  refusal = undefined;
  if (mayHoldFlags(env)) {
    const given = require('internal/process/env_options').flagsOf(env, isKnownFlag);
    flags = [...given.flags, ...nodeOptions];
    ({ refusal } = given);
  }
  isGiven = flags.length > 0 || refusal !== undefined;
  for (let at = 0; at < flags.length; at++) {
    const [, flag, inline] = /^([^=\s]+)(?:[=\s]([^]*))?$/.exec(flags[at]) ?? [];
    if (flag === undefined) continue;
    const name = ALIASES[flag] ?? flag;
    const plain = name.startsWith('--no-') ? `--${name.slice(5)}` : name;
    const kind = defaults[plain];
    if (typeof kind === 'boolean') values[plain] = plain === name;
    else if (Array.isArray(kind)) values[name] = [...values[name], inline ?? flags[++at]];
    else if (typeof kind === 'number') values[name] = Number(inline ?? flags[++at]);
    else if (typeof kind === 'string') values[name] = inline ?? flags[++at] ?? '';
    // Whether an unknown flag is followed by its value cannot be told; nobody asks for it either.
    else values[name] = inline ?? '';
  }
}

/** Whether Node has a flag of that name, as far as is known here: V8's own flags are not told from misspelt ones. */
function isKnownFlag(flag) {
  const name = flag.split('=', 1)[0];
  const plain = name.startsWith('--no-') ? `--${name.slice(5)}` : name;
  return Object.hasOwn(defaults, ALIASES[plain] ?? plain) || /^--(?:experimental|inspect|trace|report|heap|cpu|disable|enable|test|watch|allow)-/.test(plain);
}

/** What a flag is set to, given as such or by default. */
function getOptionValue(name) {
  if (values === undefined) parse();
  return values[name];
}

module.exports = {
  getOptionValue,
  isKnownFlag,
  areGiven: () => isGiven,
  refusal: () => refusal,
  refreshOptions: () => { values = undefined; },
};
