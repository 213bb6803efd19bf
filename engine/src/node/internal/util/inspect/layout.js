// How inspect lays out entries: on one line, one a line, or in columns. Node's doc: "Util", util.inspect: compact,
// breakLength.
'use strict';

const profile = require('internal/profile');
const { getStringWidth } = require('internal/util/inspect/width');

/** What the entries of an output are: properties, the elements of an array, or elements and then properties. */
const kObjectType = 0;
const kArrayType = 1;
const kArrayExtrasType = 2;

/** Colour codes, as they lengthen a string without widening it. */
const COLOR_CODE = /\u001b\[\d\d?m/g;

/** Columns are tried with more entries than this. */
const UNGROUPED_ENTRIES_MAX = 6;

/** The blank and the comma between two columns. */
const SEPARATOR_WIDTH = 2;

/** Characters are about 2.5 times as high as wide: columns aim at a square block. */
const CHARACTER_HEIGHT = 2.5;
const COLUMN_BIAS = 3;
const COLUMNS_MAX = 15;

/** Short entries are grouped even where the widest one is much wider than the mean. */
const SHORT_ENTRY_WIDTH = 6;

/** Room that the single-line form needs besides its entries: braces, blanks and a margin. */
const SINGLE_LINE_MARGIN = 10;

/** Widths of entries, with the sums that the choice of columns rests on. */
function measure(ctx, entries) {
  const widths = entries.map((entry) => getStringWidth(entry, ctx.colors));
  let total = 0;
  let widest = 0;
  for (const width of widths) {
    total += width + SEPARATOR_WIDTH;
    if (width > widest) widest = width;
  }
  return { widths, total, widest };
}

/** How many columns the entries fit, 1 for none. */
function countColumns(ctx, count, outputLength, { total, widest }) {
  const slot = widest + SEPARATOR_WIDTH;
  const fitsThrice = slot * 3 + ctx.indentationLvl < ctx.breakLength;
  if (!fitsThrice || (total / slot <= 5 && widest > SHORT_ENTRY_WIDTH)) return 1;
  const averageBias = Math.sqrt(slot - total / outputLength);
  const biasedSlot = Math.max(slot - COLUMN_BIAS - averageBias, 1);
  return Math.min(
    Math.round(Math.sqrt(CHARACTER_HEIGHT * biasedSlot * count) / biasedSlot),
    Math.floor((ctx.breakLength - ctx.indentationLvl) / slot),
    ctx.compact * 4,
    COLUMNS_MAX,
  );
}

/** Whether all entries stand for numbers: those are aligned to the right. */
function isNumeric(value, length) {
  if (value === undefined) return true;
  for (let i = 0; i < length; i++) {
    if (typeof value[i] !== 'number' && typeof value[i] !== 'bigint') return false;
  }
  return true;
}

/**
 * Puts the entries of a long array into columns.
 * @param {object} ctx the state of this inspect call
 * @param {string[]} output one entry an element; the last may be the "more items" line, which stays alone
 * @param {*} value the array itself, undefined for entries that stand for no array
 * @returns {string[]} one row an element, or the same output
 */
function groupArrayElements(ctx, output, value) {
  const hasRemainder = ctx.maxArrayLength < output.length;
  const entries = hasRemainder ? output.slice(0, -1) : output;
  const sizes = measure(ctx, entries);
  const columns = countColumns(ctx, entries.length, output.length, sizes);
  if (columns <= 1) return output;

  const columnWidths = [];
  for (let column = 0; column < columns; column++) {
    let width = 0;
    for (let i = column; i < entries.length; i += columns) width = Math.max(width, sizes.widths[i]);
    columnWidths.push(width + SEPARATOR_WIDTH);
  }
  const isRightAligned = isNumeric(value, output.length);
  const rows = [];
  for (let start = 0; start < entries.length; start += columns) {
    const end = Math.min(start + columns, entries.length);
    let row = '';
    for (let i = start; i < end; i++) {
      const isLast = i === end - 1;
      const text = isLast ? entries[i] : `${entries[i]}, `;
      // Padding counts characters, so what takes no column (colours) is added.
      const invisible = entries[i].length - sizes.widths[i];
      const width = columnWidths[i - start] + invisible - (isLast ? SEPARATOR_WIDTH : 0);
      row += isRightAligned ? text.padStart(width) : isLast ? text : text.padEnd(width);
    }
    rows.push(row);
  }
  if (hasRemainder) rows.push(output[entries.length]);
  return rows;
}

/** Whether the entries fit one line, beginning at column `start`. */
function isBelowBreakLength(ctx, output, start, base) {
  if (ctx.breakLength === Infinity && profile.inspectKeepsLineBreaksInEndlessLines) {
    return !base.includes('\n') && !output.some((entry) => entry.includes('\n'));
  }
  let length = output.length + start;
  if (length + output.length > ctx.breakLength) return false;
  for (const entry of output) {
    length += ctx.colors ? entry.replace(COLOR_CODE, '').length : entry.length;
    if (length > ctx.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

/**
 * Joins entries, base and braces.
 * @param {object} ctx the state of this inspect call
 * @param {string[]} output entries
 * @param {string} base what stands before the braces: `[Function: f]`, a stack …
 * @param {[string, string]} braces
 * @param {number} type kObjectType or kArrayExtrasType
 * @param {number} recurseTimes
 * @param {*} [value] the array whose elements are shown
 * @returns {string}
 */
function reduceToSingleString(ctx, output, base, braces, type, recurseTimes, value) {
  const [open, close] = braces;
  if (ctx.compact === true) return reduceFully(ctx, output, base, open, close);
  const lead = base ? `${base} ` : '';
  let entries = output;
  if (typeof ctx.compact === 'number' && ctx.compact >= 1) {
    if (type === kArrayExtrasType && output.length > UNGROUPED_ENTRIES_MAX) entries = groupArrayElements(ctx, output, value);
    // Up to `compact` inner levels go on one line, unless columns were made.
    if (ctx.currentDepth - recurseTimes < ctx.compact && entries.length === output.length) {
      const start = output.length + ctx.indentationLvl + open.length + base.length + SINGLE_LINE_MARGIN;
      if (isBelowBreakLength(ctx, entries, start, base)) {
        const joined = entries.join(', ');
        if (!joined.includes('\n')) return `${lead}${open} ${joined} ${close}`;
      }
    }
  }
  const indentation = `\n${' '.repeat(ctx.indentationLvl)}`;
  return `${lead}${open}${indentation}  ${entries.join(`,${indentation}  `)}${indentation}${close}`;
}

/** Option `compact: true`: the first entry follows the brace, the last one precedes it. */
function reduceFully(ctx, output, base, open, close) {
  const spacedBase = base ? ` ${base}` : '';
  if (isBelowBreakLength(ctx, output, 0, base)) return `${open}${spacedBase} ${output.join(', ')} ${close}`;
  const indentation = `\n${' '.repeat(ctx.indentationLvl)}  `;
  const start = base === '' && open.length === 1 ? ' ' : `${spacedBase}${indentation}`;
  return `${open}${start}${output.join(`,${indentation}`)} ${close}`;
}

module.exports = { kArrayExtrasType, kArrayType, kObjectType, reduceToSingleString };
