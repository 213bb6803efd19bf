// internalBinding('pipe_wrap'): unix sockets in Node's shape over the engine's operations.
'use strict';

const ops = internalBinding('stream_ops');
const { LibuvStreamWrap } = internalBinding('stream_wrap');

const constants = { __proto__: null, SOCKET: 0, SERVER: 1, IPC: 2, UV_READABLE: 1, UV_WRITABLE: 2 };

/** The wish to connect; it becomes a request when the handle takes it. */
class PipeConnectWrap {}

class Pipe extends LibuvStreamWrap {
  constructor(type) {
    super(type === constants.SERVER ? 'PIPESERVERWRAP' : 'PIPEWRAP', 'PipeWrap', true);
  }

  newClient() {
    return new Pipe(constants.SOCKET);
  }

  bind(path) {
    return ops.bindPath(this.handleId, path);
  }

  connect(req, path) {
    const err = ops.connectPath(this.handleId, path);
    if (err === 0) this.connecting(req, 'PIPECONNECTWRAP');
    return err;
  }

  /** Lets everybody read from (1) or write to (2) a bound pipe. */
  fchmod(mode) {
    return ops.chmodPath(this.handleId, mode);
  }
}

module.exports = { Pipe, PipeConnectWrap, constants };
