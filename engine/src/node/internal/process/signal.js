// Signals: listeners of process become watchers of the loop; process.kill sends. Node's doc: "Signal events".
'use strict';

const signals = internalBinding('signals');
const { Handle } = require('internal/handles');
const ops = internalBinding('processes');

/** Exit code of a process that a signal ended: 128 and its number, as shells show it. */
const KILLED = 128;
/** Signals that end a process that does not listen; the others are ignored or stop it. */
const IGNORED = new Set(['SIGCHLD', 'SIGCONT', 'SIGURG', 'SIGWINCH']);
/** Signals that no process can listen for. */
const UNCATCHABLE = new Set(['SIGKILL', 'SIGSTOP']);

/** What was sent and not delivered yet: the loop has one pipe for all signals, so that they keep their order. */
let sent = [];
/** The signals that are watched, each with its handle. */
const watched = new Map();

/** Node's handle of a signal: its listeners are called in the async context in which the first was added. */
class SignalHandle extends Handle {
  constructor(name) {
    super('SIGNALWRAP');
    this.name = name;
    this.unref();
  }

  send() {
    sent.push(this.name);
    this.wake();
  }

  onWake() {
    const names = sent;
    sent = [];
    for (const name of names) watched.get(name)?.deliver();
  }

  deliver() {
    this.makeCallback(() => process.emit(this.name, this.name, signals[this.name]));
  }
}

const isSignal = (event) => typeof event === 'string' && signals[event] !== undefined;

/** A listener was added: the signal is watched from now on. */
function onNewListener(event) {
  if (!isSignal(event) || watched.has(event)) return;
  if (UNCATCHABLE.has(event)) {
    const { ErrnoException } = require('internal/errors');
    throw new ErrnoException(internalBinding('uv').UV_EINVAL, 'uv_signal_start');
  }
  watched.set(event, new SignalHandle(event));
  ops.watchSignal(signals[event], true);
}

/** The last listener was removed: the signal does what it does by default. */
function onRemoveListener(event) {
  if (!watched.has(event) || process.listenerCount(event) > 0) return;
  watched.get(event).close();
  watched.delete(event);
  ops.watchSignal(signals[event], false);
}

/** Hears of listeners that are added and removed. */
function watchListeners() {
  process.on('newListener', onNewListener);
  process.on('removeListener', onRemoveListener);
}

/** A signal for this process. */
function receive(name) {
  if (watched.has(name)) {
    watched.get(name).send();
  } else if (!IGNORED.has(name)) {
    die(name);
  }
}

/** Ends this process as a signal does: whoever waits for it learns of the signal. */
function die(name) {
  ops.kill(process.pid, signals[name]);
  process.reallyExit(KILLED + signals[name]);
}

/** Called by the engine: a signal that is watched came from another process. */
function onSignal(number) {
  const name = Object.keys(signals).find((key) => signals[key] === number);
  watched.get(name)?.deliver();
}

/** process.kill: sends a signal; 0 only asks whether the process is there. */
function kill(pid, signal) {
  const { codes: { ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_SIGNAL }, ErrnoException } = require('internal/errors');
  // Anything that equals its own 32-bit form counts, strings among them.
  if (pid != (pid | 0)) throw new ERR_INVALID_ARG_TYPE('pid', 'number', pid);
  const number = typeof signal === 'number' ? signal : signals[signal || 'SIGTERM'];
  if (number === undefined) throw new ERR_UNKNOWN_SIGNAL(signal);
  const name = Object.keys(signals).find((key) => signals[key] === number);
  if (number !== 0 && name === undefined) throw new ErrnoException(internalBinding('uv').UV_EINVAL, 'kill');
  const target = Math.abs(pid);
  if (target !== process.pid && pid !== 0) {
    const error = ops.kill(target, number);
    if (error !== 0) throw new ErrnoException(error, 'kill');
    return true;
  }
  if (number !== 0) receive(name);
  return true;
}

module.exports = { die, onSignal, kill, receive, watchListeners };
