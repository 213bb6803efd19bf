// `net.SocketAddress`: an address, a port and what belongs to them, checked.
// Node's documentation: net, "Class: net.SocketAddress".
'use strict';

const { codes: { ERR_INVALID_ARG_VALUE }, genericNodeError } = require('internal/errors');
const { addressNumber, formatAddress } = require('internal/net/address');
const { customInspectSymbol } = require('internal/util');
const { inspect } = require('internal/util/inspect');
const { validateObject, validatePort, validateString, validateUint32 } = require('internal/validators');
const { markTransferMode, kClone, kDeserialize } = require('internal/worker/js_transferable');
const profile = require('internal/profile');

class SocketAddress {
  #address;
  #number;
  #port;
  #family;
  #flowlabel;

  /** Throws ERR_INVALID_ADDRESS when the address is none of its family. */
  constructor(options = {}) {
    validateObject(options, 'options');
    const given = options.family ?? 'ipv4';
    const family = typeof given?.toLowerCase === 'function' ? given.toLowerCase() : given;
    if (family !== 'ipv4' && family !== 'ipv6') throw new ERR_INVALID_ARG_VALUE('options.family', options.family);
    const { address = family === 'ipv4' ? '127.0.0.1' : '::', port = 0, flowlabel = 0 } = options;
    validateString(address, 'options.address');
    validatePort(port, 'options.port');
    validateUint32(flowlabel, 'options.flowlabel', false);
    const number = addressNumber(address, family);
    if (number === undefined) throw genericNodeError('Invalid socket address', { code: 'ERR_INVALID_ADDRESS' });
    this.#number = number;
    this.#address = formatAddress(number, family);
    this.#port = port | 0;
    this.#family = family;
    this.#flowlabel = family === 'ipv6' ? flowlabel | 0 : 0;
    markTransferMode(this, true, false);
  }

  [kClone]() {
    return { data: this.toJSON(), deserializeInfo: 'internal/socketaddress:SocketAddress' };
  }

  [kDeserialize](options) {
    const { address, family, port, flowlabel } = options;
    this.#address = address;
    this.#family = family;
    this.#port = port;
    this.#flowlabel = flowlabel;
    this.#number = addressNumber(address, family);
  }

  static isSocketAddress(value) {
    return typeof value === 'object' && value !== null && #number in value;
  }

  /** The address as a number that compares across families. */
  static numberOf(socketAddress) {
    return socketAddress.#number;
  }

  get address() { return this.#address; }
  get port() { return this.#port; }
  get family() { return this.#family; }
  get flowlabel() { return this.#flowlabel; }

  toJSON() {
    return { address: this.address, port: this.port, family: this.family, flowlabel: this.flowlabel };
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `SocketAddress ${inspect(this.toJSON(), inner)}`;
  }

  /** Reads "address:port"; undefined for what is none. */
  static parse(input) {
    validateString(input, 'input');
    try {
      const { hostname, port } = new (require('internal/url').URL)(`http://${input}`);
      const ipv6 = /^\[(.*)\]$/.exec(hostname);
      return new SocketAddress({
        address: ipv6 ? ipv6[1] : hostname, port: port | 0, family: ipv6 ? 'ipv6' : 'ipv4',
      });
    } catch {
      return undefined;
    }
  }
}

const { numberOf } = SocketAddress;
delete SocketAddress.numberOf;
if (!profile.socketAddressParse) delete SocketAddress.parse;

module.exports = { SocketAddress, numberOf };
