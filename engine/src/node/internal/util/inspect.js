// util.inspect and util.format: values as text. Node's doc: "Util", util.inspect(), util.format(). The rooms are under
// `internal/util/inspect/`; the big ones are loaded when the first object is shown, for many programs print strings only.
'use strict';

const { customInspectSymbol } = require('internal/util');
const { colors, styles, stylizeNoColor, stylizeWithColor } = require('internal/util/inspect/styles');

/** The options of inspect, with their defaults: `inspect.defaultOptions`, that programs may change. */
const inspectDefaultOptions = Object.seal({
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
});

/** Takes the options that inspect knows; all are kept for the program's own inspection functions if it gave others too. */
function takeOptions(ctx, options) {
  for (const key of Object.keys(options)) {
    if (Object.hasOwn(inspectDefaultOptions, key) || key === 'stylize') ctx[key] = options[key];
    else if (ctx.userOptions === undefined) ctx.userOptions = options;
  }
}

/**
 * Shows a value as text.
 * @param {*} value
 * @param {object} [opts] see Node's doc; or, as of old, the arguments `showHidden, depth, colors`
 * @returns {string}
 */
function inspect(value, /* legacy: showHidden, depth, colors */ opts) {
  const ctx = {
    budget: {},
    indentationLvl: 0,
    seen: [],
    currentDepth: 0,
    stylize: stylizeNoColor,
    ...inspectDefaultOptions,
  };
  if (arguments.length > 2 && arguments[2] !== undefined) ctx.depth = arguments[2];
  if (arguments.length > 3 && arguments[3] !== undefined) ctx.colors = arguments[3];
  if (typeof opts === 'boolean') ctx.showHidden = opts;
  else if (opts) takeOptions(ctx, opts);
  if (ctx.colors) ctx.stylize = stylizeWithColor;
  if (ctx.maxArrayLength === null) ctx.maxArrayLength = Infinity;
  if (ctx.maxStringLength === null) ctx.maxStringLength = Infinity;
  return require('internal/util/inspect/value').formatValue(ctx, value, 0);
}

inspect.custom = customInspectSymbol;
Object.defineProperty(inspect, 'defaultOptions', {
  __proto__: null,
  get() {
    return inspectDefaultOptions;
  },
  set(options) {
    require('internal/validators').validateObject(options, 'options');
    return Object.assign(inspectDefaultOptions, options);
  },
});
inspect.colors = colors;
inspect.styles = styles;

module.exports = {
  inspect,
  inspectDefaultOptions,
  stylizeWithColor,
  get identicalSequenceRange() {
    return require('internal/util/inspect/frames').identicalSequenceRange;
  },
};

// `format` loads this room for objects, so it comes after the exports.
const { format, formatWithOptions } = require('internal/util/inspect/format');
const { getStringWidth, isZeroWidthCodePoint, stripVTControlCharacters } = require('internal/util/inspect/width');
Object.assign(module.exports, { format, formatWithOptions, getStringWidth, isZeroWidthCodePoint, stripVTControlCharacters });
