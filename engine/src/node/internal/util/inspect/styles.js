// The colours of inspect: `inspect.colors`, `inspect.styles`, and the functions that apply them.
// Node's doc: "Util", Customizing util.inspect colors.
'use strict';

const profile = require('internal/profile');

const DEFAULT_FOREGROUND = 39;
const DEFAULT_BACKGROUND = 49;

/** Name to the codes that switch it on and off. Programs may add to it. */
const colors = {
  __proto__: null,
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  blink: [5, 25],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  doubleunderline: [21, 24],
};

const PALETTE = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];

/** Adds eight colours as `prefix` + name. */
function addPalette(from, isBackground, nameOf) {
  PALETTE.forEach((name, index) => {
    colors[nameOf(name)] = [from + index, isBackground ? DEFAULT_BACKGROUND : DEFAULT_FOREGROUND];
  });
}

// In this order: programs list the names.
addPalette(30, false, (name) => name.toLowerCase());
addPalette(40, true, (name) => `bg${name}`);
colors.framed = [51, 54];
colors.overlined = [53, 55];
colors.gray = [90, DEFAULT_FOREGROUND];
PALETTE.slice(1).forEach((name, index) => {
  colors[`${name.toLowerCase()}Bright`] = [91 + index, DEFAULT_FOREGROUND];
});
colors.bgGray = [100, DEFAULT_BACKGROUND];
PALETTE.slice(1).forEach((name, index) => {
  colors[`bg${name}Bright`] = [101 + index, DEFAULT_BACKGROUND];
});

/** Other names of the same colour: not listed, and a change of one is a change of the other. */
const ALIASES = {
  gray: ['grey', 'blackBright'],
  bgGray: ['bgGrey', 'bgBlackBright'],
  dim: ['faint'],
  strikethrough: ['crossedout', 'strikeThrough', 'crossedOut'],
  hidden: ['conceal'],
  inverse: ['swapColors', 'swapcolors'],
  doubleunderline: ['doubleUnderline'],
};
for (const target in ALIASES) {
  for (const alias of ALIASES[target]) {
    Object.defineProperty(colors, alias, {
      __proto__: null,
      get() {
        return this[target];
      },
      set(value) {
        this[target] = value;
      },
      configurable: true,
      enumerable: false,
    });
  }
}

/**
 * Colours the parts of a regular expression by how deep they are nested.
 * `highlightRegExp.colors` names the colours by depth; programs may change it.
 * @param {string} regexpString
 * @returns {string}
 */
function highlightRegExp(regexpString) {
  return require('internal/util/inspect/regexp').highlight(regexpString, colors, highlightRegExp.colors);
}
highlightRegExp.colors = ['green', 'red', 'yellow', 'cyan', 'magenta'];

/** What is shown in which colour: a name of `colors`, or a function that colours the text itself. */
const styles = {
  __proto__: null,
  special: 'cyan',
  number: 'yellow',
  bigint: 'yellow',
  boolean: 'yellow',
  undefined: 'grey',
  null: 'bold',
  string: 'green',
  symbol: 'green',
  date: 'magenta',
  regexp: profile.inspectHighlightsRegexps ? highlightRegExp : 'red',
  module: 'underline',
};

/**
 * Colours a piece of output.
 * @param {string} str
 * @param {string} styleType a key of `styles`
 * @returns {string}
 */
function stylizeWithColor(str, styleType) {
  const style = styles[styleType];
  if (style === undefined) return str;
  const color = colors[style];
  if (color !== undefined) return `\u001b[${color[0]}m${str}\u001b[${color[1]}m`;
  return typeof style === 'function' ? style(str) : str;
}

/** The stylizer of output without colours. */
function stylizeNoColor(str) {
  return str;
}

module.exports = { colors, styles, stylizeNoColor, stylizeWithColor };
