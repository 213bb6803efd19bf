// The words of a command line as tokens: options with their values, positionals, the terminator `--`.
// Node's doc: "Util", parseArgs tokens.
'use strict';

/** The name of the option that has this letter; the letter itself where none has. */
function longNameOf(short, options) {
  for (const [name, option] of Object.entries(options)) {
    if (Object.hasOwn(option, 'short') && option.short === short) return name;
  }
  return short;
}

/** Whether an option takes a value. */
function takesValue(name, options) {
  return Object.hasOwn(options, name) && Object.hasOwn(options[name], 'type') && options[name].type === 'string';
}

/** `-abc` as `-a -b -c`; from a letter that takes a value on, the rest is that value: `-a -bvalue`. */
function expandGroup(arg, options) {
  const expanded = [];
  for (let i = 1; i < arg.length; i++) {
    const isLast = i === arg.length - 1;
    if (!isLast && takesValue(longNameOf(arg[i], options), options)) {
      expanded.push(`-${arg.slice(i)}`);
      return expanded;
    }
    expanded.push(`-${arg[i]}`);
  }
  return expanded;
}

/** What a word is, by its dashes. */
function kindOf(arg, options) {
  // What is no string is a positional; null and undefined throw.
  if (arg.length === undefined) return 'positional';
  const isLong = arg.startsWith('--');
  if (isLong) {
    if (arg.length === 2) return 'terminator';
    return arg.includes('=', 3) ? 'long-with-value' : 'long';
  }
  if (arg[0] !== '-' || arg.length < 2) return 'positional';
  if (arg.length === 2) return 'short';
  return takesValue(longNameOf(arg[1], options), options) ? 'short-with-value' : 'group';
}

/**
 * Reads a command line.
 * @param {string[]} args
 * @param {object} options name to `{ type, short … }`
 * @returns {object[]} `{ kind: 'option', name, rawName, index, value, inlineValue }`, `{ kind: 'positional', index, value
 * }`,
 *   `{ kind: 'option-terminator', index }`; index: the word's place, the letters of a group share one
 */
function tokenize(args, options) {
  const tokens = [];
  const rest = [...args];
  let index = -1;
  // Letters of an expanded group that are still to come.
  let groupCount = 0;

  /** An option by itself; the next word is its value if it takes one. */
  function pushOption(name, rawName) {
    const hasValue = takesValue(name, options) && rest[0] != null;
    const value = hasValue ? rest.shift() : undefined;
    tokens.push({ kind: 'option', name, rawName, index, value, inlineValue: hasValue ? false : undefined });
    if (hasValue) index++;
  }

  function pushWithValue(name, rawName, value) {
    tokens.push({ kind: 'option', name, rawName, index, value, inlineValue: true });
  }

  while (rest.length > 0) {
    const arg = rest.shift();
    if (groupCount > 0) groupCount--;
    else index++;
    switch (kindOf(arg, options)) {
      case 'terminator':
        tokens.push({ kind: 'option-terminator', index });
        return tokens.concat(rest.map((value) => ({ kind: 'positional', index: ++index, value })));
      case 'long':
        pushOption(arg.slice(2), arg);
        break;
      case 'long-with-value': {
        const equals = arg.indexOf('=', 3);
        pushWithValue(arg.slice(2, equals), arg.slice(0, equals), arg.slice(equals + 1));
        break;
      }
      case 'short':
        pushOption(longNameOf(arg[1], options), arg);
        break;
      case 'short-with-value':
        pushWithValue(longNameOf(arg[1], options), arg.slice(0, 2), arg.slice(2));
        break;
      case 'group': {
        const expanded = expandGroup(arg, options);
        rest.unshift(...expanded);
        groupCount = expanded.length;
        break;
      }
      default:
        tokens.push({ kind: 'positional', index, value: arg });
    }
  }
  return tokens;
}

module.exports = { tokenize };
