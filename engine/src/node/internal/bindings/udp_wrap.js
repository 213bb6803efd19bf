// internalBinding('udp_wrap'): datagram sockets in Node's shape over the engine's operations.
'use strict';

const ops = internalBinding('udp_ops');
const { defaultTriggerAsyncIdScope } = require('internal/async_hooks');
const { FastBuffer } = require('internal/buffer');
const { SocketHandle } = require('internal/handles');
const { Request, start, onRequestDone } = require('internal/requests');
const { errname, getErrorMessage, UV_EAGAIN, UV_EINVAL } = internalBinding('uv');

/** Numbers of the engine's HandleEvent. */
const RECEIVED = 9;
const SENT = 10;

/** More routers than this no packet can pass. */
const TTL_MAX = 255;

const constants = { __proto__: null, UV_UDP_IPV6ONLY: 1, UV_UDP_REUSEADDR: 4, UV_UDP_REUSEPORT: 8 };

/** The wish to send; it becomes a request if the kernel has no room at once. */
class SendWrap {}

function named([address, family, port]) {
  return { address, family, port };
}

function fillName(answer, out) {
  if (typeof answer === 'number') return answer;
  Object.assign(out, named(answer));
  return 0;
}

class UDP extends SocketHandle {
  #sends = [];

  constructor() {
    super('UDPWRAP', 'UDPWrap');
    ops.openSocket(this.handleId);
  }

  get fd() {
    return ops.descriptor(this.handleId);
  }

  open(fd) {
    return ops.adoptSocket(this.handleId, fd);
  }

  bind(address, port, flags) {
    return ops.bind(this.handleId, address, port, flags);
  }

  bind6(address, port, flags) {
    return ops.bind(this.handleId, address, port, flags);
  }

  connect(address, port) {
    return ops.connect(this.handleId, address, port);
  }

  connect6(address, port) {
    return ops.connect(this.handleId, address, port);
  }

  disconnect() {
    return ops.disconnect(this.handleId);
  }

  recvStart() {
    const err = ops.receiveStart(this.handleId);
    return err === UV_EALREADY ? 0 : err;
  }

  recvStop() {
    return ops.receiveStop(this.handleId);
  }

  /**
   * `send(req, list, count[, port, address], hasCallback)`. One more than the bytes when they are out already, 0 when
   * `req.oncomplete(status, bytes)` will tell, else an error number.
   */
  send(req, list, count, ...rest) {
    const [port, address] = rest.length > 1 ? rest : [];
    const sent = ops.trySend(this.handleId, list, address, port);
    if (sent >= 0) return sent + 1;
    if (sent !== UV_EAGAIN) return sent;
    const err = ops.send(this.handleId, list, address, port);
    if (err !== 0) return err;
    const bytes = list.reduce((sum, part) => sum + part.byteLength, 0);
    const request = defaultTriggerAsyncIdScope(this.getAsyncId(), () => new Request('UDPSENDWRAP', 'SendWrap'));
    request.oncomplete = (status) => req.oncomplete?.(status, bytes);
    this.#sends.push(start(request, request));
    return 0;
  }

  send6(...args) {
    return this.send(...args);
  }

  getsockname(out) {
    return fillName(ops.getsockname(this.handleId), out);
  }

  getpeername(out) {
    return fillName(ops.getpeername(this.handleId), out);
  }

  /** Sets (`size` 0: asks for) a buffer's size in bytes. Without an answer `context` says why. */
  bufferSize(size, isReceiving, context) {
    const answer = ops.bufferSize(this.handleId, isReceiving, size);
    if (answer >= 0) return answer;
    context.errno = answer;
    context.code = errname(answer);
    context.message = getErrorMessage(answer);
    context.syscall = isReceiving ? 'uv_recv_buffer_size' : 'uv_send_buffer_size';
    return undefined;
  }

  setBroadcast(on) {
    return ops.setNumber(this.handleId, 'broadcast', on);
  }

  setTTL(ttl) {
    return ttl >= 1 && ttl <= TTL_MAX ? ops.setNumber(this.handleId, 'ttl', ttl) : UV_EINVAL;
  }

  setMulticastTTL(ttl) {
    return ops.setNumber(this.handleId, 'multicastTtl', ttl);
  }

  setMulticastLoopback(on) {
    return ops.setNumber(this.handleId, 'multicastLoopback', on);
  }

  setMulticastInterface(address) {
    return ops.setMulticastInterface(this.handleId, address);
  }

  addMembership(group, address) {
    return ops.setMembership(this.handleId, group, address, undefined, true);
  }

  dropMembership(group, address) {
    return ops.setMembership(this.handleId, group, address, undefined, false);
  }

  addSourceSpecificMembership(source, group, address) {
    return ops.setMembership(this.handleId, group, address, source, true);
  }

  dropSourceSpecificMembership(source, group, address) {
    return ops.setMembership(this.handleId, group, address, source, false);
  }

  getSendQueueSize() {
    return ops.sendQueue(this.handleId)[1];
  }

  getSendQueueCount() {
    return ops.sendQueue(this.handleId)[0];
  }

  onEvent(event, value) {
    if (event === SENT) {
      onRequestDone(this.#sends.shift(), value);
    } else if (event === RECEIVED && typeof value === 'number') {
      this.makeCallback(this.onmessage, value, this);
    } else if (event === RECEIVED) {
      this.makeCallback(this.onmessage, value[0].byteLength, this, new FastBuffer(value[0]), named(value[1]));
    }
  }
}

const { UV_EALREADY } = internalBinding('uv');

module.exports = { UDP, SendWrap, constants };
