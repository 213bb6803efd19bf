// node:readline: lines of streams, and of terminals (Node's doc: «Readline»).
'use strict';

const { AbortError } = require('internal/errors');
const { validateAbortSignal } = require('internal/validators');
const { promisify } = require('internal/util');
const base = require('internal/readline/interface');
const { clearLine, clearScreenDown, cursorTo, moveCursor } = require('internal/readline/callbacks');
const emitKeypressEvents = require('internal/readline/emitKeypressEvents');

/** A function, not a class: programs call it without `new`, and inherit it the old way. */
function Interface(input, output, completer, terminal) {
  if (!(this instanceof Interface)) return new Interface(input, output, completer, terminal);
  return Reflect.construct(base.Interface, [input, output, completer, terminal], new.target ?? this.constructor);
}
Object.setPrototypeOf(Interface.prototype, base.Interface.prototype);
Object.setPrototypeOf(Interface, base.Interface);

Interface.prototype.question = function question(query, options, cb) {
  cb = typeof options === 'function' ? options : cb;
  const signal = typeof options === 'object' ? options?.signal : undefined;
  if (signal) {
    validateAbortSignal(signal, 'options.signal');
    if (signal.aborted) return;
    const disposable = require('internal/events/abort_listener')
      .addAbortListener(signal, () => this.cancelQuestion());
    const callback = cb;
    cb = (answer) => {
      disposable[Symbol.dispose]();
      return typeof callback === 'function' ? callback(answer) : undefined;
    };
  }
  if (typeof cb === 'function') this.ask(query, cb);
};

Interface.prototype.question[promisify.custom] = function question(query, options) {
  const signal = options === null || typeof options !== 'object' ? undefined : options.signal;
  if (signal?.aborted) return Promise.reject(new AbortError(undefined, { cause: signal.reason }));
  return new Promise((resolve, reject) => {
    let answered = resolve;
    if (signal) {
      const onAbort = () => reject(new AbortError(undefined, { cause: signal.reason }));
      const disposable = require('internal/events/abort_listener').addAbortListener(signal, onAbort);
      answered = (answer) => {
        disposable[Symbol.dispose]();
        resolve(answer);
      };
    }
    this.question(query, options, answered);
  });
};

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = {
  Interface,
  clearLine,
  clearScreenDown,
  createInterface,
  cursorTo,
  emitKeypressEvents,
  moveCursor,
  get promises() {
    return require('readline/promises');
  },
};
