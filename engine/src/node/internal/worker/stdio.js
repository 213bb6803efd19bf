// A worker's standard streams: what one side writes is a message that the other side reads. Node's doc: "Worker threads",
// worker.stdin, worker.stdout, worker.stderr.
'use strict';

const { Symbol } = primordials;

const { Readable, Writable } = require('stream');
const { STDIO_PAYLOAD, STDIO_WANTS_MORE_DATA } = require('internal/worker/control');

const kPort = Symbol('kPort');
const kName = Symbol('kName');
const kIncrementsPortRef = Symbol('kIncrementsPortRef');
const kStartedReading = Symbol('kStartedReading');
const kWritableCallbacks = Symbol('kWritableCallbacks');
const kWaitingStreams = Symbol('kWaitingStreams');
const kStdioWantsMoreDataCallback = Symbol('kStdioWantsMoreDataCallback');

/** One more stream waits for the other side: the port keeps the thread alive. */
function beginWaiting(port) {
  if (port[kWaitingStreams]++ === 0) port.ref();
}

function endWaiting(port, count) {
  if ((port[kWaitingStreams] -= count) === 0) port.unref();
}

/** The end that hears what the other thread writes. */
class ReadableWorkerStdio extends Readable {
  constructor(port, name) {
    super();
    this[kPort] = port;
    this[kName] = name;
    this[kIncrementsPortRef] = true;
    this[kStartedReading] = false;
    this.on('end', () => {
      if (this[kStartedReading] && this[kIncrementsPortRef]) endWaiting(this[kPort], 1);
    });
  }

  _read() {
    if (!this[kStartedReading] && this[kIncrementsPortRef]) {
      this[kStartedReading] = true;
      beginWaiting(this[kPort]);
    }
    this[kPort].postMessage({ type: STDIO_WANTS_MORE_DATA, stream: this[kName] });
  }
}

/** The end that writes. */
class WritableWorkerStdio extends Writable {
  constructor(port, name) {
    super({ decodeStrings: false });
    this[kPort] = port;
    this[kName] = name;
    this[kWritableCallbacks] = [];
  }

  #send(chunks) {
    this[kPort].postMessage({ type: STDIO_PAYLOAD, stream: this[kName], chunks });
  }

  _writev(chunks, callback) {
    this.#send(chunks.map(({ chunk, encoding }) => ({ chunk, encoding })));
    if (process._exiting) {
      callback();
      return;
    }
    this[kWritableCallbacks].push(callback);
    beginWaiting(this[kPort]);
  }

  _final(callback) {
    this.#send([{ chunk: null, encoding: '' }]);
    callback();
  }

  /** The other side has read what was sent. */
  [kStdioWantsMoreDataCallback]() {
    const callbacks = this[kWritableCallbacks];
    this[kWritableCallbacks] = [];
    for (const callback of callbacks) callback();
    endWaiting(this[kPort], callbacks.length);
  }
}

/** Called for chunks that have come for a stream. */
function receiveChunks(stream, chunks) {
  for (const { chunk, encoding } of chunks) stream.push(chunk, encoding);
}

module.exports = {
  ReadableWorkerStdio,
  WritableWorkerStdio,
  receiveChunks,
  kIncrementsPortRef,
  kStdioWantsMoreDataCallback,
  kWaitingStreams,
};
