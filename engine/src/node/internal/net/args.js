// The shapes that arguments of `connect` and `listen` come in, brought to one form.
// Node's documentation: net, "socket.connect()" and "server.listen()".
'use strict';

const { normalizedArgsSymbol } = require('internal/net');
const { constants: { UV_TCP_IPV6ONLY, UV_TCP_REUSEPORT } } = internalBinding('tcp_wrap');

/** `x` as a number of at least 0, or false. */
function toNumber(x) {
  const number = Number(x);
  return number >= 0 ? number : false;
}

/** Whether a first argument names a unix socket rather than a port: a string that is no number. */
function isPipeName(s) {
  return typeof s === 'string' && toNumber(s) === false;
}

function optionsFrom(args) {
  const first = args[0];
  if (typeof first === 'object' && first !== null) return first;
  if (isPipeName(first)) return { path: first };
  const options = { port: first };
  if (args.length > 1 && typeof args[1] === 'string') options.host = args[1];
  return options;
}

/**
 * `(options[, cb])`, `(path[, cb])`, `([port][, host][, cb])` as `[options, cb or null]`. The result is marked, so that
 * it is not taken apart a second time.
 */
function normalizeArgs(args) {
  const last = args[args.length - 1];
  const normalized = [args.length === 0 ? {} : optionsFrom(args), typeof last === 'function' ? last : null];
  normalized[normalizedArgsSymbol] = true;
  return normalized;
}

/** The bind flags of the handle for the options `ipv6Only` and `reusePort`. */
function getFlags(options) {
  return (options.ipv6Only === true ? UV_TCP_IPV6ONLY : 0) | (options.reusePort === true ? UV_TCP_REUSEPORT : 0);
}

module.exports = { toNumber, isPipeName, normalizeArgs, getFlags };
