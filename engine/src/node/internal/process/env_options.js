// Flags that the environment gives: NODE_OPTIONS, and the variables that stand for one flag each. Node's doc:
// "Command-line API", Environment variables.
'use strict';

/** Variables that, when they are `1`, stand for a flag. */
const SWITCHES = {
  NODE_PENDING_DEPRECATION: '--pending-deprecation',
  NODE_PRESERVE_SYMLINKS: '--preserve-symlinks',
  NODE_PRESERVE_SYMLINKS_MAIN: '--preserve-symlinks-main',
};

/** Flags of V8 that NODE_OPTIONS may hold. */
const OF_V8 = /^--(?:abort-on-|disallow-code-|huge-max-|interpreted-|jitless|max-|perf-|stack-trace-limit|use-)/;

/** Words apart at spaces; a double quote keeps them together, a backslash between two keeps the next character. */
function split(text) {
  const words = [];
  let isQuoted = false;
  let isInWord = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') {
      isQuoted = !isQuoted;
      continue;
    }
    if (text[at] === ' ' && !isQuoted) {
      isInWord = false;
      continue;
    }
    if (text[at] === '\\' && isQuoted && ++at === text.length) return { words, refusal: 'invalid escape' };
    if (!isInWord) words.push('');
    isInWord = true;
    words[words.length - 1] += text[at];
  }
  return { words, refusal: isQuoted ? 'unterminated string' : undefined };
}

/**
 * @param {string[]} env name and value in turn
 * @param {function(string): boolean} isKnown whether Node has the flag
 * @returns {{ flags: string[], refusal: string|undefined }} flags, and why the process cannot begin with them
 */
function flagsOf(env, isKnown) {
  const flags = [];
  let text = '';
  for (let at = 0; at < env.length; at += 2) {
    const name = env[at];
    if (name === 'NODE_OPTIONS') text = env[at + 1];
    else if (env[at + 1] === '1' && Object.hasOwn(SWITCHES, name)) flags.push(SWITCHES[name]);
  }
  const { words, refusal } = split(text);
  if (refusal !== undefined) return { flags, refusal: `invalid value for NODE_OPTIONS (${refusal})\n` };
  const refused = words.find((word) => word.startsWith('-') && !isKnown(word) && !OF_V8.test(word));
  if (refused !== undefined) return { flags, refusal: `${refused} is not allowed in NODE_OPTIONS` };
  return { flags: [...flags, ...words], refusal: undefined };
}

module.exports = { flagsOf };
