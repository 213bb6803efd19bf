// ErrorEvent and CloseEvent, the events of WebSocket. The HTML standard, "ErrorEvent"; the WebSockets standard,
// "CloseEvent"; errors are worded as undici words them.
'use strict';

const { StringPrototypeToWellFormed } = primordials;
const { Event } = require('internal/event_target');
const { illegalInvocation, requireArguments, toDictionary } = require('internal/fetch/webidl');
const { markTransferMode } = require('internal/worker/js_transferable');
const { kEnumerableProperty } = require('internal/util');

function toText(value, name) {
  if (typeof value !== 'symbol') return `${value}`;
  throw new TypeError(`undefined: undefined.${name} is a symbol, which cannot be converted to a DOMString.`);
}

/** Makes a getter of each member, for instances alone, and names the class. */
function defineMembers(Class, names, membersOf) {
  for (const name of names) {
    Object.defineProperty(Class.prototype, name, {
      ...kEnumerableProperty,
      configurable: true,
      get: { [name]() {
        const members = membersOf(this);
        if (members === undefined) throw illegalInvocation();
        return members[name];
      } }[name],
    });
  }
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { __proto__: null, value: Class.name, configurable: true });
}

class ErrorEvent extends Event {
  #members;

  /**
   * @param {string} type
   * @param {{ message?: string, filename?: string, lineno?: number, colno?: number, error?: * }} options
   */
  constructor(type, options) {
    requireArguments(arguments.length, 1, 'ErrorEvent constructor');
    super(toText(type, 'type'), options);
    markTransferMode(this, false, false);
    const { message = '', filename = '', lineno = 0, colno = 0, error } = options ?? {};
    this.#members = {
      message: toText(message, 'message'), filename: toText(filename, 'filename'), lineno: lineno | 0, colno: colno | 0, error,
    };
  }

  static {
    defineMembers(this, ['message', 'filename', 'lineno', 'colno', 'error'], (event) => (#members in event ? event.#members : undefined));
  }
}

class CloseEvent extends Event {
  #members;

  /**
   * @param {string} type
   * @param {{ wasClean?: boolean, code?: number, reason?: string }} [options]
   */
  constructor(type, options = {}) {
    requireArguments(arguments.length, 1, 'CloseEvent constructor');
    const { wasClean = false, code = 0, reason = '' } = toDictionary(options);
    super(toText(type, 'type'), options);
    markTransferMode(this, false, false);
    this.#members = { wasClean: !!wasClean, code: code & 0xffff, reason: StringPrototypeToWellFormed(toText(reason, 'reason')) };
  }

  static {
    defineMembers(this, ['wasClean', 'code', 'reason'], (event) => (#members in event ? event.#members : undefined));
  }
}

module.exports = { CloseEvent, ErrorEvent };
