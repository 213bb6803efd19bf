// util.parseEnv: the text of a `.env` file. Node's doc: "Util", util.parseEnv(); "Environment Variables", DotEnv.
'use strict';

const profile = require('internal/profile');
const { validateString } = require('internal/validators');

const QUOTES = '"\'`';
const BLANKS = /^[ \t\n]+|[ \t\n]+$/g;
const EXPORT = 'export ';

/** Without blanks and line breaks around. */
function trim(text) {
  return text.replace(BLANKS, '');
}

/** What follows the current line. */
function afterLine(text) {
  const end = text.indexOf('\n');
  return end === -1 ? '' : text.slice(end + 1);
}

/**
 * A value between quotes, which may span lines. Double quotes know `\n`.
 * @returns {{ value: string, rest: string }|undefined} undefined where no quote closes it
 */
function readQuoted(text) {
  const [quote] = text;
  const end = text.indexOf(quote, 1);
  if (end === -1) return undefined;
  const inside = text.slice(1, end);
  return { value: quote === '"' ? inside.replaceAll('\\n', '\n') : inside, rest: afterLine(text.slice(end + 1)) };
}

/** A value up to the end of its line or a comment. */
function readPlain(text) {
  const end = text.indexOf('\n');
  const line = end === -1 ? text : text.slice(0, end);
  const comment = line.indexOf('#');
  return { value: trim(comment === -1 ? line : line.slice(0, comment)), rest: afterLine(text) };
}

/**
 * The value of a line, the text behind its `=`. From Node 22 on, a line that has nothing but blanks there takes the next
 * line for its
 * value: measured.
 */
function readValue(text) {
  const isEmpty = profile.parseEnvSkipsBlankLines ? /^(?:$|\n)/ : /^ *(?:$|\n)/;
  if (isEmpty.test(text)) return { value: '', rest: text };
  const start = text.replace(/^[ \t\n]+/, '');
  if (QUOTES.includes(start[0] ?? ' ')) {
    const quoted = readQuoted(start);
    if (quoted !== undefined) return quoted;
  }
  return readPlain(start);
}

/**
 * Reads the text of a `.env` file.
 * @param {string} content
 * @returns {object} name to value, in the file's order
 */
function parseEnv(content) {
  validateString(content, 'content');
  const variables = profile.parseEnvHasNoPrototype ? { __proto__: null } : {};
  let rest = trim(content.replaceAll('\r', ''));
  while (rest !== '') {
    const end = rest.indexOf('\n');
    const equals = rest.indexOf('=');
    if (rest[0] === '\n' || rest[0] === '#' || equals === -1 || (end !== -1 && equals > end)) {
      rest = afterLine(rest);
      continue;
    }
    let name = trim(rest.slice(0, equals));
    if (name.startsWith(EXPORT)) name = trim(name.slice(EXPORT.length));
    if (name === '') {
      rest = afterLine(rest);
      continue;
    }
    let value;
    ({ value, rest } = readValue(rest.slice(equals + 1)));
    variables[name] = value;
  }
  return variables;
}

module.exports = { parseEnv };
