// Stream, the old base class: an EventEmitter with a pipe() that knows no buffers. Node's doc: stream, "Legacy".
'use strict';

const profile = require('internal/profile');
const EE = require('events');

function Stream(opts) {
  EE.call(this, opts);
}
Object.setPrototypeOf(Stream.prototype, EE.prototype);
Object.setPrototypeOf(Stream, EE);

/**
 * Sends every 'data' event of this stream to `dest.write`, and its end to `dest.end` unless `options.end` is false.
 * @returns {object} `dest`, for chaining
 */
Stream.prototype.pipe = function(dest, options) {
  const source = this;
  let didOnEnd = false;

  function ondata(chunk) {
    if (dest.writable && dest.write(chunk) === false && source.pause) source.pause();
  }
  function ondrain() {
    if (source.readable && source.resume) source.resume();
  }
  function onend() {
    if (didOnEnd) return;
    didOnEnd = true;
    dest.end();
  }
  function onclose() {
    if (didOnEnd) return;
    didOnEnd = true;
    if (typeof dest.destroy === 'function') dest.destroy();
  }
  function onerror(er) {
    cleanup();
    // Ours may have been the last listener: the error must not vanish with it.
    if (this.listenerCount?.('error') === 0) this.emit('error', er);
  }
  function cleanup() {
    source.removeListener('data', ondata);
    dest.removeListener('drain', ondrain);
    source.removeListener('end', onend);
    source.removeListener('close', onclose);
    source.removeListener('error', onerror);
    dest.removeListener('error', onerror);
    source.removeListener('end', cleanup);
    source.removeListener('close', cleanup);
    dest.removeListener('close', cleanup);
  }

  source.on('data', ondata);
  dest.on('drain', ondrain);
  if (!dest._isStdio && (!options || options.end !== false)) {
    source.on('end', onend);
    source.on('close', onclose);
  }
  prependListener(source, 'error', onerror);
  prependListener(dest, 'error', onerror);
  source.on('end', cleanup);
  source.on('close', cleanup);
  dest.on('close', cleanup);
  dest.emit('pipe', source);
  return dest;
};

if (profile.streamsNameEventsUpFront) {
  // The constructors fill _events with empty slots; only those with listeners are names.
  Stream.prototype.eventNames = function eventNames() {
    return Reflect.ownKeys(this._events).filter((key) => {
      const listeners = this._events[key];
      return typeof listeners === 'function' || (Array.isArray(listeners) && listeners.length > 0);
    });
  };
}

/** Puts `fn` before the other listeners of `event`, also on foreign emitters that lack prependListener(). */
function prependListener(emitter, event, fn) {
  if (typeof emitter.prependListener === 'function') return emitter.prependListener(event, fn);
  const present = emitter._events?.[event];
  if (!present) emitter.on(event, fn);
  else if (Array.isArray(present)) present.unshift(fn);
  else emitter._events[event] = [fn, present];
}

module.exports = { Stream, prependListener };
