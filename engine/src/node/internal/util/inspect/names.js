// What inspect calls things: the class of an object, the words before its braces, functions, classes and boxed primitives.
// Node's doc: "Util", util.inspect (`MySet(1) [Set]`, `[class A extends B]`, `[Object: null prototype]`).
'use strict';

const {
  AggregateError, Array, ArrayBuffer, Boolean, DataView, Date, Error, Function, FunctionPrototypeSymbolHasInstance,
  FunctionPrototypeToString, Map, Number, Object, Promise, RangeError, RegExp, SafeMap, SafeSet, Set, String, TypeError, WeakMap, WeakSet,
} = primordials;

const profile = require('internal/profile');
const types = require('internal/util/types');
const { stylizeNoColor } = require('internal/util/inspect/styles');
const { formatPrimitive } = require('internal/util/inspect/primitives');

/**
 * The classes of the language: what they print of themselves is theirs, not the program's. SharedArrayBuffer is none in
 * Node.
 */
const builtInObjects = new SafeSet([
  'Object', 'Function', 'Array', 'Number', 'Infinity', 'NaN', 'Boolean', 'String', 'Symbol', 'Date', 'Promise', 'RegExp', 'Error',
  'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'JSON', 'Math', 'Intl',
  'ArrayBuffer', 'Atomics', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array', 'Float16Array',
  'Float32Array', 'Float64Array', 'Uint8ClampedArray', 'BigUint64Array', 'BigInt64Array', 'DataView', 'Map', 'BigInt', 'Set',
  'Iterator', 'WeakMap', 'WeakSet', 'WeakRef', 'Proxy', 'Reflect', 'FinalizationRegistry',
]);

/** Prototypes whose `constructor` a program may have changed; they keep their name. */
const wellKnownPrototypes = new SafeMap();
for (const Class of [
  Array, ArrayBuffer, Function, Map, Set, Object, Object.getPrototypeOf(Uint8Array), RegExp, Date, DataView, Error, AggregateError,
  RangeError, TypeError, Boolean, Number, String, Promise, WeakMap, WeakSet,
]) {
  wellKnownPrototypes.set(Class.prototype, Class);
}

/** The head of a class: no parenthesis before the body's brace, once comments are gone. */
const CLASS_HEAD = /^(\s+[^(]*?)\s*{/;
const COMMENTS = /(\/\/.*?\n)|(\/\*(.|\n)*?\*\/)/g;

let utilBinding;

/** V8's own name for an object's class, whatever the program did to it. */
function internalConstructorName(value) {
  utilBinding ??= internalBinding('util');
  return utilBinding.getConstructorName(value);
}

/** instanceof, false where the right side throws. */
function isInstanceof(object, Class) {
  try {
    return object instanceof Class;
  } catch {
    return false;
  }
}

/**
 * The class that a link of the prototype chain names, if the object is an instance of it.
 * @returns {{ name: string, isOwn: boolean }|undefined} isOwn: named by a `constructor` property, not by being well known
 */
function classOfLink(link, object) {
  const wellKnown = wellKnownPrototypes.get(link);
  if (wellKnown !== undefined && FunctionPrototypeSymbolHasInstance(wellKnown, object)) {
    return { name: wellKnown.name, isOwn: false };
  }
  const constructor = Object.getOwnPropertyDescriptor(link, 'constructor')?.value;
  if (typeof constructor === 'function' && constructor.name !== '' && isInstanceof(object, constructor)) {
    return { name: String(constructor.name), isOwn: true };
  }
  return undefined;
}

/**
 * The name of an object's class: that of the first constructor in the chain whose instance it is.
 * @param {object} object
 * @param {object} ctx the state of this inspect call
 * @param {number} recurseTimes
 * @param {string[]} [protoProps] gets the properties of the program's own prototypes (option showHidden)
 * @returns {string|null} null for an object without prototype
 */
function getConstructorName(object, ctx, recurseTimes, protoProps) {
  const { addPrototypeProperties } = require('internal/util/inspect/properties');
  let firstProto;
  for (let link = object; link !== null; link = Object.getPrototypeOf(link)) {
    if (link !== object && firstProto === undefined) firstProto = link;
    const found = classOfLink(link, object);
    if (found === undefined) continue;
    if (protoProps !== undefined && (firstProto !== link || (found.isOwn && !builtInObjects.has(found.name)))) {
      addPrototypeProperties(ctx, object, firstProto || object, recurseTimes, protoProps);
    }
    return found.name;
  }
  if (firstProto === undefined) return null;

  // No constructor fits: name the prototype, in full where it has no prototype itself.
  const name = internalConstructorName(object);
  if (recurseTimes > ctx.depth && ctx.depth !== null) return `${name} <Complex prototype>`;
  const protoName = getConstructorName(firstProto, ctx, recurseTimes + 1, protoProps);
  if (protoName !== null) return `${name} <${protoName}>`;
  const { inspect } = require('internal/util/inspect');
  return `${name} <${inspect(firstProto, { ...ctx, customInspect: false, depth: -1 })}>`;
}

/** Whether `[tag]` says more than the name of the class does. Three rules over the versions. */
function isTagTold(constructor, tag) {
  if (profile.inspectTagsMayNameTheClass) {
    const dot = tag.lastIndexOf('.');
    return constructor !== (dot >= 1 ? tag.slice(dot + 1) : tag);
  }
  if (!profile.inspectTagsMayBePartOfTheClass) return constructor !== tag;
  const position = constructor.indexOf(tag);
  if (position === -1) return true;
  // `Foo` says nothing new about `FooBar`, but it does about `Foobar`.
  const next = constructor[position + tag.length];
  return next !== undefined && next === next.toLowerCase();
}

/**
 * The words before the braces, with a blank behind: `Foo `, `Map(2) `, `Foo [bar] `, `[Object: null prototype] `.
 * @param {string|null} constructor
 * @param {string} tag the object's Symbol.toStringTag
 * @param {string} fallback for objects without prototype
 * @param {string} [size] `(2)`
 * @returns {string}
 */
function getPrefix(constructor, tag, fallback, size = '') {
  if (constructor === null) {
    const told = tag !== '' && fallback !== tag ? `[${tag}] ` : '';
    return `[${fallback}${size}: null prototype] ${told}`;
  }
  if (tag === '') return `${constructor}${size} `;
  if (isTagTold(constructor, tag)) return `${constructor}${size} [${tag}] `;
  return `${profile.inspectTagsMayNameTheClass ? tag : constructor}${size} `;
}

/** As getPrefix, for objects of no particular kind. */
function getGenericPrefix(value, constructor, tag) {
  let fallback = '';
  if (constructor === null) {
    fallback = internalConstructorName(value);
    if (fallback === tag) fallback = 'Object';
  }
  return getPrefix(constructor, tag, fallback);
}

/** `[class A extends B]`. */
function getClassBase(value, constructor, tag) {
  const name = (Object.hasOwn(value, 'name') && value.name) || '(anonymous)';
  let base = `class ${name}`;
  if (constructor !== 'Function' && constructor !== null) base += ` [${constructor}]`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  if (constructor === null) return `[${base} extends [null prototype]]`;
  const superName = Object.getPrototypeOf(value).name;
  return superName ? `[${base} extends ${superName}]` : `[${base}]`;
}

/** Whether the source text is that of a class: a method named `class` is not one. */
function isClassSource(source) {
  if (!source.startsWith('class') || !source.endsWith('}')) return false;
  const rest = source.slice(5, -1);
  const brace = rest.indexOf('{');
  if (brace === -1) return false;
  return !rest.slice(0, brace).includes('(') || CLASS_HEAD.test(rest.replace(COMMENTS, ''));
}

/** The name of a function; one that is no string is shown as the value it is. */
function functionName(ctx, value) {
  const { name } = value;
  if (typeof name === 'string' || !profile.inspectShowsOddNames) return `${name}`;
  return require('internal/util/inspect/value').formatValue(ctx, name);
}

/**
 * `[Function: f]`, `[AsyncGeneratorFunction: g]`, `[class A]`.
 * @returns {string}
 */
function getFunctionBase(ctx, value, constructor, tag) {
  if (isClassSource(FunctionPrototypeToString(value))) return getClassBase(value, constructor, tag);
  let type = 'Function';
  if (types.isGeneratorFunction(value)) type = `Generator${type}`;
  if (types.isAsyncFunction(value)) type = `Async${type}`;
  let base = `[${type}`;
  if (constructor === null) base += ' (null prototype)';
  base += value.name === '' ? ' (anonymous)]' : `: ${functionName(ctx, value)}]`;
  if (constructor !== type && constructor !== null) base += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  return base;
}

/** The kind of a boxed primitive. */
function boxedType(value) {
  if (types.isNumberObject(value)) return 'Number';
  if (types.isStringObject(value)) return 'String';
  if (types.isBooleanObject(value)) return 'Boolean';
  if (types.isBigIntObject(value)) return 'BigInt';
  return 'Symbol';
}

/**
 * `[Number: 1]`, `[String (Foo): 'abc']`. The characters of a string are taken out of `keys`.
 * @returns {string}
 */
function getBoxedBase(value, ctx, keys, constructor, tag) {
  const type = boxedType(value);
  if (type === 'String') keys.splice(0, value.length);
  let base = `[${type}`;
  if (type !== constructor) base += constructor === null ? ' (null prototype)' : ` (${constructor})`;
  const primitive = primordials[`${type}PrototypeValueOf`](value);
  base += `: ${formatPrimitive(stylizeNoColor, primitive, ctx)}]`;
  if (tag !== '' && tag !== constructor) base += ` [${tag}]`;
  if (keys.length !== 0 || ctx.stylize === stylizeNoColor) return base;
  return ctx.stylize(base, type.toLowerCase());
}

module.exports = { builtInObjects, getBoxedBase, getConstructorName, getFunctionBase, getGenericPrefix, getPrefix };
