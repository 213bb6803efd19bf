// Tables drawn with box characters, for `console.table`. Answers to Node's doc "console.table".
'use strict';

const { getStringWidth } = require('internal/util/inspect');
const profile = require('internal/profile');

/** A cell of at least `width` columns: left-aligned, or centred with the odd space behind. */
function pad(text, width) {
  const missing = width - getStringWidth(text);
  const before = profile.consoleTableAlignsLeft ? 0 : Math.floor(missing / 2);
  return ' '.repeat(before) + text + ' '.repeat(missing - before);
}

function renderRow(cells, widths) {
  return `│${cells.map((cell, i) => ` ${pad(cell, widths[i])} `).join('│')}│`;
}

/**
 * A table.
 * @param {string[]} head names of the columns
 * @param {string[][]} columns their cells; what a column lacks is empty
 * @returns {string} without a line end behind it
 */
function table(head, columns) {
  const height = Math.max(0, ...columns.map((column) => column.length));
  const rows = [];
  for (let y = 0; y < height; y++) rows.push(head.map((_, x) => (Object.hasOwn(columns[x], y) ? columns[x][y] : '')));
  const widths = head.map((name, x) => Math.max(getStringWidth(name), ...rows.map((row) => getStringWidth(row[x]))));
  const line = (left, cross, right) => left + widths.map((width) => '─'.repeat(width + 2)).join(cross) + right;
  return [
    line('┌', '┬', '┐'),
    renderRow(head, widths),
    line('├', '┼', '┤'),
    ...rows.map((row) => renderRow(row, widths)),
    line('└', '┴', '┘'),
  ].join('\n');
}

module.exports = table;
