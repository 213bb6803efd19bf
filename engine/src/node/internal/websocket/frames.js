// Frames of the WebSocket protocol: RFC 6455, section 5.
'use strict';

const { Buffer } = require('buffer');
const { random } = internalBinding('process');

const OPCODE = { __proto__: null, continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };
const FIN = 0x80;
const MASKED = 0x80;
/** Lengths up to here stand in the second byte; two numbers above it announce two or eight bytes more. */
const SHORT_MAX = 125;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;
const MASK_BYTES = 4;

/** What the other side must not send: the close code and the reason to be sent back. */
class ProtocolError extends Error {
  constructor(code, reason) {
    super(reason);
    this.closeCode = code;
  }
}

/** A whole frame of a client, which masks what it sends. @param {Uint8Array} data */
function encodeFrame(opcode, data) {
  const { length } = data;
  const extra = length <= SHORT_MAX ? 0 : length < 65536 ? 2 : 8;
  const frame = Buffer.allocUnsafe(2 + extra + MASK_BYTES + length);
  frame[0] = FIN | opcode;
  frame[1] = MASKED | (extra === 0 ? length : extra === 2 ? TWO_BYTES : EIGHT_BYTES);
  if (extra === 2) frame.writeUInt16BE(length, 2);
  if (extra === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  const mask = random(MASK_BYTES);
  frame.set(mask, 2 + extra);
  const start = 2 + extra + MASK_BYTES;
  for (let i = 0; i < length; i++) frame[start + i] = data[i] ^ mask[i % MASK_BYTES];
  return frame;
}

/** Cuts a stream of bytes into messages and control frames. */
class FrameReader {
  #bytes = Buffer.alloc(0);
  /** Opcode of the message of which parts have come. */
  #opcode = 0;
  #parts = [];

  /** @param {Function} receive called with the opcode and the data of each message and control frame */
  constructor(receive) {
    this.receive = receive;
  }

  /** @throws ProtocolError */
  push(chunk) {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    while (this.#readFrame());
  }

  #readFrame() {
    const bytes = this.#bytes;
    if (bytes.length < 2) return false;
    const opcode = bytes[0] & 0x0f;
    this.#check(bytes, opcode);
    const [length, start] = this.#lengthOf(bytes);
    if (length === undefined || bytes.length < start + length) return false;
    this.#bytes = bytes.subarray(start + length);
    this.#take(opcode, (bytes[0] & FIN) !== 0, bytes.subarray(start, start + length));
    return true;
  }

  #check(bytes, opcode) {
    if (bytes[0] & 0x70) throw new ProtocolError(1002, 'Expected RSV1 to be clear.');
    if (bytes[1] & MASKED) throw new ProtocolError(1002, 'Frame cannot be masked');
    if (!Object.values(OPCODE).includes(opcode)) throw new ProtocolError(1002, 'Invalid opcode received');
    const isControl = opcode >= OPCODE.close;
    if (isControl && (bytes[1] & 0x7f) > SHORT_MAX) throw new ProtocolError(1002, 'Control frame either too large or fragmented');
    if (isControl && !(bytes[0] & FIN)) throw new ProtocolError(1002, 'Control frame either too large or fragmented');
    if (opcode === OPCODE.continuation && this.#opcode === 0) throw new ProtocolError(1002, 'Unexpected continuation frame');
    if ((opcode === OPCODE.text || opcode === OPCODE.binary) && this.#opcode !== 0) {
      throw new ProtocolError(1002, 'Expected continuation frame');
    }
  }

  /** Length of the data and where it starts; undefined while that is not known. */
  #lengthOf(bytes) {
    const short = bytes[1] & 0x7f;
    if (short <= SHORT_MAX) return [short, 2];
    const start = short === TWO_BYTES ? 4 : 10;
    if (bytes.length < start) return [];
    return [short === TWO_BYTES ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2)), start];
  }

  #take(opcode, isLast, data) {
    if (opcode >= OPCODE.close) {
      this.receive(opcode, data);
      return;
    }
    if (opcode !== OPCODE.continuation) this.#opcode = opcode;
    this.#parts.push(data);
    if (!isLast) return;
    const [whole, kind] = [Buffer.concat(this.#parts), this.#opcode];
    this.#parts = [];
    this.#opcode = 0;
    this.receive(kind, whole);
  }
}

module.exports = { FrameReader, OPCODE, ProtocolError, encodeFrame };
