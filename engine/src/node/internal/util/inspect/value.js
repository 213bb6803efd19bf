// The heart of inspect: a value's text. Looks through proxies, asks the program's own `inspect.custom`, notices circles,
// limits the
// depth, and puts together what `kinds.js` says about the value. Node's doc: "Util", util.inspect and Custom inspection
// functions.
'use strict';

const { FunctionPrototypeCall, FunctionPrototypeSymbolHasInstance, Object, SafeMap } = primordials;

// First, for the rooms below load this one in turn.
exports.formatValue = formatValue;

const profile = require('internal/profile');
const { isStackOverflowError } = require('internal/errors');
const { customInspectSymbol } = require('internal/util');
const layout = require('internal/util/inspect/layout');
const { formatPrimitive } = require('internal/util/inspect/primitives');
const names = require('internal/util/inspect/names');
const { formatProperty } = require('internal/util/inspect/properties');
const { describe } = require('internal/util/inspect/kinds');

/** Beyond this much output at one indentation, everything deeper is cut: about the longest string that V8 can hold. */
const OUTPUT_LENGTH_MAX = 2 ** 27;

let getProxyDetails;

/**
 * What lies behind a proxy.
 * @param {object} value
 * @param {boolean} isFull whether to give `[target, handler]`; null in place of what is revoked
 * @returns {object|Array|null|undefined} undefined for what is no proxy
 */
function proxyDetails(value, isFull) {
  getProxyDetails ??= internalBinding('util').getProxyDetails;
  return getProxyDetails(value, isFull);
}

/** Whether the depth is exhausted. */
function isTooDeep(ctx, recurseTimes) {
  return recurseTimes > ctx.depth && ctx.depth !== null;
}

/** `Proxy [ target, handler ]`, option showProxy. */
function formatProxy(ctx, [target, handler], recurseTimes) {
  if (target === null) return ctx.stylize('<Revoked Proxy>', 'special');
  if (isTooDeep(ctx, recurseTimes)) return ctx.stylize('Proxy [Array]', 'special');
  ctx.indentationLvl += 2;
  const parts = [formatValue(ctx, target, recurseTimes + 1), formatValue(ctx, handler, recurseTimes + 1)];
  ctx.indentationLvl -= 2;
  return layout.reduceToSingleString(ctx, parts, '', ['Proxy [', ']'], layout.kArrayExtrasType, recurseTimes + 1);
}

/** Puts `Proxy(…)` around a target's text, once for each proxy around it; before Node 26 the bare target was shown. */
function wrapInProxies(ctx, text, proxies) {
  if (!profile.inspectNamesProxies) return text;
  let wrapped = text;
  for (let i = 0; i < proxies; i++) wrapped = `${ctx.stylize('Proxy(', 'special')}${wrapped}${ctx.stylize(')', 'special')}`;
  return wrapped;
}

/** The options that the program's own inspection function is given: plain data only, where it is of another realm. */
function getUserOptions(ctx, isCrossContext) {
  const options = {
    stylize: ctx.stylize,
    showHidden: ctx.showHidden,
    depth: ctx.depth,
    colors: ctx.colors,
    customInspect: ctx.customInspect,
    showProxy: ctx.showProxy,
    maxArrayLength: ctx.maxArrayLength,
    maxStringLength: ctx.maxStringLength,
    breakLength: ctx.breakLength,
    compact: ctx.compact,
    sorted: ctx.sorted,
    getters: ctx.getters,
    numericSeparator: ctx.numericSeparator,
    ...ctx.userOptions,
  };
  if (!isCrossContext) return options;
  Object.setPrototypeOf(options, null);
  for (const key of Object.keys(options)) {
    const isReference = (typeof options[key] === 'object' && options[key] !== null) || typeof options[key] === 'function';
    if (isReference) delete options[key];
  }
  options.stylize = Object.setPrototypeOf((value, flavour) => {
    try {
      return `${ctx.stylize(value, flavour)}`;
    } catch {
      return value;
    }
  }, null);
  return options;
}

/**
 * Asks the program's own inspection function.
 * @returns {string|undefined} undefined where there is none, or it gave the object itself
 */
function formatCustom(ctx, value, context, recurseTimes) {
  const custom = value[customInspectSymbol];
  const { inspect } = require('internal/util/inspect');
  if (typeof custom !== 'function' || custom === inspect) return undefined;
  // A prototype is shown as it is: its function expects an instance.
  if (Object.getOwnPropertyDescriptor(value, 'constructor')?.value?.prototype === value) return undefined;
  const depth = ctx.depth === null ? null : ctx.depth - recurseTimes;
  const isCrossContext = value !== context || !FunctionPrototypeSymbolHasInstance(Object, context);
  const result = FunctionPrototypeCall(custom, context, depth, getUserOptions(ctx, isCrossContext), inspect);
  if (result === context) return undefined;
  if (typeof result !== 'string') return formatValue(ctx, result, recurseTimes);
  return result.replaceAll('\n', `\n${' '.repeat(ctx.indentationLvl)}`);
}

/** `[Circular *1]`: the number is that of the object met first. */
function formatCircular(ctx, value) {
  ctx.circular ??= new SafeMap();
  let index = ctx.circular.get(value);
  if (index === undefined) {
    index = ctx.circular.size + 1;
    ctx.circular.set(value, index);
  }
  return ctx.stylize(`[Circular *${index}]`, 'special');
}

/**
 * Writes any value.
 * @param {object} ctx the state of this inspect call: its options, and seen, indentationLvl, currentDepth, budget, circular
 * @param {*} value
 * @param {number} recurseTimes how deep this value is
 * @param {boolean} [isTypedArrayBuffer] whether this is the buffer of a typed array, whose bytes were shown already
 * @returns {string}
 */
function formatValue(ctx, value, recurseTimes, isTypedArrayBuffer) {
  if (value === null) return ctx.stylize('null', 'null');
  if (typeof value !== 'object' && typeof value !== 'function') return formatPrimitive(ctx.stylize, value, ctx);

  const context = value;
  let target = value;
  let proxies = 0;
  let details = proxyDetails(value, Boolean(ctx.showProxy));
  if (details !== undefined && ctx.showProxy) return formatProxy(ctx, details, recurseTimes);
  while (details !== undefined) {
    if (details === null) return wrapInProxies(ctx, ctx.stylize('<Revoked Proxy>', 'special'), proxies);
    target = details;
    proxies++;
    // Before Node 26 only the outermost proxy is looked through; the next one runs its traps.
    details = profile.inspectNamesProxies ? proxyDetails(target, false) : undefined;
  }

  if (ctx.customInspect) {
    const custom = formatCustom(ctx, target, context, recurseTimes);
    if (custom !== undefined) return custom;
  }
  if (ctx.seen.includes(target)) return formatCircular(ctx, target);
  return wrapInProxies(ctx, formatRaw(ctx, target, recurseTimes, isTypedArrayBuffer), proxies);
}

/** The object's Symbol.toStringTag, where it is not shown as a property anyway. */
function getTag(ctx, value) {
  let tag;
  try {
    tag = value[Symbol.toStringTag];
  } catch (error) {
    if (!profile.inspectSurvivesThrowingTags) throw error;
  }
  if (typeof tag !== 'string' || tag === '') return '';
  const isShown = ctx.showHidden ?
    Object.hasOwn(value, Symbol.toStringTag) :
    Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag);
  return isShown ? '' : tag;
}

/** The text of an extra line such as `[byteLength]: 3`; read from the buffer where the view itself cannot tell. */
function formatExtra(ctx, value, recurseTimes, key, isTypedArrayBuffer) {
  let content;
  try {
    content = value[key];
  } catch {
    content = value.buffer[key];
  }
  ctx.indentationLvl += 2;
  const text = formatValue(ctx, content, recurseTimes, isTypedArrayBuffer);
  ctx.indentationLvl -= 2;
  if (profile.inspectBracketsByteLength) return `${ctx.stylize(`[${key}]`, 'string')}: ${text}`;
  return isTypedArrayBuffer ? `[${key}]: ${text}` : `${key}: ${text}`;
}

/** Everything between the braces: contents, extra lines, properties, properties of prototypes. */
function formatInside(ctx, value, recurseTimes, kind, protoProps) {
  const output = kind.format === undefined ? [] : kind.format(recurseTimes);
  for (const key of kind.extras ?? []) output.push(formatExtra(ctx, value, recurseTimes, key, kind.isTypedArray));
  for (const key of kind.keys) output.push(formatProperty(ctx, value, recurseTimes, key, kind.type));
  if (protoProps !== undefined) output.push(...protoProps);
  return output;
}

/** Option sorted: all entries of an object, the properties of an array. */
function sortEntries(ctx, output, kind) {
  const comparator = ctx.sorted === true ? undefined : ctx.sorted;
  if (kind.type === layout.kObjectType) return output.sort(comparator);
  const elements = output.length - kind.keys.length;
  if (kind.keys.length <= 1) return output;
  return output.slice(0, elements).concat(output.slice(elements).sort(comparator));
}

/** Marks an object that something inside refers to, as `<ref *1>`. */
function markReference(ctx, value, kind) {
  const index = ctx.circular?.get(value);
  if (index === undefined) return;
  const reference = ctx.stylize(`<ref *${index}>`, 'special');
  if (ctx.compact === true) kind.braces[0] = `${reference} ${kind.braces[0]}`;
  else kind.base = kind.base === '' ? reference : `${reference} ${kind.base}`;
}

/** Writes an object or function by its kind. */
function formatRaw(ctx, value, recurseTimes, isTypedArrayBuffer) {
  let protoProps = ctx.showHidden && !isTooDeep(ctx, recurseTimes) ? [] : undefined;
  const constructor = names.getConstructorName(value, ctx, recurseTimes, protoProps);
  if (protoProps?.length === 0) protoProps = undefined;
  const tag = getTag(ctx, value);
  const kind = describe(ctx, value, {
    constructor, tag, recurseTimes, isTypedArrayBuffer, hasProtoProps: protoProps !== undefined,
  });
  if (kind.whole !== undefined) return kind.whole;

  const className = () => names.getGenericPrefix(value, constructor, tag).slice(0, -1);
  if (isTooDeep(ctx, recurseTimes)) {
    return ctx.stylize(constructor === null ? className() : `[${className()}]`, 'special');
  }
  const depth = recurseTimes + 1;
  ctx.seen.push(value);
  ctx.currentDepth = depth;
  const { indentationLvl } = ctx;
  let output;
  try {
    output = formatInside(ctx, value, depth, kind, protoProps);
  } catch (error) {
    if (!isStackOverflowError(error)) throw error;
    ctx.seen.pop();
    ctx.indentationLvl = indentationLvl;
    return ctx.stylize(
      `[${className()}: Inspection interrupted prematurely. Maximum call stack size exceeded.]`, 'special');
  }
  markReference(ctx, value, kind);
  ctx.seen.pop();
  if (ctx.sorted) output = sortEntries(ctx, output, kind);

  const text = layout.reduceToSingleString(ctx, output, kind.base, kind.braces, kind.type, depth, value);
  // The length so far at this indentation: when it is too much, whatever comes is cut.
  const length = (ctx.budget[ctx.indentationLvl] || 0) + text.length;
  ctx.budget[ctx.indentationLvl] = length;
  if (length > OUTPUT_LENGTH_MAX) ctx.depth = -1;
  return text;
}
