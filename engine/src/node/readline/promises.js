// node:readline/promises (Node's doc: «Promises API» of Readline).
'use strict';

const { AbortError } = require('internal/errors');
const { validateAbortSignal } = require('internal/validators');
const base = require('internal/readline/interface');
const { Readline } = require('internal/readline/promises');

class Interface extends base.Interface {
  question(query, options = {}) {
    return new Promise((resolve, reject) => {
      let answered = resolve;
      const { signal } = options ?? {};
      if (signal) {
        validateAbortSignal(signal, 'options.signal');
        const abortError = () => new AbortError(undefined, { cause: signal.reason });
        if (signal.aborted) {
          reject(abortError());
          return;
        }
        const onAbort = () => {
          this.cancelQuestion();
          reject(abortError());
        };
        const disposable = require('internal/events/abort_listener').addAbortListener(signal, onAbort);
        answered = (answer) => {
          disposable[Symbol.dispose]();
          resolve(answer);
        };
      }
      this.ask(query, answered, reject);
    });
  }
}

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = { Interface, Readline, createInterface };
