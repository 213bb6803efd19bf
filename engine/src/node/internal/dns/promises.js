// `node:dns/promises`: the questions of dns, answered through promises.
// Node's documentation: dns, "DNS promises API".
'use strict';

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE }, DNSException } = require('internal/errors');
const {
  askAddresses, askService, checkHostname, checkService, emptyAnswer, parseQuery,
} = require('internal/dns/lookup');
const {
  beginQuerySpan, bindDefaultResolver, createResolverClass, endQuerySpan, errorCodes, getDefaultResultOrder,
  setDefaultResolver, setDefaultResultOrder, withTTLs,
} = require('internal/dns/utils');
const { isIP } = require('internal/net');
const { assignFunctionName } = require('internal/util');
const { validateString } = require('internal/validators');
const { QueryReqWrap } = internalBinding('cares_wrap');

/** `lookup(hostname[, options])`: `{ address, family }`, or a list of them with the option `all`. */
function lookup(hostname, options) {
  checkHostname(hostname);
  if (options !== undefined && typeof options !== 'number' && typeof options !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);
  }
  const query = parseQuery(options, false);
  return new Promise((resolve, reject) => {
    if (!hostname) {
      const [first, family] = emptyAnswer(hostname, query);
      resolve(query.all ? first : { address: first, family });
      return;
    }
    const family = isIP(hostname);
    if (family !== 0) {
      const result = { address: hostname, family };
      resolve(query.all ? [result] : result);
      return;
    }
    askAddresses(hostname, query, (err, addresses) => {
      if (err) reject(err);
      else resolve(query.all ? addresses : addresses[0]);
    }, reject);
  });
}

function lookupService(address, port) {
  checkService({ given: arguments.length, expected: 2 }, address, port);
  return new Promise((resolve, reject) => {
    askService(address, port, (err, hostname, service) => {
      if (err) reject(err);
      else resolve({ hostname, service });
    });
  });
}

function makeQuery(bindingName) {
  return assignFunctionName(bindingName, function query(name, options) {
    validateString(name, 'name');
    return new Promise((resolve, reject) => {
      const req = new QueryReqWrap();
      req.hostname = name;
      req.oncomplete = (err, result, ttls) => {
        if (err) {
          reject(new DNSException(err, bindingName, name));
          return;
        }
        const records = withTTLs(result, ttls, options);
        resolve(records);
        endQuerySpan(req, records);
      };
      const err = this._handle[bindingName](req, name);
      if (err) reject(new DNSException(err, bindingName, name));
      else beginQuerySpan(req, bindingName, name, options);
    });
  });
}

const { Resolver, resolveMap } = createResolverClass(makeQuery);

Resolver.prototype.resolve = function resolve(hostname, rrtype) {
  if (rrtype === undefined) return resolveMap.A.call(this, hostname);
  validateString(rrtype, 'rrtype');
  if (typeof resolveMap[rrtype] !== 'function') throw new ERR_INVALID_ARG_VALUE('rrtype', rrtype);
  return resolveMap[rrtype].call(this, hostname);
};

function setServers(servers) {
  const resolver = new Resolver();
  resolver.setServers(servers);
  setDefaultResolver(resolver);
  bindDefaultResolver(module.exports, Resolver.prototype);
}

module.exports = {
  lookup,
  lookupService,
  Resolver,
  getDefaultResultOrder,
  setDefaultResultOrder,
  setServers,
  ...errorCodes,
};
bindDefaultResolver(module.exports, Resolver.prototype);
