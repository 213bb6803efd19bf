// The kinds of objects that inspect tells apart: for each, the words before the braces, what is shown inside, and which
// keys.
// Node's doc: "Util", util.inspect.
//
// A description has: base (text before the braces), braces, keys (properties to show), type (of layout), format (gives
// the entries
// inside), extras (further lines such as byteLength), isTypedArray; or `whole`, the finished text of what has nothing
// inside.
'use strict';

const {
  DatePrototypeGetTime, DatePrototypeToISOString, DatePrototypeToString, MapPrototypeEntries, MapPrototypeGetSize,
  RegExpPrototypeToString, SetPrototypeGetSize, SetPrototypeValues, TypedArrayPrototypeGetLength,
  TypedArrayPrototypeGetSymbolToStringTag,
} = primordials;

const profile = require('internal/profile');
const types = require('internal/util/types');
const { isError } = require('internal/util');
const contents = require('internal/util/inspect/collections');
const layout = require('internal/util/inspect/layout');
const { formatNumber } = require('internal/util/inspect/primitives');
const { getBoxedBase, getFunctionBase, getGenericPrefix, getPrefix } = require('internal/util/inspect/names');
const { getKeys } = require('internal/util/inspect/properties');

/** A description with the usual defaults. */
function kindOf(keys, open, rest) {
  return { base: '', keys, braces: [open, '}'], type: layout.kObjectType, ...rest };
}

/** V8's filters of properties. */
const ALL_PROPERTIES = 0;
const ONLY_ENUMERABLE = 2;

/** Keys of an array or typed array that are no indices. */
function nonIndexKeys(ctx, value) {
  return internalBinding('util').getOwnNonIndexProperties(value, ctx.showHidden ? ALL_PROPERTIES : ONLY_ENUMERABLE);
}

/** Whether nothing but the base or the braces would be shown. */
function isBare(keys, facts) {
  return keys.length === 0 && !facts.hasProtoProps;
}

function describeArray(ctx, value, facts) {
  const { constructor, tag } = facts;
  const isPlain = constructor === 'Array' && tag === '';
  const open = `${isPlain ? '' : getPrefix(constructor, tag, 'Array', `(${value.length})`)}[`;
  const keys = nonIndexKeys(ctx, value);
  if (value.length === 0 && isBare(keys, facts)) return { whole: `${open}]` };
  const format = (recurseTimes) => contents.formatArray(ctx, value, recurseTimes);
  return { base: '', keys, braces: [open, ']'], type: layout.kArrayExtrasType, format };
}

function describeSet(ctx, value, facts) {
  const size = SetPrototypeGetSize(value);
  const prefix = getPrefix(facts.constructor, facts.tag, 'Set', `(${size})`);
  const keys = getKeys(value, ctx.showHidden);
  if (size === 0 && isBare(keys, facts)) return { whole: `${prefix}{}` };
  const isPlain = facts.constructor !== null;
  const format = (recurseTimes) => (
    contents.formatSet(ctx, isPlain ? value : SetPrototypeValues(value), recurseTimes)
  );
  return kindOf(keys, `${prefix}{`, { format });
}

function describeMap(ctx, value, facts) {
  const size = MapPrototypeGetSize(value);
  const prefix = getPrefix(facts.constructor, facts.tag, 'Map', `(${size})`);
  const keys = getKeys(value, ctx.showHidden);
  if (size === 0 && isBare(keys, facts)) return { whole: `${prefix}{}` };
  const isPlain = facts.constructor !== null;
  const format = (recurseTimes) => (
    contents.formatMap(ctx, isPlain ? value : MapPrototypeEntries(value), recurseTimes)
  );
  return kindOf(keys, `${prefix}{`, { format });
}

function describeTypedArray(ctx, value, facts) {
  const { constructor, tag } = facts;
  const keys = nonIndexKeys(ctx, value);
  // Without prototype the elements can still be read through a copy of the right class.
  const fallback = constructor === null ? TypedArrayPrototypeGetSymbolToStringTag(value) : '';
  const elements = constructor === null ? new primordials[fallback](value) : value;
  const length = TypedArrayPrototypeGetLength(value);
  const open = `${getPrefix(constructor, tag, fallback, `(${length})`)}[`;
  if (length === 0 && keys.length === 0 && !ctx.showHidden) return { whole: `${open}]` };
  const kind = {
    base: '',
    keys,
    braces: [open, ']'],
    type: layout.kArrayExtrasType,
    format: () => contents.formatTypedArray(ctx, elements, length),
  };
  if (ctx.showHidden) {
    kind.extras = ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer'];
    kind.isTypedArray = true;
  }
  return kind;
}

/** Iterators of Map and Set: `[Map Iterator] {`, with a further tag before the kind. */
function describeIterator(ctx, value, facts, type) {
  const name = `${type} Iterator`;
  const { tag } = facts;
  const title = tag === name ? tag : tag === '' ? name : `${tag}] [${name}`;
  const kind = kindOf(getKeys(value, ctx.showHidden), `[${title}] {`);
  kind.format = (recurseTimes) => contents.formatIterator(ctx, value, recurseTimes, kind.braces);
  return kind;
}

/** Describes what is iterable; objects without prototype may be. */
function describeIterable(ctx, value, facts) {
  if (Array.isArray(value)) return describeArray(ctx, value, facts);
  if (types.isSet(value)) return describeSet(ctx, value, facts);
  if (types.isMap(value)) return describeMap(ctx, value, facts);
  if (types.isTypedArray(value)) return describeTypedArray(ctx, value, facts);
  if (types.isMapIterator(value)) return describeIterator(ctx, value, facts, 'Map');
  if (types.isSetIterator(value)) return describeIterator(ctx, value, facts, 'Set');
  return undefined;
}

function describeFunction(ctx, value, facts, keys) {
  const base = getFunctionBase(ctx, value, facts.constructor, facts.tag);
  return isBare(keys, facts) ? { whole: ctx.stylize(base, 'special') } : kindOf(keys, '{', { base });
}

function describePlain(ctx, value, facts, keys) {
  let open = '{';
  if (types.isArgumentsObject(value)) open = '[Arguments] {';
  else if (facts.tag !== '') open = `${getPrefix(facts.constructor, facts.tag, 'Object')}{`;
  return isBare(keys, facts) ? { whole: `${open}}` } : kindOf(keys, open);
}

function describeRegExp(ctx, value, facts, keys) {
  const { constructor, recurseTimes, tag } = facts;
  const prefix = getPrefix(constructor, tag, 'RegExp');
  const text = RegExpPrototypeToString(constructor === null ? new RegExp(value) : value);
  const base = prefix === 'RegExp ' ? text : `${prefix}${text}`;
  const isTooDeep = recurseTimes > ctx.depth && ctx.depth !== null;
  if (isBare(keys, facts) || isTooDeep) return { whole: ctx.stylize(base, 'regexp') };
  return kindOf(keys, '{', { base: profile.inspectHighlightsRegexps ? ctx.stylize(base, 'regexp') : base });
}

function describeDate(ctx, value, facts, keys) {
  const text = Number.isNaN(DatePrototypeGetTime(value)) ? DatePrototypeToString(value) : DatePrototypeToISOString(value);
  const prefix = getPrefix(facts.constructor, facts.tag, 'Date');
  const base = prefix === 'Date ' ? text : `${prefix}${text}`;
  return isBare(keys, facts) ? { whole: ctx.stylize(base, 'date') } : kindOf(keys, '{', { base });
}

function describeError(ctx, value, facts, keys) {
  const { formatError } = require('internal/util/inspect/error');
  const base = formatError(value, facts.constructor, facts.tag, ctx, keys);
  return isBare(keys, facts) ? { whole: base } : kindOf(keys, '{', { base });
}

function describeArrayBuffer(ctx, value, facts, keys) {
  const prefix = getPrefix(facts.constructor, facts.tag, types.isArrayBuffer(value) ? 'ArrayBuffer' : 'SharedArrayBuffer');
  if (facts.isTypedArrayBuffer === undefined) {
    return kindOf(keys, `${prefix}{`, { format: () => contents.formatArrayBuffer(ctx, value), extras: ['byteLength'] });
  }
  if (!isBare(keys, facts)) return kindOf(keys, `${prefix}{`, { extras: ['byteLength'] });
  const name = profile.inspectBracketsByteLength ? '[byteLength]' : 'byteLength';
  return { whole: `${prefix}{ ${name}: ${formatNumber(ctx.stylize, value.byteLength, false)} }` };
}

/** A URL nested too deep for its own inspection function shows its address, from Node 20 on. */
function isShownAsUrl(ctx, value, { recurseTimes }) {
  if (!profile.inspectShowsUrls || (recurseTimes > ctx.depth && ctx.depth !== null)) return false;
  return typeof value.href === 'string' && value instanceof require('internal/url').URL;
}

/** Objects of the program's own classes, and everything else. */
function describeOther(ctx, value, facts, keys) {
  const { constructor, tag } = facts;
  if (isShownAsUrl(ctx, value, facts)) {
    return isBare(keys, facts) ? { whole: value.href } : kindOf(keys, '{', { base: value.href });
  }
  if (isBare(keys, facts) && types.isExternal(value)) {
    return { whole: ctx.stylize(`[External: ${internalBinding('util').getExternalValue(value).toString(16)}]`, 'special') };
  }
  const prefix = getGenericPrefix(value, constructor, tag);
  return isBare(keys, facts) ? { whole: `${prefix}{}` } : kindOf(keys, `${prefix}{`);
}

/** Objects with something inside that only the engine can tell. */
function describeOpaque(ctx, value, facts, keys) {
  const open = (fallback) => `${getPrefix(facts.constructor, facts.tag, fallback)}{`;
  if (types.isDataView(value)) return kindOf(keys, open('DataView'), { extras: ['byteLength', 'byteOffset', 'buffer'] });
  if (types.isPromise(value)) {
    return kindOf(keys, open('Promise'), { format: (recurseTimes) => contents.formatPromise(ctx, value, recurseTimes) });
  }
  if (types.isWeakSet(value)) {
    return kindOf(keys, open('WeakSet'), { format: (recurseTimes) => contents.formatWeak(ctx, value, recurseTimes, false) });
  }
  if (types.isWeakMap(value)) {
    return kindOf(keys, open('WeakMap'), { format: (recurseTimes) => contents.formatWeak(ctx, value, recurseTimes, true) });
  }
  if (types.isModuleNamespaceObject(value)) {
    return kindOf(keys, open('Module'), { format: (recurseTimes) => contents.formatNamespace(ctx, value, recurseTimes, keys) });
  }
  if (types.isBoxedPrimitive(value)) {
    const base = getBoxedBase(value, ctx, keys, facts.constructor, facts.tag);
    return isBare(keys, facts) ? { whole: base } : kindOf(keys, '{', { base });
  }
  return undefined;
}

/**
 * Describes an object or function.
 * @param {object} ctx the state of this inspect call
 * @param {object} value
 * @param {object} facts constructor (name or null), tag, recurseTimes, isTypedArrayBuffer, hasProtoProps
 * @returns {object} see the head of this file
 */
function describe(ctx, value, facts) {
  if (Symbol.iterator in value || facts.constructor === null) {
    const iterable = describeIterable(ctx, value, facts);
    if (iterable !== undefined) return iterable;
  }
  const keys = getKeys(value, ctx.showHidden);
  const isPlain = facts.constructor === 'Object';
  if (typeof value === 'function' && (profile.inspectTellsFunctionsFirst || !isPlain)) {
    return describeFunction(ctx, value, facts, keys);
  }
  if (isPlain) return describePlain(ctx, value, facts, keys);
  if (types.isRegExp(value)) return describeRegExp(ctx, value, facts, keys);
  if (types.isDate(value)) return describeDate(ctx, value, facts, keys);
  if (isError(value)) return describeError(ctx, value, facts, keys);
  if (types.isAnyArrayBuffer(value)) return describeArrayBuffer(ctx, value, facts, keys);
  return describeOpaque(ctx, value, facts, keys) ?? describeOther(ctx, value, facts, keys);
}

module.exports = { describe };
