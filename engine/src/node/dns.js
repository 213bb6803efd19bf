// `node:dns`: names and addresses, asked of the system (`lookup`) or of name servers (`resolve*`).
// Node's documentation: https://nodejs.org/api/dns.html
'use strict';

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { Resolver } = require('internal/dns/callback_resolver');
const {
  askAddresses, askService, checkHostname, checkService, defaultQuery, emptyAnswer, parseQuery,
} = require('internal/dns/lookup');
const {
  bindDefaultResolver, errorCodes, getDefaultResultOrder, initializeDns, setDefaultResolver, setDefaultResultOrder,
} = require('internal/dns/utils');
const { isIP } = require('internal/net');
const { customPromisifyArgs } = require('internal/util');
const { validateFunction } = require('internal/validators');
const { AI_ADDRCONFIG, AI_ALL, AI_V4MAPPED } = internalBinding('cares_wrap');

/** `lookup(hostname[, options], callback)`: the first address of a name, or all of them. */
function lookup(hostname, options, callback) {
  checkHostname(hostname);
  let query;
  if (typeof options === 'function') {
    callback = options;
    query = defaultQuery();
  } else {
    const isOptions = typeof options === 'number' || options === undefined || typeof options === 'object';
    validateFunction(!isOptions && arguments.length === 2 ? options : callback, 'callback');
    if (!isOptions) throw new ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);
    query = parseQuery(options, true);
  }
  if (!hostname) {
    process.nextTick(callback, null, ...emptyAnswer(hostname, query));
    return {};
  }
  const family = isIP(hostname);
  if (family) {
    if (query.all) process.nextTick(callback, null, [{ address: hostname, family }]);
    else process.nextTick(callback, null, hostname, family);
    return {};
  }
  return askAddresses(hostname, query, (err, addresses) => {
    if (err) callback(err);
    else if (query.all) callback(null, addresses);
    else callback(null, addresses[0].address, addresses[0].family);
  }, (err) => process.nextTick(callback, err));
}

/** `lookupService(address, port, callback)`: the names of an address and of its port. */
function lookupService(address, port, callback) {
  checkService({ given: arguments.length, expected: 3 }, address, port);
  validateFunction(callback, 'callback');
  return askService(address, port, callback);
}

Object.defineProperty(lookup, customPromisifyArgs, { value: ['address', 'family'] });
Object.defineProperty(lookupService, customPromisifyArgs, { value: ['hostname', 'service'] });

let promises = null;

function setServers(servers) {
  const resolver = new Resolver();
  resolver.setServers(servers);
  setDefaultResolver(resolver);
  bindDefaultResolver(module.exports, Resolver.prototype);
  if (promises !== null) bindDefaultResolver(promises, promises.Resolver.prototype);
}

initializeDns();

module.exports = {
  lookup,
  lookupService,
  Resolver,
  getDefaultResultOrder,
  setDefaultResultOrder,
  setServers,
  ADDRCONFIG: AI_ADDRCONFIG,
  ALL: AI_ALL,
  V4MAPPED: AI_V4MAPPED,
  ...errorCodes,
};
bindDefaultResolver(module.exports, Resolver.prototype);

Object.defineProperty(module.exports, 'promises', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    promises ??= require('internal/dns/promises');
    return promises;
  },
});
