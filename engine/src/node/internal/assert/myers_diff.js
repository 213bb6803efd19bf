// Differences between two texts by line: the shortest edit script, and how assertions print it (Node 22 and later).
// E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986).
'use strict';

const colors = require('internal/util/colors');

const KEPT = 0;
const ADDED = 1;
const REMOVED = -1;

/** Unchanged lines that are printed in a row before the rest is left out. */
const KEPT_SHOWN_MAX = 5;

/** Whether lines are the same; `ignoreComma`: one may have a comma that the other, as the last of its kind, lacks. */
function sameLine(a, b, ignoreComma) {
  return a === b || (ignoreComma && (`${a},` === b || a === `${b},`));
}

/** Whether the best path to a diagonal comes from the one above it: a line of `expected` is removed. */
function comesFromAbove(reach, diagonal, level, middle) {
  if (diagonal === -level) return true;
  return diagonal !== level && reach[middle + diagonal - 1] < reach[middle + diagonal + 1];
}

/**
 * For each number of edits, how far along `actual` each diagonal had been reached before it.
 * @returns {Int32Array[]} the last one is that of the shortest script
 */
function explore(actual, expected, ignoreComma) {
  const middle = actual.length + expected.length;
  const reach = new Int32Array(2 * middle + 1);
  const history = [];
  for (let level = 0; level <= middle; level++) {
    history.push(reach.slice());
    for (let diagonal = -level; diagonal <= level; diagonal += 2) {
      const above = comesFromAbove(reach, diagonal, level, middle);
      // OK because level 0 reads a cell that is still 0, also where it lies outside of two empty texts.
      let x = above ? reach[middle + diagonal + 1] ?? 0 : reach[middle + diagonal - 1] + 1;
      while (x < actual.length && x - diagonal < expected.length && sameLine(actual[x], expected[x - diagonal], ignoreComma)) x++;
      reach[middle + diagonal] = x;
      if (x >= actual.length && x - diagonal >= expected.length) return history;
    }
  }
  return history;
}

/**
 * The edits that make `actual` of `expected`.
 * @param {string[]} actual
 * @param {string[]} expected
 * @param {boolean} [ignoreComma] whether a comma at the end of a line counts for nothing
 * @returns {Array<[number, string]>} kind and line, from the last to the first
 */
function myersDiff(actual, expected, ignoreComma = false) {
  const history = explore(actual, expected, ignoreComma);
  const middle = actual.length + expected.length;
  const edits = [];
  let x = actual.length;
  let y = expected.length;
  for (let level = history.length - 1; level >= 0; level--) {
    const reach = history[level];
    const above = comesFromAbove(reach, x - y, level, middle);
    const before = x - y + (above ? 1 : -1);
    const fromX = reach[middle + before] ?? 0;
    const fromY = fromX - before;
    while (x > fromX && y > fromY) {
      x--;
      y--;
      // Of two lines that differ in the comma the one that has it is shown.
      edits.push([KEPT, !ignoreComma || actual[x].endsWith(',') ? actual[x] : expected[y]]);
    }
    if (level === 0) break;
    if (x > fromX) edits.push([ADDED, actual[--x]]);
    else edits.push([REMOVED, expected[--y]]);
  }
  return edits;
}

/** A run of unchanged lines: long ones are cut, but never for the sake of one or two lines. */
function printKept(lines, isLast) {
  const shown = lines.slice(0, KEPT_SHOWN_MAX).map((line) => `${colors.white}  ${line}`);
  const hidden = lines.length - KEPT_SHOWN_MAX;
  if (isLast || hidden <= 0) return { shown, skipped: false };
  if (hidden > 2) shown.push(`${colors.blue}...${colors.white}`);
  for (const line of lines.slice(hidden > 2 ? -1 : -hidden)) shown.push(`${colors.white}  ${line}`);
  return { shown, skipped: hidden > 2 };
}

function printChange(kind, line, operator) {
  if (kind === REMOVED) return `${colors.red}-${colors.white} ${line}`;
  // What `actual` has beyond `expected` is no fault where only a part is compared.
  if (operator === 'partialDeepStrictEqual') return `${colors.gray}${colors.hasColors ? ' ' : '+'} ${line}${colors.white}`;
  return `${colors.green}+${colors.white} ${line}`;
}

/**
 * A script as text.
 * @param {Array<[number, string]>} edits from the last to the first
 * @param {string} operator of the assertion
 * @returns {{message: string, skipped: boolean}} `skipped`: lines were left out in between
 */
function printMyersDiff(edits, operator) {
  const output = [];
  let skipped = false;
  for (let i = edits.length - 1; i >= 0;) {
    const [kind, line] = edits[i];
    if (kind !== KEPT) {
      output.push(printChange(kind, line, operator));
      i--;
      continue;
    }
    const run = [];
    for (; i >= 0 && edits[i][0] === KEPT; i--) run.push(edits[i][1]);
    const printed = printKept(run, i < 0);
    output.push(...printed.shown);
    skipped ||= printed.skipped;
  }
  return { message: `\n${output.join('\n').trimEnd()}`, skipped };
}

module.exports = { myersDiff, printMyersDiff };
