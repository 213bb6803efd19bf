// What a failed assertion says where the program says nothing. Answers to Node's doc "Assert"; texts as measured.
'use strict';

const { inspect } = require('internal/util/inspect');
const colors = require('internal/util/colors');
const profile = require('internal/profile');

const TITLES = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};

/** Values that together are at most so long are shown on one line: `1 !== 2`. */
const SHORT_MAX = 12;

/** Columns of a terminal, where there is none. */
const COLUMNS = 80;

/** The longest text of a value in messages that show two. */
const VALUE_MAX = 512;

/** Lines of a value in messages that show one. */
const LINES_MAX = 50;

const isObject = (value) => typeof value === 'object' && value !== null;

/** A value as assertions compare and show it: whole, sorted, one item a line. */
function inspectValue(value) {
  return inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    showHidden: false,
    showProxy: false,
    sorted: true,
    getters: true,
    breakLength: Infinity,
  });
}

/** Long values keep their beginning; `kept` lines and dots. */
function cutLines(lines, kept) {
  return lines.length > LINES_MAX ? [...lines.slice(0, kept), `${colors.blue}...${colors.white}`] : lines;
}

/** The operator under whose title two values are shown: objects can only fail to be the same one. */
function titleOf(actual, expected, operator) {
  const objects = isObject(actual) && isObject(expected);
  const functions = typeof actual === 'function' && typeof expected === 'function';
  return operator === 'strictEqual' && (objects || functions) ? 'strictEqualObject' : operator;
}

/**
 * A line with a caret under the first difference of two texts; none where it would be among the first characters,
 * nor, from Node 22 on, where the first text ends there.
 */
function caret(actual, expected) {
  let i = 0;
  while (i < actual.length && actual[i] === expected[i]) i++;
  const within = i < actual.length || !profile.assertDiffIsShortest;
  return i > 2 && within ? `\n${' '.repeat(i + 2)}^` : '';
}

/** Two values of one line each, in the manner of Node 22 and later. */
function simpleDiff(actual, expected, actualText, expectedText) {
  const quotes = (typeof actual === 'string' ? 2 : 0) + (typeof expected === 'string' ? 2 : 0);
  if (actualText.length + expectedText.length - quotes <= SHORT_MAX && (actual !== 0 || expected !== 0)) {
    return { message: `${actualText} !== ${expectedText}`, header: '' };
  }
  const fits = actualText.length + expectedText.length <= COLUMNS;
  const lines = `\n${colors.green}+${colors.white} ${actualText}\n${colors.red}- ${colors.white}${expectedText}`;
  return { message: lines + (fits ? caret(actualText, expectedText) : '') };
}

/** What differs between two values, in the manner of Node 22 and later. */
function describeDifference(actual, expected, operator, full) {
  const actualText = inspectValue(actual);
  const expectedText = inspectValue(expected);
  const actualLines = actualText.split('\n');
  const expectedLines = expectedText.split('\n');
  if (actualLines.length === 1 && expectedLines.length === 1 && !(isObject(actual) && isObject(expected))) {
    return simpleDiff(actual, expected, actualText, expectedText);
  }
  if (actualText === expectedText) {
    const skipped = actualLines.length > LINES_MAX && !full;
    const message = skipped ? `${actualLines.slice(0, LINES_MAX).join('\n')}\n...}` : actualText;
    return { message, header: '', skipped, operator: 'notIdentical' };
  }
  const { myersDiff, printMyersDiff } = require('internal/assert/myers_diff');
  return printMyersDiff(myersDiff(actualLines, expectedLines, isObject(actual)), operator);
}

/** The message of an assertion of equality. */
function equalityMessage(actual, expected, operator, title, full) {
  const found = describeDifference(actual, expected, operator, full);
  const head = title ?? TITLES[found.operator ?? titleOf(actual, expected, operator)];
  const header = found.header ?? `${colors.green}+ actual${colors.white} ${colors.red}- expected${colors.white}`;
  return `${head}\n${header}${found.skipped ? '\n... Skipped lines' : ''}\n${found.message}\n`;
}

/** The same until Node 20. */
function oldEqualityMessage(actual, expected, operator, customTitle) {
  const actualLines = inspectValue(actual).split('\n');
  const expectedLines = inspectValue(expected).split('\n');
  const key = titleOf(actual, expected, operator);
  const title = customTitle ?? TITLES[key];
  let indicator = '';
  if (actualLines.length === 1 && expectedLines.length === 1 && actualLines[0] !== expectedLines[0]) {
    const width = actualLines[0].length + expectedLines[0].length;
    if (width <= SHORT_MAX) {
      if (!isObject(actual) && !isObject(expected) && (actual !== 0 || expected !== 0)) {
        return `${title}\n\n${actualLines[0]} !== ${expectedLines[0]}\n`;
      }
    } else if (key !== 'strictEqualObject' && width < COLUMNS) {
      indicator = caret(actualLines[0], expectedLines[0]);
    }
  }
  const { lineDiff } = require('internal/assert/line_diff');
  return lineDiff(actualLines, expectedLines, title, indicator) ??
    `${TITLES.notIdentical}\n\n${cutLines(actualLines, 46).join('\n')}\n`;
}

/** The message of an assertion of difference that failed, which has one value to show. */
function differenceMessage(actual, operator, full) {
  const lines = inspectValue(actual).split('\n');
  const reference = operator === 'notStrictEqual' && (isObject(actual) || typeof actual === 'function');
  const title = TITLES[reference ? 'notStrictEqualObject' : operator];
  if (lines.length === 1) return `${title}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`;
  return `${title}\n\n${(full ? lines : cutLines(lines, 46)).join('\n')}\n`;
}

const cutText = (text, max) => (text.length > max ? `${text.slice(0, max - 3)}...` : text);

/** The message of any other assertion: both values with the operator between them. */
function operatorMessage(actual, expected, operator, full) {
  const left = inspectValue(actual);
  const right = inspectValue(expected);
  if (operator === 'notDeepEqual' && left === right) {
    const text = `${TITLES.notDeepEqual}\n\n${left}`;
    return full ? text : cutText(text, 2 * VALUE_MAX);
  }
  const [a, b] = full ? [left, right] : [cutText(left, VALUE_MAX), cutText(right, VALUE_MAX)];
  if (operator === 'deepEqual') return `${TITLES.deepEqual}\n\n${a}\n\nshould loosely deep-equal\n\n${b}`;
  if (operator === 'notDeepEqual') return `${TITLES.notDeepEqualUnequal}\n\n${a}\n\nshould not loosely deep-equal\n\n${b}`;
  return `${a} ${operator} ${b}`;
}

const isEquality = (operator) =>
  operator === 'deepStrictEqual' || operator === 'strictEqual' || operator === 'partialDeepStrictEqual';

/** Fills colours in where the terminal shows them; a stream that nobody made does not. */
function refreshColors() {
  if (process.env.FORCE_COLOR === undefined && require('internal/process/stdio').isUntouched('stderr')) return;
  colors.refresh();
}

/**
 * The message of a failed assertion.
 * @param {*} actual
 * @param {*} expected
 * @param {string} operator
 * @param {string} [title] the program's own message, where a difference follows it
 * @param {boolean} full whether nothing is left out
 * @returns {string}
 */
function generateMessage(actual, expected, operator, title, full) {
  refreshColors();
  if (isEquality(operator)) {
    const describe = profile.assertDiffIsShortest ? equalityMessage : oldEqualityMessage;
    return describe(actual, expected, operator, title, full);
  }
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') return differenceMessage(actual, operator, full);
  return operatorMessage(actual, expected, operator, full);
}

module.exports = { generateMessage, isEquality };
