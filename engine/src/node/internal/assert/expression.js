// The text of a call in a program's source: what `assert.ok` shows of what was false. Answers to Node's doc "assert.ok".
'use strict';

const profile = require('internal/profile');

/** After these a slash divides; after anything else it begins a regular expression. */
const ENDS_OPERAND = /[\w$)\]}"'`]$/;

/** Words after which a slash begins a regular expression all the same. */
const KEYWORD = /\b(?:return|typeof|instanceof|in|of|new|delete|void|throw|case|do|else|await|yield)$/;

/** Words that are no names: they end a chain of member accesses. */
const RESERVED = new Set([
  'break', 'case', 'catch', 'continue', 'debugger', 'default', 'delete', 'do', 'else', 'finally', 'for', 'function', 'if', 'in',
  'instanceof', 'new', 'null', 'return', 'super', 'switch', 'this', 'throw', 'true', 'false', 'try', 'typeof', 'var', 'void', 'while',
  'with', 'class', 'const', 'export', 'extends', 'import',
]);

/** One token at `lastIndex`: space and comments, name, number, text, member access or another sign. */
const TOKEN = new RegExp([
  /(?<space>\s+|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))/,
  /(?<name>[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*)/,
  /(?<num>\.?\d[\w.]*)/,
  /(?<string>'(?:[^'\\\n]|\\[^])*'?|"(?:[^"\\\n]|\\[^])*"?)/,
  /(?<access>\?\.(?!\d)|\.(?!\.)|[[\]])/,
  /(?<template>`)/,
  /(?<sign>[^])/,
].map((part) => part.source).join('|'), 'uy');

/** A regular expression with its flags. */
const REGEXP = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;

/** The index behind a template literal that begins at `start`, or the end of the text. */
function endOfTemplate(code, start) {
  for (let i = start + 1; i < code.length; i++) {
    if (code[i] === '\\') {
      i++;
    } else if (code[i] === '`') {
      return i + 1;
    } else if (code.startsWith('${', i)) {
      let depth = 1;
      for (const token of tokensOf(code, i + 2)) {
        if (token.text === '{') depth++;
        else if (token.text === '}' && --depth === 0) {
          i = token.start;
          break;
        }
      }
      if (depth > 0) return code.length;
    }
  }
  return code.length;
}

/** The tokens of a text that need not be a whole program; space is left out. */
function* tokensOf(code, from) {
  for (let start = from; start < code.length;) {
    TOKEN.lastIndex = start;
    const { 0: text, groups } = TOKEN.exec(code);
    let type = Object.keys(groups).find((key) => groups[key] !== undefined);
    let end = start + text.length;
    const before = code.slice(from, start).trimEnd();
    if (type === 'template') {
      end = endOfTemplate(code, start);
    } else if (text === '/' && (!ENDS_OPERAND.test(before) || KEYWORD.test(before))) {
      REGEXP.lastIndex = start;
      end = start + (REGEXP.exec(code)?.[0].length ?? 1);
    }
    if (type === 'name' && RESERVED.has(text)) type = 'keyword';
    if (type !== 'space') yield { type, text, start, end };
    start = end;
  }
}

/**
 * The call at a column, with the names in front of it: `assert.ok(x)` where the column is that of `ok`.
 * @param {string} code from the beginning of the call's line on
 * @param {number} column where V8 places the call, from 0
 * @returns {string} all that follows where the call does not end
 */
function callAt(code, column) {
  let chain;
  let last;
  let depth = 0;
  for (const token of tokensOf(code, 0)) {
    if (token.start < column) {
      if (token.type === 'access' && last?.type === 'name') chain ??= last.start;
      else if (!['access', 'name', 'string', 'num'].includes(token.type)) chain = undefined;
      if (token.text !== ';') last = token;
    } else if (token.text === '(') {
      depth++;
    } else if (token.text === ')' && --depth === 0) {
      return code.slice(chain ?? column, token.end);
    }
  }
  return code.slice(chain ?? column);
}

/** A call of several lines, moved left so that its first line stands at the margin of two spaces. */
function unindent(call, column) {
  const [first, ...rest] = call.split('\n');
  return [first, ...rest.map((line) => `  ${line.replace(new RegExp(`^[ \\t]{0,${column}}`), '')}`)].join('\n');
}

/** The lines of a file from one on; `undefined` for what is no file: text given to `eval`. */
function linesFrom(file, lineNumber) {
  const { isAbsolute } = require('path');
  const path = file?.startsWith('file:') ? require('internal/url').fileURLToPath(file) : file;
  if (!path || !isAbsolute(path)) return undefined;
  try {
    const text = require('fs').readFileSync(path, 'utf8');
    return text.split('\n').slice(lineNumber - 1).join('\n');
  } catch {
    return undefined;
  }
}

/**
 * The message for a value that was not truthy, with the source of the call.
 * @param {Function} stackStartFn the assertion that was called
 * @returns {string|undefined} nothing where the source is not to be had
 */
function falsyMessage(stackStartFn) {
  const caught = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(caught, stackStartFn);
  Error.stackTraceLimit = limit;
  const { sourceLine, scriptResourceName, lineNumber, startColumn } = internalBinding('errors').getErrorSourcePositions(caught);
  if (!sourceLine) return undefined;
  let call = callAt(sourceLine, startColumn);
  if (profile.assertShowsWholeCall) {
    const code = linesFrom(scriptResourceName, lineNumber);
    if (code === undefined) return undefined;
    call = callAt(code, startColumn);
    call = unindent(call, code.indexOf(call));
  }
  return `The expression evaluated to a falsy value:\n\n  ${call}\n`;
}

module.exports = { falsyMessage };
