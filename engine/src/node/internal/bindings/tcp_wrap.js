// internalBinding('tcp_wrap'): TCP sockets in Node's shape over the engine's operations.
'use strict';

const ops = internalBinding('stream_ops');
const { LibuvStreamWrap } = internalBinding('stream_wrap');

const constants = { __proto__: null, SOCKET: 0, SERVER: 1, UV_TCP_IPV6ONLY: 1, UV_TCP_REUSEPORT: 2 };

/** The wish to connect; it becomes a request when the handle takes it. */
class TCPConnectWrap {}

/** Writes an answer of getsockname or getpeername into `out`; gives 0 or an error number. */
function fillName(answer, out) {
  if (typeof answer === 'number') return answer;
  [out.address, out.family, out.port] = answer;
  return 0;
}

class TCP extends LibuvStreamWrap {
  constructor(type) {
    const isServer = type === constants.SERVER;
    super(isServer ? 'TCPSERVERWRAP' : 'TCPWRAP', isServer ? 'TCPServerWrap' : 'TCPSocketWrap', false);
  }

  newClient() {
    return new TCP(constants.SOCKET);
  }

  bind(address, port, flags = 0) {
    return ops.bind(this.handleId, address, port, flags);
  }

  bind6(address, port, flags = 0) {
    return ops.bind(this.handleId, address, port, flags);
  }

  connect(req, address, port) {
    const err = ops.connect(this.handleId, address, port);
    if (err === 0) this.connecting(req, 'TCPCONNECTWRAP');
    return err;
  }

  connect6(req, address, port) {
    return this.connect(req, address, port);
  }

  getsockname(out) {
    return fillName(ops.getsockname(this.handleId), out);
  }

  getpeername(out) {
    return fillName(ops.getpeername(this.handleId), out);
  }

  setNoDelay(enable) {
    return ops.setNoDelay(this.handleId, enable);
  }

  setKeepAlive(enable) {
    return ops.setKeepAlive(this.handleId, enable);
  }

  setTypeOfService(tos) {
    return ops.setTypeOfService(this.handleId, tos);
  }

  getTypeOfService() {
    return ops.getTypeOfService(this.handleId);
  }

  /** Closes with a reset. */
  reset(callback) {
    const err = ops.abort(this.handleId);
    if (err === 0) this.close(callback);
    return err;
  }
}

module.exports = { TCP, TCPConnectWrap, constants };
