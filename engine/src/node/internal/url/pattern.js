// URLPattern: which URLs have a form, and their parts. Node's doc: "URL", Class: URLPattern; the URL Pattern standard.
// The engine parses a pattern into regular expressions; matching is JavaScript's own.
'use strict';

const { nativeError } = require('internal/buffer');
const profile = require('internal/profile');

const binding = internalBinding('url_pattern');

const COMPONENTS = ['protocol', 'username', 'password', 'hostname', 'port', 'pathname', 'search', 'hash'];
/** Results list their components by name. */
const SORTED = [...COMPONENTS, 'inputs'].sort();

/** Pattern to its components: name to `{ pattern, regexp, names }`; the brand, too. */
const internals = new WeakMap();

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
const refuse = (code, message, from) => nativeError(TypeError, code, message, from);

/** The members of an init, in the order in which the engine reads them. */
function membersOf(init) {
  return [...COMPONENTS, 'baseURL'].map((name) => (init[name] === undefined ? undefined : `${init[name]}`));
}

/** The arguments of the constructor: `(input, base, options)` or `(input, options)`. */
function readArguments(args) {
  const [first, second, third] = args;
  if (first !== undefined && first !== null && typeof first !== 'string' && !isObject(first)) {
    throw refuse('ERR_INVALID_ARG_TYPE', 'Input must be an object or a string', URLPattern);
  }
  const input = typeof first === 'string' ? first : membersOf(first ?? {});
  if (args.length > 1 && second !== undefined && typeof second !== 'string' && !isObject(second)) {
    throw refuse('ERR_INVALID_ARG_TYPE', 'second argument must be a string or object', URLPattern);
  }
  const base = typeof second === 'string' ? second : undefined;
  const options = base === undefined && third === undefined ? second : third;
  if (options !== undefined && !isObject(options)) throw refuse('ERR_INVALID_ARG_TYPE', 'options must be an object', URLPattern);
  return { input, base, ignoreCase: !!options?.ignoreCase };
}

function compile(input, base, ignoreCase) {
  const parts = binding.parse(input, base, ignoreCase);
  if (parts === null) return null;
  const components = {};
  try {
    COMPONENTS.forEach((name, index) => {
      const [pattern, source, names] = parts.slice(3 * index, 3 * index + 3);
      components[name] = { pattern, regexp: new RegExp(source, ignoreCase ? 'vi' : 'v'), names: names === '' ? [] : names.split(',') };
    });
  } catch {
    return null;
  }
  return { components, hasRegExpGroups: parts.at(-1) === 'true' };
}

function stateOf(pattern) {
  const state = internals.get(pattern);
  if (state === undefined) throw new TypeError('Illegal invocation');
  return state;
}

/** The components of what is matched; null when it is no URL. */
function partsOf(pattern, args, method) {
  const [input, base] = args;
  if (input !== undefined && typeof input !== 'string' && !isObject(input)) {
    throw refuse('ERR_INVALID_ARG_TYPE', 'URLPattern input needs to be a string or an object', URLPattern.prototype[method]);
  }
  if (base !== undefined && typeof base !== 'string') throw refuse('ERR_INVALID_ARG_TYPE', 'baseURL must be a string', URLPattern.prototype[method]);
  const parts = binding.matchInput(typeof input === 'string' ? input : membersOf(input ?? {}), base);
  if (parts === undefined) throw refuse('ERR_OPERATION_FAILED', `Failed to ${method} URLPattern`, URLPattern.prototype[method]);
  return parts;
}

function matchComponent({ regexp, names }, input) {
  const match = regexp.exec(input);
  if (match === null) return null;
  return { groups: Object.fromEntries(names.map((name, index) => [name, match[index + 1]])), input };
}

function match(components, parts) {
  if (parts === null) return null;
  const results = {};
  for (const [index, name] of COMPONENTS.entries()) {
    const result = matchComponent(components[name], parts[index]);
    if (result === null) return null;
    results[name] = result;
  }
  return results;
}

/** The inputs as exec() gives them back. */
function shownInputs([input = {}, base]) {
  const init = (value) => Object.fromEntries([...COMPONENTS, 'baseURL'].map((name) => [name, value[name]])
    .filter(([, member]) => member !== undefined || profile.urlPatternsShowAllMembers));
  const shown = [isObject(input) ? init(input) : input];
  return base === undefined ? shown : [...shown, base];
}

const members = {
  exec() {
    const { components } = stateOf(this);
    const results = match(components, partsOf(this, arguments, 'exec'));
    if (results === null) return null;
    results.inputs = shownInputs(arguments);
    return Object.assign(Object.create(null), Object.fromEntries(SORTED.map((name) => [name, results[name]])));
  },
  test() {
    const { components } = stateOf(this);
    return match(components, partsOf(this, arguments, 'test')) !== null;
  },
};

/** No class: in Node it is a native function. */
function URLPattern() {
  if (new.target === undefined) {
    throw refuse('ERR_CONSTRUCT_CALL_REQUIRED', 'Cannot call constructor without `new`', URLPattern);
  }
  const { input, base, ignoreCase } = readArguments(arguments);
  const state = compile(input, base, ignoreCase);
  if (state === null) throw refuse('ERR_INVALID_URL_PATTERN', 'Failed to construct URLPattern', URLPattern);
  internals.set(this, state);
}

function defineGetter(name, read) {
  const getter = function() {
    return read(stateOf(this));
  };
  Object.defineProperty(getter, 'name', { __proto__: null, value: '' });
  Object.defineProperty(URLPattern.prototype, name, { __proto__: null, get: getter, enumerable: true, configurable: false });
}

delete URLPattern.prototype.constructor;
for (const name of COMPONENTS) defineGetter(name, ({ components }) => components[name].pattern);
defineGetter('hasRegExpGroups', ({ hasRegExpGroups }) => hasRegExpGroups);
for (const name of ['exec', 'test']) {
  Object.defineProperty(URLPattern.prototype, name, {
    __proto__: null, value: members[name], writable: true, enumerable: true, configurable: true,
  });
}
Object.defineProperty(URLPattern.prototype, 'constructor', { __proto__: null, value: URLPattern, writable: true, configurable: true });
if (!profile.urlPatternsShowAllMembers) {
  Object.defineProperty(URLPattern.prototype, Symbol.toStringTag, { __proto__: null, value: 'URLPattern', configurable: true });
}

module.exports = { URLPattern };
