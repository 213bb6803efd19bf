// Sockets that travel over the channel between two processes: both have them until the sender has let go. Node's doc:
// "Child process", subprocess.send(), Sending a socket; SCM_RIGHTS in unix(7).
'use strict';

const { codes: { ERR_INVALID_HANDLE_TYPE, ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
const { TCP, constants: { SOCKET } } = internalBinding('tcp_wrap');
const { Pipe, constants: { SOCKET: PIPE } } = internalBinding('pipe_wrap');
const { passSocket } = internalBinding('processes');

/** The command of a message that a socket comes with. */
const COMMAND = 'NODE_HANDLE';

/** Lets go of a socket that is somebody else's from now on. @returns {object} its handle */
function detach(socket) {
  const handle = socket._handle;
  handle.onread = () => {};
  handle.readStop();
  socket._handle = null;
  socket.setTimeout(0);
  if (socket._server) {
    socket._server._connections -= 1;
    socket._server._emitCloseIfDrained?.();
    socket._server = null;
  }
  return handle;
}

/**
 * Gives a socket to another process.
 * @param {*} message what goes with it
 * @param {object} sent a net.Socket, or a bare handle
 * @param {number} pid
 * @returns {object|number|undefined} the message to send; an error number; undefined when the socket is closed already
 */
function pack(message, sent, pid, { keepOpen = false } = {}) {
  const net = require('net');
  const isBare = sent instanceof TCP || sent instanceof Pipe;
  if (!isBare && !(sent instanceof net.Socket)) {
    if (sent instanceof net.Server) throw new ERR_LOOPSCOPE_UNSUPPORTED('sending a net.Server over an IPC channel');
    if (sent instanceof require('dgram').Socket) {
      throw new ERR_LOOPSCOPE_UNSUPPORTED('sending a dgram.Socket over an IPC channel');
    }
    throw new ERR_INVALID_HANDLE_TYPE();
  }
  const handle = isBare ? sent : sent._handle;
  if (!handle) return undefined;
  const fd = passSocket(handle.fd, pid);
  if (fd < 0) return fd;
  if (!isBare && !keepOpen) detach(sent).close();
  return { cmd: COMMAND, type: isBare ? 'net.Native' : 'net.Socket', isPipe: handle instanceof Pipe, fd, msg: message };
}

/** Takes what came with a message. @returns {object} a net.Socket, or a bare handle */
function unpack({ type, isPipe, fd }) {
  const handle = isPipe ? new Pipe(PIPE) : new TCP(SOCKET);
  handle.open(fd);
  if (type === 'net.Native') return handle;
  const { Socket } = require('net');
  return new Socket({ handle, readable: true, writable: true });
}

module.exports = { pack, unpack };
