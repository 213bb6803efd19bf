// What the network modules share: the tests for IP addresses behind `net.isIP` and the symbols of socket options.
// Node's documentation: net, "net.isIP(input)".
'use strict';

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = `(?:${octet}\\.){3}${octet}`;
const group = '[0-9a-fA-F]{1,4}';
const IPv4 = new RegExp(`^${ipv4}$`);

/** An IPv4 address written as the last two of the `room` groups that may still follow. */
function embeddedIPv4(room) {
  return room === 1 ? ipv4 : `(?::${group}){0,${room - 2}}:${ipv4}`;
}

/** Every way to abbreviate an IPv6 address: some groups, then what of the eight is left, with a `::` in it. */
function ipv6Forms() {
  const forms = [`(?:${group}:){7}(?:${group}|:)`];
  for (let before = 6; before >= 1; before--) {
    const room = 7 - before;
    forms.push(`(?:${group}:){${before}}(?:${embeddedIPv4(room)}|(?::${group}){1,${room}}|:)`);
  }
  forms.push(`:(?:(?::${group}){0,5}:${ipv4}|(?::${group}){1,7}|:)`);
  return forms;
}

const IPv6 = new RegExp(`^(?:${ipv6Forms().join('|')})(?:%[0-9a-zA-Z-.:]+)?$`);

/** Whether `s` is an IPv4 address in dotted decimals without leading zeros. */
function isIPv4(s) {
  return IPv4.test(s);
}

/** Whether `s` is an IPv6 address, with or without a zone (`%eth0`). */
function isIPv6(s) {
  return IPv6.test(s);
}

/** 4, 6, or 0 for what is no address. */
function isIP(s) {
  if (isIPv4(s)) return 4;
  return isIPv6(s) ? 6 : 0;
}

/** Whether a host name means this machine. */
function isLoopback(host) {
  const name = host.toLowerCase();
  return name === 'localhost' || name.startsWith('127.') || /^(?:\[::1\]|::1|\[?(?:0:){7}1\]?)$/.test(name);
}

module.exports = {
  kBoundSocketConsume: Symbol('kBoundSocketConsume'),
  kBoundSocketPath: Symbol('kBoundSocketPath'),
  kReinitializeHandle: Symbol('kReinitializeHandle'),
  kSetNoDelay: Symbol('kSetNoDelay'),
  kSetKeepAlive: Symbol('kSetKeepAlive'),
  kSetKeepAliveInitialDelay: Symbol('kSetKeepAliveInitialDelay'),
  kSetKeepAliveInterval: Symbol('kSetKeepAliveInterval'),
  kSetKeepAliveCount: Symbol('kSetKeepAliveCount'),
  isIP,
  isIPv4,
  isIPv6,
  isLoopback,
  normalizedArgsSymbol: Symbol('normalizedArgs'),
};
