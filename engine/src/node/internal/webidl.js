// Conversions of the Web platform's interface language (https://webidl.spec.whatwg.org), as far as Node's own
// globals need them: what is converted, and the words in which a wrong argument is refused.
//
// A converter is called with the value and `{ context, prefix, code }`, which say how errors name the argument.

'use strict';

const { String, SymbolIterator, TypeError } = primordials;
const profile = require('internal/profile');

/** @returns {TypeError} with a code, and a message that begins with the argument's name. */
function makeException(message, { context, prefix, code } = {}) {
  const err = new TypeError(`${prefix ? `${prefix}: ` : ''}${context?.length ? context : 'Value'} ${message}`);
  err.code = code ?? 'ERR_INVALID_ARG_TYPE';
  return err;
}

const converters = {
  __proto__: null,
  any: (value) => value,
  boolean: (value) => !!value,
  /** @returns {string} */
  DOMString(value, options) {
    if (typeof value === 'symbol') throw makeException('is a Symbol and cannot be converted to a string.', options);
    return String(value);
  },
  object(value, options) {
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
      throw makeException('is not an object.', options);
    }
    return value;
  },
};

/** @returns {Function} a converter of iterables, each item going through `convert`. */
function createSequenceConverter(convert) {
  return (value, options = {}) => {
    const words = profile.webidlSaysCannot ? 'cannot' : 'can not';
    const refuse = () => makeException(`${words} be converted to sequence.`, options);
    if (typeof value !== 'object' || value === null) throw refuse();
    const method = value[SymbolIterator];
    const iterator = typeof method === 'function' ? method.call(value) : undefined;
    if (typeof iterator !== 'object' || iterator === null) throw refuse();
    const items = [];
    for (let step = iterator.next(); !step.done; step = iterator.next()) {
      items.push(convert(step.value, { ...options, context: `${options.context ?? 'Value'}[${items.length}]` }));
    }
    return items;
  };
}

/** @returns {Function} a converter that lets through what `isInstance` accepts. */
function createInterfaceConverter(name, isInstance) {
  return (value, options) => {
    if (!isInstance(value)) throw makeException(`is not of type ${name}.`, options);
    return value;
  };
}

module.exports = { converters, createInterfaceConverter, createSequenceConverter, makeException };
