// How inspect finds and writes the properties of an object, its own and those of the program's prototypes.
// Node's doc: "Util", util.inspect: showHidden, getters.
'use strict';

const { FunctionPrototypeCall, SafeSet, SymbolPrototypeToString } = primordials;

const profile = require('internal/profile');
const layout = require('internal/util/inspect/layout');
const { escapeText, formatPrimitive, strEscape } = require('internal/util/inspect/primitives');
const { builtInObjects } = require('internal/util/inspect/names');
const { formatValue } = require('internal/util/inspect/value');
const { getStringWidth } = require('internal/util/inspect/width');

/** Keys that need no quotes. */
const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

/** How many prototypes of the program are searched for further properties. */
const PROTOTYPES_MAX = 3;

/**
 * The keys that inspect shows: enumerable ones, all with showHidden; strings first, then symbols.
 * @param {object} value
 * @param {boolean} showHidden
 * @returns {Array<string|symbol>}
 */
function getKeys(value, showHidden) {
  if (showHidden) return Reflect.ownKeys(value);
  let keys;
  try {
    keys = Object.keys(value);
  } catch {
    // A module namespace whose bindings are not initialized yet.
    keys = Object.getOwnPropertyNames(value);
  }
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (Object.prototype.propertyIsEnumerable.call(value, symbol)) keys.push(symbol);
  }
  return keys;
}

/** Whether the option `getters` asks to call this one. */
function shallCallGetter(ctx, desc) {
  if (ctx.getters === true) return true;
  return ctx.getters === (desc.set === undefined ? 'get' : 'set');
}

/** What a getter gives, between brackets: `[Getter: 1]`, `[Getter] { a: 1 }`. */
function formatGetterResult(ctx, desc, label, original, recurseTimes) {
  const special = (text) => ctx.stylize(text, 'special');
  ctx.indentationLvl += 2;
  try {
    const result = FunctionPrototypeCall(desc.get, original);
    if (result === null) return `${special(`[${label}:`)} ${ctx.stylize('null', 'null')}${special(']')}`;
    const isObject = typeof result === 'object' || (typeof result === 'function' && profile.inspectShowsGetterErrors);
    if (isObject) return `${special(`[${label}]`)} ${formatValue(ctx, result, recurseTimes)}`;
    return `${special(`[${label}:`)} ${formatPrimitive(ctx.stylize, result, ctx)}${special(']')}`;
  } catch (error) {
    const shown = profile.inspectShowsGetterErrors ? formatValue(ctx, error, recurseTimes) : error.message;
    return `${special(`[${label}:`)} <Inspection threw (${shown})>${special(']')}`;
  } finally {
    ctx.indentationLvl -= 2;
  }
}

/** The value of an accessor property: its kind, or what the getter gives. */
function formatAccessor(ctx, desc, original, recurseTimes) {
  if (desc.get === undefined) {
    return desc.set === undefined ? ctx.stylize('undefined', 'undefined') : ctx.stylize('[Setter]', 'special');
  }
  const label = desc.set === undefined ? 'Getter' : 'Getter/Setter';
  if (!ctx.getters || !shallCallGetter(ctx, desc)) return ctx.stylize(`[${label}]`, 'special');
  return formatGetterResult(ctx, desc, label, original, recurseTimes);
}

/** The key as it stands before the colon. */
function formatKey(ctx, key, isHidden) {
  if (profile.inspectStylesHiddenKeys) {
    let name;
    if (typeof key === 'symbol') name = ctx.stylize(escapeText(SymbolPrototypeToString(key)), 'symbol');
    else if (key === '__proto__') name = "['__proto__']";
    else if (IDENTIFIER.test(key)) name = ctx.stylize(key, 'name');
    else name = ctx.stylize(strEscape(key), 'string');
    return isHidden ? `[${name}]` : name;
  }
  if (typeof key === 'symbol') return `[${ctx.stylize(escapeText(SymbolPrototypeToString(key)), 'symbol')}]`;
  if (key === '__proto__') return "['__proto__']";
  if (isHidden) return `[${escapeText(key)}]`;
  if (IDENTIFIER.test(key)) return ctx.stylize(key, 'name');
  return ctx.stylize(strEscape(key), 'string');
}

/**
 * Writes a property: `key: value`, or the value alone for an element of an array.
 * @param {object} ctx the state of this inspect call
 * @param {object} value the object that has the property
 * @param {number} recurseTimes
 * @param {string|symbol|number} key
 * @param {number} type a kind of layout
 * @param {PropertyDescriptor} [desc]
 * @param {object} [original] what getters are called on
 * @returns {string}
 */
function formatProperty(ctx, value, recurseTimes, key, type, desc = undefined, original = value) {
  const property = desc ?? Object.getOwnPropertyDescriptor(value, key) ?? { value: value[key], enumerable: true };
  let separator = ' ';
  let text;
  if (property.value === undefined) {
    text = formatAccessor(ctx, property, original, recurseTimes);
  } else {
    const indent = ctx.compact === true && type === layout.kObjectType ? 3 : 2;
    ctx.indentationLvl += indent;
    text = formatValue(ctx, property.value, recurseTimes);
    if (indent === 3 && ctx.breakLength < getStringWidth(text, ctx.colors)) {
      separator = `\n${' '.repeat(ctx.indentationLvl)}`;
    }
    ctx.indentationLvl -= indent;
  }
  if (type === layout.kArrayType) return text;
  return `${formatKey(ctx, key, property.enumerable === false)}:${separator}${text}`;
}

/** The prototype above, undefined where the classes of the language begin. */
function nextPrototype(object) {
  const proto = Object.getPrototypeOf(object);
  if (proto === null) return undefined;
  const constructor = Object.getOwnPropertyDescriptor(proto, 'constructor')?.value;
  if (typeof constructor === 'function' && builtInObjects.has(constructor.name)) return undefined;
  return proto;
}

/**
 * Adds the properties that an object has from the program's own prototypes; methods are left out.
 * @param {object} ctx the state of this inspect call
 * @param {object} main the object itself
 * @param {object} start the first prototype, or `main` itself
 * @param {number} recurseTimes
 * @param {string[]} output
 */
function addPrototypeProperties(ctx, main, start, recurseTimes, output) {
  const seenKeys = new SafeSet();
  let proto = start;
  for (let depth = 0; depth < PROTOTYPES_MAX; depth++) {
    if (depth !== 0 || main === proto) {
      proto = nextPrototype(proto);
      if (proto === undefined) return;
    }
    const keys = Reflect.ownKeys(proto);
    ctx.seen.push(main);
    for (const key of keys) {
      if (key === 'constructor' || Object.hasOwn(main, key) || seenKeys.has(key)) continue;
      const desc = Object.getOwnPropertyDescriptor(proto, key);
      if (typeof desc.value === 'function') continue;
      const text = formatProperty(ctx, proto, recurseTimes, key, layout.kObjectType, desc, main);
      output.push(ctx.colors ? `\u001b[2m${text}\u001b[22m` : text);
    }
    ctx.seen.pop();
    for (const key of keys) seenKeys.add(key);
  }
}

module.exports = { addPrototypeProperties, formatProperty, getKeys };
