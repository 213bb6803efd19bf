// How inspect writes errors: the stack with the class in its first line, then what the error has besides.
// Node's doc: "Util", util.inspect; "Errors", class Error.
'use strict';

const { ErrorPrototypeToString, ObjectPrototypeToString } = primordials;

const profile = require('internal/profile');
const { isError } = require('internal/util');
const { getPrefix } = require('internal/util/inspect/names');
const { colorFrames, selectFrames } = require('internal/util/inspect/frames');

/** The class that a stack itself names, for errors without prototype. */
const NAME_IN_STACK = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)/;
const ERROR_NAME = /^([a-z_A-Z0-9-]*Error)$/;

/** Reads a property of the program's error; its getter may throw. */
function read(error, key) {
  if (!profile.inspectGuardsErrors) return { value: error[key] };
  try {
    return { value: error[key] };
  } catch {
    return { threw: true };
  }
}

/** The stack as text; a stack that is no string is shown as the value it is. */
function getStackString(ctx, error) {
  const { value: stack } = read(error, 'stack');
  if (!stack) return ErrorPrototypeToString(error);
  if (typeof stack === 'string') return stack;
  if (!profile.inspectGuardsErrors) return String(stack);
  ctx.seen.push(error);
  ctx.indentationLvl += 4;
  const text = require('internal/util/inspect/value').formatValue(ctx, stack);
  ctx.indentationLvl -= 4;
  ctx.seen.pop();
  return `${ErrorPrototypeToString(error)}\n    ${text}`;
}

/** Takes a key out of the list. */
function drop(keys, key) {
  const index = keys.indexOf(key);
  if (index !== -1) keys.splice(index, 1);
}

/** Takes out the keys that the stack shows already. */
function dropShownKeys(ctx, keys, stack, details) {
  if (ctx.showHidden || keys.length === 0) return;
  if (profile.inspectGuardsErrors) drop(keys, 'stack');
  else if (keys.includes('stack') && stack.includes(details.stack.value)) drop(keys, 'stack');
  for (const key of ['message', 'name']) {
    const { threw, value } = details[key];
    if (threw || !keys.includes(key)) continue;
    const isShown = (profile.inspectGuardsErrors && typeof value !== 'string') || stack.includes(value);
    if (isShown) drop(keys, key);
  }
}

/** Adds `cause` and `errors`, which are shown though they are not enumerable. */
function addHiddenKeys(error, keys) {
  const hasCause = profile.inspectGuardsErrors ? Object.hasOwn(error, 'cause') : 'cause' in error;
  if (hasCause && !keys.includes('cause')) keys.push('cause');
  const { value: errors } = read(error, 'errors');
  const hasErrors = Array.isArray(errors) && (!profile.inspectGuardsErrors || Object.hasOwn(error, 'errors'));
  if (hasErrors && !keys.includes('errors')) keys.push('errors');
}

/** Whether a stack begins with the name, as the name of an error class. */
function startsWithErrorName(stack, name) {
  if (!`${name}`.endsWith('Error') || !stack.startsWith(name)) return false;
  const next = stack[name.length];
  return stack.length === name.length || next === ':' || next === '\n';
}

/**
 * Puts the class into the first line of a stack, where the name there says less: `TypeError [Foo]`, `Foo [bar]: message`.
 * @param {string} stack
 * @param {string|null} constructor
 * @param {*} name the error's name
 * @param {string} tag
 * @returns {string}
 */
function improveStack(stack, constructor, name, tag) {
  let text = stack;
  let { length } = name;
  if (typeof name !== 'string') {
    text = text.replace(`${name}`, () => `${name} [${getPrefix(constructor, tag, 'Error').slice(0, -1)}]`);
  }
  if (constructor !== null && !startsWithErrorName(text, name)) return text;
  let fallback = 'Error';
  if (constructor === null) {
    const start = NAME_IN_STACK.exec(text) || ERROR_NAME.exec(text);
    fallback = start?.[1] || '';
    length = fallback.length;
    fallback ||= 'Error';
  }
  const prefix = getPrefix(constructor, tag, fallback).slice(0, -1);
  if (name === prefix) return text;
  if (!prefix.includes(name)) return `${prefix} [${name}]${text.slice(length)}`;
  return length === 0 ? `${prefix}: ${text}` : `${prefix}${text.slice(length)}`;
}

/** Where the frames begin, behind the message: a message may hold lines that look like frames. */
function findFrames(stack, message) {
  let position = (message && stack.indexOf(message)) || -1;
  if (position !== -1) position += message.length;
  return stack.indexOf('\n    at', position);
}

/**
 * Writes an error.
 * @param {Error} error
 * @param {string|null} constructor
 * @param {string} tag
 * @param {object} ctx the state of this inspect call
 * @param {Array<string|symbol>} keys to be shown behind; those that the stack shows are taken out, cause and errors added
 * @returns {string} the stack; between brackets where it has no frames
 */
function formatError(error, constructor, tag, ctx, keys) {
  let stack;
  try {
    stack = getStackString(ctx, error);
  } catch (thrown) {
    if (!profile.inspectGuardsErrors) throw thrown;
    return ObjectPrototypeToString(error);
  }
  const details = { message: read(error, 'message'), name: read(error, 'name'), stack: read(error, 'stack') };
  dropShownKeys(ctx, keys, stack, details);
  addHiddenKeys(error, keys);
  const given = details.name.value ?? 'Error';
  stack = improveStack(stack, constructor, profile.inspectGuardsErrors ? given : String(given), tag);

  const framesStart = findFrames(stack, details.message.value);
  if (framesStart === -1) {
    stack = `[${stack}]`;
  } else {
    const { value: cause } = read(error, 'cause');
    const causeStack = cause != null && isError(cause) ? getStackString(ctx, cause) : undefined;
    let lines = selectFrames(ctx, stack.slice(framesStart + 1), causeStack);
    if (ctx.colors) lines = colorFrames(ctx, lines);
    stack = `${stack.slice(0, framesStart)}\n${lines.join('\n')}`;
  }
  if (ctx.indentationLvl === 0) return stack;
  return stack.replaceAll('\n', `\n${' '.repeat(ctx.indentationLvl)}`);
}

module.exports = { formatError };
