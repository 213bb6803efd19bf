// How inspect writes what is inside: elements of arrays, sets and maps, iterators, bytes, promises, module namespaces.
// Node's doc: "Util", util.inspect: maxArrayLength, showHidden (weak collections), sorted.
'use strict';

const profile = require('internal/profile');
const layout = require('internal/util/inspect/layout');
const { formatBigInt, formatNumber } = require('internal/util/inspect/primitives');
const { formatProperty } = require('internal/util/inspect/properties');
const { formatValue } = require('internal/util/inspect/value');

/** V8's states of promises. */
const kPending = 0;
const kRejected = 2;

const ARRAY_INDEX = /^(0|[1-9][0-9]*)$/;
const ARRAY_INDEX_MAX = 2 ** 32 - 2;

const remainingText = (remaining) => `... ${remaining} more item${remaining > 1 ? 's' : ''}`;
const emptyText = (count) => `<${count} empty item${count > 1 ? 's' : ''}>`;

/** How many of `length` elements are shown. */
function shownLength(ctx, length) {
  return Math.min(Math.max(0, ctx.maxArrayLength), length);
}

/** Runs `build` with the entries indented. */
function indented(ctx, build) {
  ctx.indentationLvl += 2;
  const result = build();
  ctx.indentationLvl -= 2;
  return result;
}

/** The rest of an array from its first hole on: holes count as one entry each run. */
function formatSparseRest(ctx, value, recurseTimes, limit, output, start) {
  const keys = Object.keys(value);
  let index = start;
  for (let i = start; i < keys.length && output.length < limit; i++) {
    const key = keys[i];
    const position = +key;
    if (position > ARRAY_INDEX_MAX) break;
    if (`${index}` !== key) {
      if (!ARRAY_INDEX.test(key)) break;
      output.push(ctx.stylize(emptyText(position - index), 'undefined'));
      index = position;
      if (output.length === limit) break;
    }
    output.push(formatProperty(ctx, value, recurseTimes, key, layout.kArrayType));
    index++;
  }
  const remaining = value.length - index;
  if (remaining <= 0) return output;
  output.push(output.length === limit ? remainingText(remaining) : ctx.stylize(emptyText(remaining), 'undefined'));
  return output;
}

/** Elements of an array. */
function formatArray(ctx, value, recurseTimes) {
  const limit = shownLength(ctx, value.length);
  const output = [];
  for (let i = 0; i < limit; i++) {
    const desc = Object.getOwnPropertyDescriptor(value, i);
    if (desc === undefined) return formatSparseRest(ctx, value, recurseTimes, limit, output, i);
    output.push(formatProperty(ctx, value, recurseTimes, i, layout.kArrayType, desc));
  }
  if (value.length > limit) output.push(remainingText(value.length - limit));
  return output;
}

/** Elements of a typed array. */
function formatTypedArray(ctx, value, length) {
  const limit = shownLength(ctx, length);
  const format = length > 0 && typeof value[0] === 'bigint' ? formatBigInt : formatNumber;
  const output = [];
  for (let i = 0; i < limit; i++) output.push(format(ctx.stylize, value[i], ctx.numericSeparator));
  if (length > limit) output.push(remainingText(length - limit));
  return output;
}

/** Entries of a Set or Map, each written by `format`. The number is not limited for mere iterators, nor up to Node 18. */
function formatEntries(ctx, iterable, format) {
  const { size } = iterable;
  const limit = profile.inspectLimitsCollections && size !== undefined ? shownLength(ctx, size) : Infinity;
  const output = [];
  return indented(ctx, () => {
    for (const entry of iterable) {
      if (output.length >= limit) break;
      output.push(format(entry));
    }
    if (size > limit) output.push(remainingText(size - limit));
    return output;
  });
}

/** Members of a set. */
function formatSet(ctx, iterable, recurseTimes) {
  return formatEntries(ctx, iterable, (member) => formatValue(ctx, member, recurseTimes));
}

/** `key => value`. */
function formatPair(ctx, key, value, recurseTimes) {
  return `${formatValue(ctx, key, recurseTimes)} => ${formatValue(ctx, value, recurseTimes)}`;
}

/** Entries of a map. */
function formatMap(ctx, iterable, recurseTimes) {
  return formatEntries(ctx, iterable, ([key, value]) => formatPair(ctx, key, value, recurseTimes));
}

/** Members that V8 previewed of a set's iterator or a WeakSet; the latter have no order, so they are sorted. */
function formatPreviewedSet(ctx, members, isWeak, recurseTimes) {
  const limit = shownLength(ctx, members.length);
  const output = indented(ctx, () => members.slice(0, limit).map((member) => formatValue(ctx, member, recurseTimes)));
  if (isWeak && !ctx.sorted) output.sort();
  if (members.length > limit) output.push(remainingText(members.length - limit));
  return output;
}

/** Keys and values in turn, that V8 previewed of a map's iterator or a WeakMap. */
function formatPreviewedMap(ctx, flat, isWeak, recurseTimes) {
  const size = flat.length / 2;
  const limit = shownLength(ctx, size);
  const output = [];
  indented(ctx, () => {
    for (let i = 0; i < limit; i++) {
      const key = flat[i * 2];
      const value = flat[i * 2 + 1];
      if (isWeak) {
        output.push(formatPair(ctx, key, value, recurseTimes));
      } else {
        const pair = [formatValue(ctx, key, recurseTimes), formatValue(ctx, value, recurseTimes)];
        output.push(layout.reduceToSingleString(ctx, pair, '', ['[', ']'], layout.kArrayExtrasType, recurseTimes));
      }
    }
  });
  if (isWeak && !ctx.sorted) output.sort();
  if (size > limit) output.push(remainingText(size - limit));
  return output;
}

/** A WeakSet or WeakMap: its members are shown with showHidden only. */
function formatWeak(ctx, value, recurseTimes, isMap) {
  if (!ctx.showHidden) return [ctx.stylize('<items unknown>', 'special')];
  const entries = internalBinding('util').previewEntries(value);
  return (isMap ? formatPreviewedMap : formatPreviewedSet)(ctx, entries, true, recurseTimes);
}

/** What an iterator of a Map or Set has not given yet. `braces[0]` learns whether it gives pairs. */
function formatIterator(ctx, value, recurseTimes, braces) {
  const [entries, isKeyValue] = internalBinding('util').previewEntries(value, true);
  if (!isKeyValue) return formatPreviewedSet(ctx, entries, false, recurseTimes);
  braces[0] = braces[0].replace(/ Iterator] {$/, ' Entries] {');
  return formatPreviewedMap(ctx, entries, false, recurseTimes);
}

/** The bytes of an ArrayBuffer. */
function formatArrayBuffer(ctx, value) {
  let bytes;
  try {
    bytes = new Uint8Array(value);
  } catch {
    return [ctx.stylize('(detached)', 'special')];
  }
  const limit = shownLength(ctx, bytes.length);
  const hex = [];
  for (let i = 0; i < limit; i++) hex.push(bytes[i].toString(16).padStart(2, '0'));
  const remaining = bytes.length - ctx.maxArrayLength;
  const rest = remaining > 0 ? ` ... ${remaining} more byte${remaining > 1 ? 's' : ''}` : '';
  return [`${ctx.stylize('[Uint8Contents]', 'special')}: <${hex.join(' ')}${rest}>`];
}

/** State and result of a promise. */
function formatPromise(ctx, value, recurseTimes) {
  const [state, result] = internalBinding('util').getPromiseDetails(value);
  if (state === kPending) return [ctx.stylize('<pending>', 'special')];
  const text = indented(ctx, () => formatValue(ctx, result, recurseTimes));
  return [state === kRejected ? `${ctx.stylize('<rejected>', 'special')} ${text}` : text];
}

/** The exports of a module; those not initialized yet cannot be read. Takes all `keys`. */
function formatNamespace(ctx, value, recurseTimes, keys) {
  const output = keys.map((key) => {
    try {
      return formatProperty(ctx, value, recurseTimes, key, layout.kObjectType);
    } catch {
      const placeholder = formatProperty(ctx, { [key]: '' }, recurseTimes, key, layout.kObjectType);
      return placeholder.slice(0, placeholder.lastIndexOf(' ') + 1) + ctx.stylize('<uninitialized>', 'special');
    }
  });
  keys.length = 0;
  return output;
}

module.exports = {
  formatArray, formatArrayBuffer, formatIterator, formatMap, formatNamespace, formatPromise, formatSet, formatTypedArray, formatWeak,
};
