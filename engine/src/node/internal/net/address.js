// IP addresses as numbers: reading them, writing them the way the system writes them, and comparing them across
// families. IPv4 addresses live inside IPv6 as ::ffff:a.b.c.d (RFC 4291, 2.5.5.2), so one number space holds both.
'use strict';

const { isIPv4, isIPv6 } = require('internal/net');

/** Where the IPv4 addresses begin: ::ffff:0:0/96. */
const IPV4_MAPPED = 0xffffn << 32n;

function ipv4Number(address) {
  return address.split('.').reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

function groupsOf(part) {
  if (part === '') return [];
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return [parseInt(group, 16)];
    const embedded = Number(ipv4Number(group));
    return [Math.floor(embedded / 0x10000), embedded % 0x10000];
  });
}

function ipv6Number(address) {
  const [head, tail] = address.replace(/%.*/, '').split('::');
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const zeros = new Array(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after].reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

/** The address as a 128-bit number, or undefined when it is none of `family` ('ipv4' or 'ipv6'). */
function addressNumber(address, family) {
  if (family === 'ipv4') return isIPv4(address) ? IPV4_MAPPED | ipv4Number(address) : undefined;
  return isIPv6(address) ? ipv6Number(address) : undefined;
}

function dotted(low) {
  return [24n, 16n, 8n, 0n].map((shift) => (low >> shift) & 0xffn).join('.');
}

/** The start and length of the longest run of zero groups; a single zero is no run. */
function longestZeroRun(groups) {
  let best = { start: -1, length: 1 };
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === '0') end++;
    if (end - start > best.length) best = { start, length: end - start };
    if (end > start) start = end;
  }
  return best;
}

/** An address as inet_ntop(3) writes it: lower case, the longest run of zeros as `::`, an embedded IPv4 dotted. */
function formatAddress(number, family) {
  if (family === 'ipv4') return dotted(number & 0xffffffffn);
  const groups = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(((number >> shift) & 0xffffn).toString(16));
  const { start, length } = longestZeroRun(groups);
  const embeds = start === 0 && (length === 6 || (length === 5 && groups[5] === 'ffff'));
  if (embeds) groups.splice(6, 2, dotted(number & 0xffffffffn));
  if (start === -1) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

module.exports = { addressNumber, formatAddress };
