// The resolver that answers through callbacks. Its queries go over the (simulated) network, not through the thread
// pool.
// Node's documentation: dns, "Class: dns.Resolver".
'use strict';

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE }, DNSException } = require('internal/errors');
const { beginQuerySpan, createResolverClass, endQuerySpan, withTTLs } = require('internal/dns/utils');
const { assignFunctionName } = require('internal/util');
const { validateFunction, validateString } = require('internal/validators');
const { QueryReqWrap } = internalBinding('cares_wrap');

function makeQuery(bindingName) {
  return assignFunctionName(bindingName, function query(name, callback) {
    let options;
    if (arguments.length > 2) [options, callback] = [callback, arguments[2]];
    validateString(name, 'name');
    validateFunction(callback, 'callback');
    const req = new QueryReqWrap();
    req.hostname = name;
    req.oncomplete = (err, result, ttls) => {
      if (err) {
        callback(new DNSException(err, bindingName, name));
        return;
      }
      const records = withTTLs(result, ttls, options);
      callback(null, records);
      endQuerySpan(req, records);
    };
    const err = this._handle[bindingName](req, name);
    if (err) throw new DNSException(err, bindingName, name);
    beginQuerySpan(req, bindingName, name, options);
    return req;
  });
}

const { Resolver, resolveMap } = createResolverClass(makeQuery);

/** `resolve(hostname[, rrtype], callback)`: records of any type, addresses by default. */
Resolver.prototype.resolve = function resolve(hostname, rrtype, callback) {
  const type = typeof rrtype === 'function' ? 'A' : rrtype;
  if (typeof type !== 'string') throw new ERR_INVALID_ARG_TYPE('rrtype', 'string', rrtype);
  if (typeof resolveMap[type] !== 'function') throw new ERR_INVALID_ARG_VALUE('rrtype', rrtype);
  return resolveMap[type].call(this, hostname, typeof rrtype === 'function' ? rrtype : callback);
};

module.exports = { Resolver };
