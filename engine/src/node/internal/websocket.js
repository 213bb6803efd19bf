// WebSocket, the client: Node's doc "Global objects", WebSocket; the WebSockets standard. Errors are worded as undici
// words them. No extensions are spoken, and only connections without TLS are made.
'use strict';

const { StringPrototypeToWellFormed } = primordials;
const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
const { Buffer } = require('buffer');
const { EventTarget, Event, defineEventHandler } = require('internal/event_target');
const { MessageEvent } = require('internal/worker/message_event');
const { CloseEvent, ErrorEvent } = require('internal/web_events');
const { illegalInvocation, isToken, refuseCloning, requireArguments } = require('internal/fetch/webidl');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { kEnumerableProperty } = require('internal/util');
const { FrameReader, OPCODE, ProtocolError, encodeFrame } = require('internal/websocket/frames');

const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3];
/** Close codes of RFC 6455, section 7.4. */
const NORMAL = 1000;
const NO_CODE = 1005;
const ABNORMAL = 1006;
const INVALID_DATA = 1007;
const REASON_BYTES_MAX = 123;

function domError(name, message) {
  return new DOMException(message, name);
}

function parseUrl(text) {
  let url;
  try {
    url = new URL(text);
  } catch (error) {
    throw domError('SyntaxError', `${error.name}: ${error.message}`);
  }
  if (url.protocol === 'http:') url.protocol = 'ws:';
  else if (url.protocol === 'https:') url.protocol = 'wss:';
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') throw domError('SyntaxError', 'expected a ws: or wss: url');
  if (url.hash || url.href.endsWith('#')) throw domError('SyntaxError', 'hash');
  if (url.protocol === 'wss:') throw new ERR_LOOPSCOPE_UNSUPPORTED('WebSocket over TLS');
  return url;
}

/** The second argument: protocols, or a dictionary with them. */
function readOptions(given) {
  const isDictionary = typeof given === 'object' && given !== null && typeof given[Symbol.iterator] !== 'function';
  const { protocols = [], headers = {} } = isDictionary ? given : { protocols: given };
  const list = typeof protocols === 'string' ? [protocols] : [...protocols].map(String);
  const isUnique = new Set(list.map((protocol) => protocol.toLowerCase())).size === list.length;
  if (!isUnique || !list.every(isToken)) {
    throw domError('SyntaxError', 'Invalid Sec-WebSocket-Protocol value');
  }
  return { protocols: list, headers: Object.fromEntries(new Headers(headers)) };
}

class WebSocket extends EventTarget {
  #url;
  #readyState = CONNECTING;
  #protocol = '';
  #binaryType = 'blob';
  #bufferedAmount = 0;
  #request;
  #socket;
  /** Ends when everything that was given to send() has been written; undefined when nothing waits. */
  #queue;
  #hasSentClose = false;
  #received;
  #isOver = false;

  /**
   * @param {string|URL} url
   * @param {string|string[]|{ protocols?: string[], headers?: object }} [protocols]
   */
  constructor(url, protocols = []) {
    super();
    refuseCloning(this);
    requireArguments(arguments.length, 1, 'WebSocket constructor');
    this.#url = parseUrl(`${url}`);
    const options = readOptions(protocols);
    this.#request = require('internal/websocket/handshake').connect(this.#url, options.protocols, options.headers, {
      opened: (socket, head, protocol) => this.#open(socket, head, protocol),
      failed: () => this.#end(),
    });
  }

  #open(socket, head, protocol) {
    this.#socket = socket;
    this.#protocol = protocol;
    this.#readyState = OPEN;
    const reader = new FrameReader((opcode, data) => this.#receive(opcode, data));
    const push = (chunk) => {
      try {
        reader.push(chunk);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        this.#fail(error.closeCode, error.message);
      }
    };
    socket.on('data', push);
    socket.on('error', () => {});
    socket.on('close', () => this.#end());
    this.dispatchEvent(new Event('open'));
    if (head.length > 0) push(head);
  }

  #receive(opcode, data) {
    switch (opcode) {
      case OPCODE.close:
        this.#receiveClose(data);
        break;
      case OPCODE.ping:
        if (!this.#hasSentClose) this.#socket.write(encodeFrame(OPCODE.pong, data));
        break;
      case OPCODE.text:
      case OPCODE.binary:
        if (this.#readyState === OPEN) this.#dispatchMessage(opcode, data);
        break;
    }
  }

  #dispatchMessage(opcode, data) {
    let value;
    if (opcode === OPCODE.text) {
      try {
        value = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
      } catch {
        throw new ProtocolError(INVALID_DATA, 'Received invalid UTF-8 in text frame.');
      }
    } else {
      value = this.#binaryType === 'blob' ? new Blob([data]) : new Uint8Array(data).buffer;
    }
    this.dispatchEvent(new MessageEvent('message', { data: value, origin: this.#url.origin }));
  }

  #receiveClose(data) {
    const code = data.length >= 2 ? data.readUInt16BE(0) : NO_CODE;
    this.#received = { code, reason: data.subarray(2).toString() };
    if (!this.#hasSentClose) this.#sendClose(data.subarray(0, 2));
    this.#readyState = CLOSING;
  }

  #sendClose(body) {
    this.#hasSentClose = true;
    this.#socket.write(encodeFrame(OPCODE.close, body));
  }

  /** Breaks off; what is wrong is told to the other side alone. */
  #fail(code, reason) {
    if (!this.#hasSentClose) this.#sendClose(closeBody(code, Buffer.from(reason)));
    this.#socket.destroy();
  }

  #end() {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#readyState = CLOSED;
    const wasClean = this.#hasSentClose && this.#received !== undefined;
    const { code = ABNORMAL, reason = '' } = this.#received ?? {};
    if (!wasClean) this.dispatchEvent(new ErrorEvent('error', { error: new TypeError('') }));
    this.dispatchEvent(new CloseEvent('close', { wasClean, code, reason }));
  }

  /** @param {number} [code] @param {string} [reason] */
  close(code = undefined, reason = undefined) {
    if (code !== undefined) {
      code = Math.min(Math.max(Math.round(Number(code)) || 0, 0), 0xffff);
      if (code !== NORMAL && (code < 3000 || code > 4999)) throw domError('InvalidAccessError', 'invalid code');
    }
    const text = Buffer.from(reason === undefined ? '' : `${reason}`);
    if (text.length > REASON_BYTES_MAX) {
      throw domError('SyntaxError', `Reason must be less than 123 bytes; received ${text.length}`);
    }
    if (this.#readyState === CLOSING || this.#readyState === CLOSED) return;
    if (this.#readyState === CONNECTING) {
      // Measured: the events come at once, and the state is set after them.
      this.#request.destroy();
      this.#end();
    } else {
      this.#enqueue(() => this.#hasSentClose || this.#sendClose(code === undefined ? text : closeBody(code, text)));
    }
    this.#readyState = CLOSING;
  }

  /** @param {string|ArrayBuffer|ArrayBufferView|Blob} data */
  send(data) {
    requireArguments(arguments.length, 1, 'WebSocket.send');
    if (this.#readyState === CONNECTING) throw domError('InvalidStateError', 'Sent before connected.');
    if (this.#readyState !== OPEN) return;
    if (data instanceof Blob) {
      this.#bufferedAmount += data.size;
      this.#enqueue(async () => this.#write(OPCODE.binary, new Uint8Array(await data.arrayBuffer())));
      return;
    }
    const bytes = bytesOf(data);
    this.#bufferedAmount += bytes.length;
    this.#enqueue(() => this.#write(isBinary(data) ? OPCODE.binary : OPCODE.text, bytes));
  }

  #write(opcode, bytes) {
    this.#socket.write(encodeFrame(opcode, bytes), () => { this.#bufferedAmount -= bytes.length; });
  }

  /** Does something now, or when what was asked for before has been done. */
  #enqueue(work) {
    if (this.#queue === undefined) {
      const done = work();
      if (typeof done?.then === 'function') this.#wait(done);
    } else {
      this.#wait(this.#queue.then(work));
    }
  }

  #wait(done) {
    const queue = done.then(() => {
      if (this.#queue === queue) this.#queue = undefined;
    });
    this.#queue = queue;
  }

  get readyState() {
    return this.#readyState;
  }

  get bufferedAmount() {
    return this.#bufferedAmount;
  }

  get url() {
    return this.#url.href;
  }

  get extensions() {
    return '';
  }

  get protocol() {
    return this.#protocol;
  }

  get binaryType() {
    return this.#binaryType;
  }

  set binaryType(type) {
    this.#binaryType = type === 'arraybuffer' ? type : 'blob';
  }

  static {
    const names = ['close', 'send', 'readyState', 'bufferedAmount', 'url', 'extensions', 'protocol', 'binaryType'];
    for (const name of names) {
      const descriptor = Object.getOwnPropertyDescriptor(this.prototype, name);
      for (const key of ['get', 'set', 'value']) {
        if (typeof descriptor[key] === 'function') descriptor[key] = guarded(descriptor[key], (self) => #url in self);
      }
      Object.defineProperty(this.prototype, name, { ...descriptor, ...kEnumerableProperty });
    }
  }
}

/** A member that only instances have. */
function guarded(member, isInstance) {
  const guard = function(...args) {
    if (typeof this !== 'object' || this === null || !isInstance(this)) throw illegalInvocation();
    return Reflect.apply(member, this, args);
  };
  for (const key of ['name', 'length']) Object.defineProperty(guard, key, Object.getOwnPropertyDescriptor(member, key));
  return guard;
}

function closeBody(code, reason) {
  return Buffer.concat([Buffer.from([code >> 8, code & 0xff]), reason]);
}

const isBinary = (data) => isAnyArrayBuffer(data) || isArrayBufferView(data);

/** The bytes of a message as they are now. */
function bytesOf(data) {
  if (isAnyArrayBuffer(data)) return new Uint8Array(data.slice());
  if (isArrayBufferView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  return Buffer.from(StringPrototypeToWellFormed(`${data}`));
}

for (const name of ['open', 'error', 'close', 'message']) defineEventHandler(WebSocket.prototype, name);
for (const [name, value] of Object.entries({ CONNECTING, OPEN, CLOSING, CLOSED })) {
  for (const target of [WebSocket, WebSocket.prototype]) {
    Object.defineProperty(target, name, { __proto__: null, value, enumerable: true });
  }
}
Object.defineProperty(WebSocket.prototype, Symbol.toStringTag, { __proto__: null, value: 'WebSocket', configurable: true });

module.exports = { WebSocket };
