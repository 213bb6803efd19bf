// `node:tty`: nothing in the simulated machine is a terminal. Answers to Node's doc "TTY".
'use strict';

const net = require('net');
const { ERR_INVALID_FD, ERR_TTY_INIT_FAILED } = require('internal/errors').codes;
const { getColorDepth, hasColors } = require('internal/tty');

/** Whether a descriptor is a terminal: none is. */
function isatty(fd) {
  return false;
}

/** What libuv answers for a descriptor that is no terminal. */
const NO_TERMINAL = { errno: -22, code: 'EINVAL', message: 'invalid argument', syscall: 'uv_tty_init' };

function refuse(fd) {
  if (fd >> 0 !== fd || fd < 0) throw new ERR_INVALID_FD(fd);
  throw new ERR_TTY_INIT_FAILED(NO_TERMINAL);
}

/** The reading side of a terminal; cannot be made, since there is none. */
function ReadStream(fd, options) {
  refuse(fd);
}
Object.setPrototypeOf(ReadStream.prototype, net.Socket.prototype);
Object.setPrototypeOf(ReadStream, net.Socket);

/** The writing side of a terminal; cannot be made either, but programs ask its prototype for colours. */
function WriteStream(fd) {
  refuse(fd);
}
Object.setPrototypeOf(WriteStream.prototype, net.Socket.prototype);
Object.setPrototypeOf(WriteStream, net.Socket);

WriteStream.prototype.isTTY = true;
WriteStream.prototype.getColorDepth = getColorDepth;
WriteStream.prototype.hasColors = hasColors;

module.exports = { isatty, ReadStream, WriteStream };
