// events.addAbortListener: listening to an AbortSignal so that no other listener can keep it from us.

'use strict';

const { SymbolDispose } = primordials;
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateAbortSignal, validateFunction } = require('internal/validators');

/**
 * Calls the listener once when the signal aborts, even if a listener before it stops the propagation; on a signal
 * that has aborted already, in a microtask.
 * @param {AbortSignal} signal
 * @param {Function} listener
 * @returns {{ [Symbol.dispose](): void }} takes the listener away again (a queued microtask stays)
 */
function addAbortListener(signal, listener) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateFunction(listener, 'listener');

  let remove;
  if (signal.aborted) {
    require('internal/process/task_queues').queueMicrotask(() => listener());
  } else {
    const { kResistStopPropagation } = require('internal/event_target');
    signal.addEventListener('abort', listener, { __proto__: null, once: true, [kResistStopPropagation]: true });
    remove = () => signal.removeEventListener('abort', listener);
  }
  return {
    __proto__: null,
    [SymbolDispose]() {
      remove?.();
    },
  };
}

module.exports = { __proto__: null, addAbortListener };
