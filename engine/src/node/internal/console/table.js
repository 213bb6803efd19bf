// `console.table`: which rows and columns a value has. Answers to Node's doc "console.table".
'use strict';

const { isMap, isMapIterator, isSet, isSetIterator } = require('internal/util/types');
const table = require('internal/cli_table');

const INDEX = '(index)';
const ITERATION_INDEX = '(iteration index)';
const KEY = 'Key';
const VALUES = 'Values';

/** How many items of an array a cell shows. */
const CELL_ITEMS_MAX = 3;

/** Shows a value in a cell: on one line, objects of more than two keys by their name alone. */
function cellText(value, options) {
  const large = value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2;
  const { inspect } = require('internal/util/inspect');
  return inspect(value, { depth: large ? -1 : 0, maxArrayLength: CELL_ITEMS_MAX, breakLength: Infinity, ...options });
}

/** What an iterator will give, without moving it: `[entries, whether they are keys and values in turn]`. */
function preview(iterator) {
  return internalBinding('util').previewEntries(iterator, true);
}

/** Keys and values of a map or its iterator; no keys where there are only values. */
function mapRows(data) {
  if (isMap(data)) return { keys: [...data.keys()], values: [...data.values()] };
  const [entries, isKeyValue] = preview(data);
  if (!isKeyValue) return { values: entries };
  return { keys: entries.filter((_, i) => i % 2 === 0), values: entries.filter((_, i) => i % 2 === 1) };
}

/** Rows of the keys of an object or array, columns of the keys of its items. */
function objectTable(data, properties, show) {
  const rows = Object.keys(data);
  const columns = new Map();
  const primitives = [];
  for (const [y, row] of rows.entries()) {
    const item = data[row];
    const primitive = item === null || (typeof item !== 'object' && typeof item !== 'function');
    if (primitive && properties === undefined) {
      primitives[y] = show(item);
      continue;
    }
    for (const name of properties ?? Object.keys(item)) {
      if (!columns.has(name)) columns.set(name, []);
      columns.get(name)[y] = !primitive && Object.hasOwn(item, name) ? show(item[name]) : '';
    }
  }
  // As in Node, names that are array indices come before the others.
  const named = Object.fromEntries(columns);
  const head = [INDEX, ...Object.keys(named)];
  const cells = [rows, ...Object.values(named)];
  if (primitives.length > 0) {
    head.push(VALUES);
    cells.push(primitives);
  }
  return table(head, cells);
}

/**
 * The table of a value.
 * @param {object} data
 * @param {string[]} [properties] the columns to show
 * @param {object} options of `inspect`
 * @returns {string}
 */
function renderTable(data, properties, options) {
  const show = (value) => cellText(value, options);
  const setIterator = isSetIterator(data);
  if (!setIterator && !isMap(data) && !isMapIterator(data) && !isSet(data)) return objectTable(data, properties, show);
  const { keys, values } = isMap(data) || isMapIterator(data) ? mapRows(data) : { values: setIterator ? preview(data)[0] : [...data] };
  const index = values.map((_, i) => show(i));
  if (keys === undefined) return table([ITERATION_INDEX, VALUES], [index, values.map(show)]);
  return table([ITERATION_INDEX, KEY, VALUES], [index, keys.map(show), values.map(show)]);
}

module.exports = { renderTable };
