// `net.BlockList`: a set of addresses, ranges and subnets, and the question whether an address is among them.
// Node's documentation: net, "Class: net.BlockList".
'use strict';

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { SocketAddress, numberOf } = require('internal/socketaddress');
const { customInspectSymbol } = require('internal/util');
const { inspect } = require('internal/util/inspect');
const { validateArray, validateInt32, validateString } = require('internal/validators');
const { markTransferMode, kClone, kDeserialize } = require('internal/worker/js_transferable');
const profile = require('internal/profile');

const FAMILY_NAMES = { ipv4: 'IPv4', ipv6: 'IPv6' };
/** The kinds in the order in which `rules` lists them since they are kept apart. */
const KINDS = ['Address', 'Subnet', 'Range'];

function toSocketAddress(address, family, name) {
  if (SocketAddress.isSocketAddress(address)) return address;
  validateString(address, name);
  validateString(family, 'family');
  return new SocketAddress({ address, family });
}

/** One rule: the numbers it covers, both ends included, and its text. */
function makeRule(kind, family, text, first, last) {
  return { kind, first, last, text: `${kind}: ${FAMILY_NAMES[family]} ${text}` };
}

function addressRule(address, family, name = 'address') {
  const socketAddress = toSocketAddress(address, family, name);
  const number = numberOf(socketAddress);
  return makeRule('Address', socketAddress.family, socketAddress.address, number, number);
}

function rangeRule(start, end, family) {
  const from = toSocketAddress(start, family, 'start');
  const to = toSocketAddress(end, family, 'end');
  const [first, last] = [numberOf(from), numberOf(to)];
  if (first > last) throw new ERR_INVALID_ARG_VALUE('start', from, 'must come before end');
  return makeRule('Range', from.family, `${from.address}-${to.address}`, first, last);
}

function subnetRule(network, prefix, family) {
  const address = toSocketAddress(network, family, 'network');
  const width = address.family === 'ipv4' ? 32 : 128;
  validateInt32(prefix, 'prefix', 0, width);
  const hostBits = BigInt(width - prefix);
  const first = (numberOf(address) >> hostBits) << hostBits;
  return makeRule('Subnet', address.family, `${address.address}/${prefix}`, first, first | ((1n << hostBits) - 1n));
}

function parseCIDR(cidr, name = 'cidr') {
  validateString(cidr, name);
  const slash = cidr.lastIndexOf('/');
  if (slash === -1) {
    throw new ERR_INVALID_ARG_VALUE('cidr', cidr, 'must contain a prefix length (e.g. "10.0.0.0/8")');
  }
  const text = cidr.slice(slash + 1);
  const prefix = Number.parseInt(text, 10);
  if (String(prefix) !== text) {
    throw new ERR_INVALID_ARG_VALUE('cidr', cidr, 'prefix length must be a valid integer');
  }
  const address = cidr.slice(0, slash);
  return [address, prefix, address.includes(':') ? 'ipv6' : 'ipv4'];
}

function rulesFromJSON(data) {
  const list = typeof data === 'string' ? JSON.parse(data) : data;
  if (!Array.isArray(list) || list.some((item) => typeof item !== 'string')) {
    throw new ERR_INVALID_ARG_TYPE('data', ['string', 'string[]'], data);
  }
  return list;
}

class BlockList {
  /** Newest first: the order in which Node lists them. */
  #rules = [];

  constructor() {
    markTransferMode(this, true, false);
  }

  /** Cloning: Node's copy shares its rules with the original, ours has rules of its own. */
  [kClone]() {
    return { data: { rules: this.#rules }, deserializeInfo: 'internal/blocklist:BlockList' };
  }

  [kDeserialize]({ rules }) {
    this.#rules = rules;
  }

  static isBlockList(value) {
    return typeof value === 'object' && value !== null && #rules in value;
  }

  #remove({ text }) {
    const index = this.#rules.findIndex((rule) => rule.text === text);
    if (index !== -1) this.#rules.splice(index, 1);
  }

  addAddress(address, family = 'ipv4') {
    this.#rules.unshift(addressRule(address, family));
  }

  addAddresses(addresses, family = 'ipv4') {
    validateArray(addresses, 'addresses');
    validateString(family, 'family');
    const rules = addresses.map((address, i) => addressRule(address, family, `addresses[${i}]`));
    this.#rules.unshift(...rules.reverse());
  }

  addRange(start, end, family = 'ipv4') {
    this.#rules.unshift(rangeRule(start, end, family));
  }

  addSubnet(network, prefix, family = 'ipv4') {
    this.#rules.unshift(subnetRule(network, prefix, family));
  }

  addCIDR(cidr) {
    this.addSubnet(...parseCIDR(cidr));
  }

  addCIDRs(cidrs) {
    validateArray(cidrs, 'cidrs');
    const parsed = cidrs.map((cidr, i) => parseCIDR(cidr, `cidrs[${i}]`));
    for (const subnet of parsed) this.addSubnet(...subnet);
  }

  removeAddress(address, family = 'ipv4') {
    this.#remove(addressRule(address, family));
  }

  removeRange(start, end, family = 'ipv4') {
    this.#remove(rangeRule(start, end, family));
  }

  removeSubnet(network, prefix, family = 'ipv4') {
    this.#remove(subnetRule(network, prefix, family));
  }

  removeCIDR(cidr) {
    this.removeSubnet(...parseCIDR(cidr));
  }

  clear() {
    this.#rules = [];
  }

  /** Whether a rule covers the address; false for what is no address. */
  check(address, family = 'ipv4') {
    let number;
    try {
      number = numberOf(toSocketAddress(address, family, 'address'));
    } catch (error) {
      if (error.code === 'ERR_INVALID_ARG_TYPE') throw error;
      return false;
    }
    return this.#rules.some(({ first, last }) => number >= first && number <= last);
  }

  /** The rules as text, newest first; since they are kept by kind, kind by kind. */
  get rules() {
    const rules = profile.blockListRulesByKind ?
      KINDS.flatMap((kind) => this.#rules.filter((rule) => rule.kind === kind)) :
      this.#rules;
    return rules.map(({ text }) => text);
  }

  get size() {
    return this.#rules.length;
  }

  toJSON() {
    return this.rules;
  }

  fromJSON(data) {
    for (const item of rulesFromJSON(data)) {
      const [, kind, name, text] = /^(Address|Range|Subnet): (IPv4|IPv6) (\S+)$/.exec(item) ?? [];
      const family = name?.toLowerCase();
      if (kind === 'Address') this.addAddress(text, family);
      else if (kind === 'Range') this.addRange(...text.split('-'), family);
      else if (kind === 'Subnet') this.addSubnet(...parseCIDR(text));
    }
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `BlockList ${inspect({ rules: this.rules }, inner)}`;
  }
}

/** The private, loopback and link-local ranges, for `addCIDRs`. */
BlockList.PRIVATE_RANGES = Object.freeze([
  '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', '::1/128', '169.254.0.0/16', 'fe80::/10', 'fc00::/7',
]);

module.exports = { BlockList };
