// Web streams sent through a message port (postMessage, structuredClone with transfer): each half stays where it is
// and talks to the other over a channel of its own. WHATWG Streams, "Transferable streams".
//
// js_transferable asks, by symbols, for transferListOf(), then transferStream(); and for receiveStream() at the other end.
//
// Messages are { type, value }: 'pull' from the reader; 'chunk', 'close' from the writer; 'error' from either.
'use strict';

const { lazyDOMException } = require('internal/util');
const { kState, kType, setPromiseHandled, defaultSizeAlgorithm } = require('internal/webstreams/util');
const { PromiseResolve, PromiseWithResolvers } = primordials;

const deserializationFailed = () =>
  lazyDOMException('Internal transferred ReadableStream error', 'DataCloneError');

/** Sends an error; one that cannot be cloned is replaced by the error that says so, which is thrown as well. */
function postError(port, value) {
  try {
    port.postMessage({ type: 'error', value });
  } catch (error) {
    port.postMessage({ type: 'error', value: error });
    throw error;
  } finally {
    port.close();
  }
}

/** The source of a stream whose chunks come through a port. */
class CrossRealmTransformReadableSource {
  /** @param {boolean} unref whether the port keeps the program alive only once it was read from */
  constructor(port, unref) {
    this.port = port;
    this.unref = unref;
    /** Core of the stream's controller. */
    this.controller = undefined;
    port.onmessage = ({ data: { type, value } }) => this.receive(type, value);
    port.onmessageerror = () => {
      const error = deserializationFailed();
      port.postMessage({ type: 'error', value: error });
      this.controller.error(error);
      port.close();
    };
    port.unref();
  }

  receive(type, value) {
    if (type === 'chunk') {
      this.controller.enqueue(value);
      return;
    }
    if (type === 'close') this.controller.close();
    else if (type === 'error') this.controller.error(value);
    else return;
    this.port.close();
  }

  start(door) {
    this.controller = door[kState];
  }

  async pull() {
    if (this.unref) {
      this.unref = false;
      this.port.ref();
    }
    this.port.postMessage({ type: 'pull' });
  }

  async cancel(reason) {
    postError(this.port, reason);
  }
}

/** The sink of a stream whose chunks go through a port; it waits for a 'pull' before each of them. */
class CrossRealmTransformWritableSink {
  /** @param {boolean} unref whether the port keeps the program alive only once it was written to */
  constructor(port, unref) {
    this.port = port;
    this.unref = unref;
    /** Core of the stream's controller. */
    this.controller = undefined;
    this.backpressure = PromiseWithResolvers();
    port.onmessage = ({ data: { type, value } }) => {
      if (type === 'error') this.controller.errorIfNeeded(value);
      if (type === 'pull' || type === 'error') this.release();
    };
    port.onmessageerror = () => {
      const error = deserializationFailed();
      port.postMessage({ type: 'error', value: error });
      this.controller.errorIfNeeded(error);
      port.close();
    };
    port.unref();
  }

  release() {
    this.backpressure?.resolve();
    this.backpressure = undefined;
  }

  start(door) {
    this.controller = door[kState];
  }

  async write(chunk) {
    const { port } = this;
    if (this.unref) {
      this.unref = false;
      port.ref();
    }
    await (this.backpressure?.promise ?? PromiseResolve());
    this.backpressure = PromiseWithResolvers();
    try {
      port.postMessage({ type: 'chunk', value: chunk });
    } catch (error) {
      port.postMessage({ type: 'error', value: error });
      port.close();
      throw error;
    }
  }

  close() {
    this.port.postMessage({ type: 'close' });
    this.port.close();
  }

  abort(reason) {
    postError(this.port, reason);
  }
}

/** Joins two streams for good; their errors are their own affair. */
function join(readable, writable) {
  const { readableStreamPipeTo } = require('internal/webstreams/readablestream/pipe');
  setPromiseHandled(readableStreamPipeTo(readable[kState], writable[kState], {
    preventClose: false, preventAbort: false, preventCancel: false, signal: undefined,
  }));
}

/** The side that a readable stream leaves behind: it is piped into the port. */
function newCrossRealmWritableSink(readable, port) {
  const { WritableStream } = require('internal/webstreams/writablestream');
  join(readable, new WritableStream(new CrossRealmTransformWritableSink(port, false)));
}

/** The side that a writable stream leaves behind: it is written what comes through the port. */
function newCrossRealmReadableStream(writable, port) {
  const { ReadableStream } = require('internal/webstreams/readablestream');
  join(new ReadableStream(new CrossRealmTransformReadableSource(port, false)), writable);
}

/**
 * What must be transferred with a stream: the port that its other end gets, or its two sides.
 * @returns {object[]}
 */
function transferListOf(stream) {
  if (stream[kType] === 'TransformStream') return [stream.readable, stream.writable];
  const { MessageChannel } = require('internal/worker/io');
  const { port1, port2 } = new MessageChannel();
  stream[kState].transfer = { port1, port2 };
  return [port2];
}

function refuseLocked(stream) {
  if (!stream.locked) return;
  if (stream[kState].transfer) {
    stream[kState].transfer.port1?.close();
    stream[kState].transfer = { port1: undefined, port2: undefined };
  }
  throw lazyDOMException(`Cannot transfer a locked ${stream[kType]}`, 'DataCloneError');
}

/**
 * Takes a stream away from here. Throws a DataCloneError when it is locked.
 * @returns {{deserializeInfo: string, data: object}} what makes the stream at the other end, and what to send it
 */
function transferStream(stream) {
  const type = stream[kType];
  if (type === 'TransformStream') {
    const { readable, writable } = stream;
    refuseLocked(readable);
    refuseLocked(writable);
    return { deserializeInfo: `internal/webstreams/transfer:${type}`, data: { readable, writable } };
  }
  refuseLocked(stream);
  const { port1, port2 } = stream[kState].transfer;
  if (type === 'ReadableStream') newCrossRealmWritableSink(stream, port1);
  else newCrossRealmReadableStream(stream, port1);
  return { deserializeInfo: `internal/webstreams/transfer:${type}`, data: { port: port2 } };
}

/** Gives a bare stream at the other end what it was sent. */
function receiveStream(stream, data) {
  const type = stream[kType];
  if (type === 'TransformStream') {
    stream[kState] = { readableStream: data.readable, writableStream: data.writable, backpressure: undefined };
  } else if (type === 'ReadableStream') {
    const { startReceivedReadable } = require('internal/webstreams/readablestream');
    startReceivedReadable(stream, new CrossRealmTransformReadableSource(data.port, true), 0, defaultSizeAlgorithm);
  } else {
    const { startReceivedWritable } = require('internal/webstreams/writablestream');
    startReceivedWritable(stream, new CrossRealmTransformWritableSink(data.port, true), 1, defaultSizeAlgorithm);
  }
}

module.exports = {
  transferListOf,
  transferStream,
  receiveStream,
  // Constructors, as messages want them: of bare streams.
  ReadableStream: function() {
    return require('internal/webstreams/readablestream').createBareReadableStream();
  },
  WritableStream: function() {
    return require('internal/webstreams/writablestream').createBareWritableStream();
  },
  TransformStream: function() {
    return require('internal/webstreams/transformstream').createBareTransformStream();
  },
};
