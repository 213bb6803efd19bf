// Differences between two texts by line, compared place by place, as assertions printed them until Node 20.
'use strict';

const colors = require('internal/util/colors');

/** Lines printed before a difference that goes on is cut off. */
const PRINTED_MAX = 50;

/** Unchanged lines shown at the end; more than `ENDING_SKIPPED` of them are cut. */
const ENDING_SHOWN = 3;
const ENDING_SKIPPED = 5;

/** Removes the lines that both texts end in. */
function splitEnding(actual, expected) {
  const common = [];
  while (actual.length > 0 && expected.length > 0 && actual.at(-1) === expected.at(-1)) {
    common.unshift(actual.pop());
    expected.pop();
  }
  return common;
}

/** The common end as text: its last lines, and the first of it. */
function printEnding(common) {
  const shown = common.slice(-ENDING_SHOWN).map((line) => `\n  ${line}`).join('');
  if (common.length <= ENDING_SHOWN) return { text: shown, skipped: false };
  const skipped = common.length >= ENDING_SKIPPED;
  return { text: `\n  ${common[0]}${skipped ? `\n${colors.blue}...${colors.white}` : ''}${shown}`, skipped };
}

/** The two columns of a difference while it is printed. */
class Printer {
  text = '';
  /** Lines of `expected` that wait for the end of a run of changes. */
  pending = '';
  printed = 0;
  skipped = false;
  /** Unchanged lines since the last change. */
  identical = 0;

  /** Prints what of a run of unchanged lines was held back: up to two at its end, dots for more. */
  endRun(lines, i) {
    if (this.identical > 2) {
      if (this.identical > 3) {
        if (this.identical === 5) this.#line(lines[i - 3]);
        else if (this.identical > 5) this.#dots();
        this.#line(lines[i - 2]);
      }
      this.#line(lines[i - 1]);
    }
    this.identical = 0;
  }

  #line(line) {
    this.text += `\n  ${line}`;
    this.printed++;
  }

  #dots() {
    this.text += `\n${colors.blue}...${colors.white}`;
    this.skipped = true;
  }

  same(line) {
    this.text += this.pending;
    this.pending = '';
    this.identical++;
    if (this.identical <= 2) this.#line(line);
  }

  added(line) {
    this.text += `\n${colors.green}+${colors.white} ${line}`;
    this.printed++;
  }

  removed(line) {
    this.pending += `\n${colors.red}-${colors.white} ${line}`;
    this.printed++;
  }
}

/** A line of `actual` as it is shown if it equals the other but for a comma at the end; `undefined` if it does not. */
function commonForm(actual, expected) {
  if (actual === expected || actual === `${expected},`) return actual;
  return `${actual},` === expected ? expected : undefined;
}

/** Prints both texts, place by place; false where it had to stop before the end. */
function printPlaces(printer, actual, expected) {
  const shorter = Math.min(actual.length, expected.length);
  const longer = actual.length >= expected.length ? actual : expected;
  for (let i = 0; i < longer.length; i++) {
    const common = i < shorter ? commonForm(actual[i], expected[i]) : undefined;
    if (common !== undefined) {
      printer.same(common);
    } else {
      printer.endRun(i < shorter ? actual : longer, i);
      if (i < actual.length) printer.added(actual[i]);
      if (i < expected.length) printer.removed(expected[i]);
    }
    if (printer.printed > PRINTED_MAX && i < longer.length - 2) return false;
  }
  return true;
}

/**
 * A difference as text, with the head that tells the colours.
 * @param {string[]} actual
 * @param {string[]} expected
 * @param {string} title
 * @param {string} indicator what points at the first difference of two short texts
 * @returns {string|undefined} nothing where the lines are all the same
 */
function lineDiff(actual, expected, title, indicator) {
  const left = actual.slice();
  const right = expected.slice();
  const ending = printEnding(splitEnding(left, right));
  if (left.length === 0 && right.length === 0) return undefined;
  const head = `${title}\n${colors.green}+ actual${colors.white} ${colors.red}- expected${colors.white}`;
  const dots = `${colors.blue}...${colors.white}`;
  const printer = new Printer();
  if (!printPlaces(printer, left, right)) {
    return `${head} ${dots} Lines skipped\n${printer.text}\n${dots}${printer.pending}\n${dots}`;
  }
  const skipped = printer.skipped || ending.skipped ? ` ${dots} Lines skipped` : '';
  return `${head}${skipped}\n${printer.text}${printer.pending}${ending.text}${indicator}`;
}

module.exports = { lineDiff };
