// `net.BoundSocket`: an address that is taken before it is known whether a server or a client will use it.
// Node's documentation: net, "Class: net.BoundSocket".
'use strict';

const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_SOCKET_HANDLE_ADOPTED },
  ErrnoException,
  ExceptionWithHostPort,
} = require('internal/errors');
const { isIP, kBoundSocketConsume, kBoundSocketPath } = require('internal/net');
const { getFlags } = require('internal/net/args');
const { validateBoolean, validateObject, validatePort, validateString } = require('internal/validators');
const { Pipe, constants: PipeConstants } = internalBinding('pipe_wrap');
const { TCP, constants: TCPConstants } = internalBinding('tcp_wrap');

function bindPath(options) {
  const { path, host, port, ipv6Only, reusePort } = options;
  if ([host, port, ipv6Only, reusePort].some((option) => option !== undefined)) {
    throw new ERR_INVALID_ARG_VALUE('options', options,
      'path is mutually exclusive with host, port, ipv6Only, and reusePort');
  }
  validateString(path, 'options.path');
  const handle = new Pipe(PipeConstants.SOCKET);
  const err = handle.bind(path);
  if (err === 0) return handle;
  handle.close();
  throw new ErrnoException(err, 'bind');
}

/** The host to bind to, which has to be an address: asking for one takes time. */
function checkHost(host, ipv6Only) {
  if (host == null) return ipv6Only ? '::' : '0.0.0.0';
  validateString(host, 'options.host');
  if (isIP(host) === 0) {
    throw new ERR_INVALID_ARG_VALUE('options.host', host,
      'must be a numeric IP address; net.BoundSocket does not perform DNS resolution');
  }
  return host;
}

/** The bound handle and the address that it got. */
function bindAddress(options) {
  const { ipv6Only, reusePort } = options;
  const port = validatePort(options.port ?? 0, 'options.port');
  if (ipv6Only !== undefined) validateBoolean(ipv6Only, 'options.ipv6Only');
  if (reusePort !== undefined) validateBoolean(reusePort, 'options.reusePort');
  const host = checkHost(options.host, ipv6Only);
  const handle = new TCP(TCPConstants.SOCKET);
  const flags = getFlags(options);
  const address = {};
  const err = (isIP(host) === 6 ? handle.bind6(host, port, flags) : handle.bind(host, port, flags)) ||
    handle.getsockname(address);
  if (err === 0) return { handle, address };
  handle.close();
  throw new ExceptionWithHostPort(err, 'bind', host, port);
}

/** Binds at once: what is in the way is thrown. Whoever adopts the handle is its owner from then on. */
class BoundSocket {
  /** The handle, until it is adopted or closed. */
  #handle;
  #address;
  #path;

  /** @param {{ host?: string, port?: number, ipv6Only?: boolean, reusePort?: boolean } | { path: string }} [options] */
  constructor(options = {}) {
    validateObject(options, 'options');
    if (options.path === undefined) {
      ({ handle: this.#handle, address: this.#address } = bindAddress(options));
    } else {
      this.#handle = bindPath(options);
      this.#path = options.path;
    }
  }

  #owned() {
    if (this.#handle === null) throw new ERR_SOCKET_HANDLE_ADOPTED();
    return this.#handle;
  }

  /** @returns {{ address: string, family: string, port: number } | string} the path of a unix socket */
  address() {
    this.#owned();
    return this.#path ?? this.#address;
  }

  fd() {
    return this.#owned().fd;
  }

  close() {
    this[kBoundSocketConsume]().close();
  }

  get isPipe() {
    return this.#path !== undefined;
  }

  get [kBoundSocketPath]() {
    return this.#path;
  }

  [Symbol.dispose]() {
    if (this.#handle !== null) this.close();
  }

  /** Hands the handle over. */
  [kBoundSocketConsume]() {
    const handle = this.#owned();
    this.#handle = null;
    return handle;
  }
}

module.exports = { BoundSocket };
