// process.finalization: a last call for objects that are still alive at the end. Node's doc: "process.finalization".
// Nothing tells of an object that was collected: what stays registered is called at the end.
'use strict';

const { SafeFinalizationRegistry, SafeSet, SafeWeakRef } = primordials;
const { kValidateObjectAllowFunction, validateObject } = require('internal/validators');
const { emitExperimentalWarning } = require('internal/util');

/** What is registered for each of the process's last events: references that keep nothing alive. */
const registered = { __proto__: null, exit: new SafeSet(), beforeExit: new SafeSet() };
const collected = new SafeFinalizationRegistry((entry) => remove(entry));

const listeners = {
  __proto__: null,
  exit: () => call('exit'),
  beforeExit: () => call('beforeExit'),
};

function call(event) {
  for (const entry of [...registered[event]]) {
    const object = entry.reference.deref();
    if (object !== undefined) entry.callback(object, event);
    remove(entry);
  }
}

function remove(entry) {
  const entries = registered[entry.event];
  if (entries.delete(entry) && entries.size === 0) process.removeListener(entry.event, listeners[entry.event]);
}

function add(event, object, callback) {
  validateObject(object, 'obj', kValidateObjectAllowFunction);
  const entries = registered[event];
  if (entries.size === 0) process.on(event, listeners[event]);
  const entry = { event, callback, reference: new SafeWeakRef(object) };
  entries.add(entry);
  collected.register(object, entry, entry);
}

/** `callback(object, 'exit')` when the process ends, unless the object was collected before. */
function register(object, callback) {
  emitExperimentalWarning('process.finalization.register');
  add('exit', object, callback);
}

/** The same when nothing is left to do. */
function registerBeforeExit(object, callback) {
  emitExperimentalWarning('process.finalization.registerBeforeExit');
  add('beforeExit', object, callback);
}

/** Forgets an object, whichever event it was registered for. */
function unregister(object) {
  emitExperimentalWarning('process.finalization.unregister');
  for (const entries of [registered.exit, registered.beforeExit]) {
    for (const entry of [...entries]) if (entry.reference.deref() === object) remove(entry);
  }
}

module.exports = { register, registerBeforeExit, unregister };
