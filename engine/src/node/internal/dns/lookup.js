// The question that `lookup` puts to the system's own resolver, getaddrinfo(3): its options, and how it is asked. The
// answer takes a worker of the thread pool, as slow I/O. Node's documentation: dns, "dns.lookup()".
'use strict';

const { codes: { ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS }, DNSException } = require('internal/errors');
const { getDefaultResultOrder, validDnsOrders, validateHints } = require('internal/dns/utils');
const { isIP } = require('internal/net');
const { beginSpan, endSpan } = require('internal/perf/spans');
const {
  validateBoolean, validateNumber, validateOneOf, validatePort, validateString, validateStringWithoutNullBytes,
} = require('internal/validators');
const profile = require('internal/profile');
const {
  GetAddrInfoReqWrap, GetNameInfoReqWrap, getaddrinfo, getnameinfo,
  DNS_ORDER_VERBATIM, DNS_ORDER_IPV4_FIRST, DNS_ORDER_IPV6_FIRST,
} = internalBinding('cares_wrap');

const kLookupSpan = Symbol('kPerfHooksDnsLookupContext');
const kServiceSpan = Symbol('kPerfHooksDnsLookupServiceContext');

const FAMILIES = [0, 4, 6];
const FAMILY_NAMES = { IPv4: 4, IPv6: 6 };
const ORDERS = { verbatim: DNS_ORDER_VERBATIM, ipv4first: DNS_ORDER_IPV4_FIRST, ipv6first: DNS_ORDER_IPV6_FIRST };

/** Checks a host name; an empty one is a matter for `emptyAnswer`. */
function checkHostname(hostname) {
  if (!hostname) return;
  if (profile.rejectsNullBytesInHosts) validateStringWithoutNullBytes(hostname, 'hostname');
  else validateString(hostname, 'hostname');
}

function defaultQuery() {
  return { family: 0, hints: 0, all: false, order: getDefaultResultOrder() };
}

/** A lookup's query from its number or options; `namesFamilies` allows 'IPv4' and 'IPv6'. */
function parseQuery(options, namesFamilies) {
  const query = defaultQuery();
  if (typeof options === 'number') {
    validateOneOf(options, 'family', FAMILIES);
    query.family = options + 0;
    return query;
  }
  if (options?.hints != null) {
    validateNumber(options.hints, 'options.hints');
    query.hints = options.hints >>> 0;
    validateHints(query.hints);
  }
  if (options?.family != null) {
    const family = namesFamilies ? FAMILY_NAMES[options.family] ?? options.family : options.family;
    validateOneOf(family, 'options.family', FAMILIES);
    query.family = family + 0;
  }
  if (options?.all != null) {
    validateBoolean(options.all, 'options.all');
    query.all = options.all;
  }
  if (options?.verbatim != null) {
    validateBoolean(options.verbatim, 'options.verbatim');
    query.order = options.verbatim ? 'verbatim' : 'ipv4first';
  }
  if (options?.order != null && profile.dnsOrderOption) {
    validateOneOf(options.order, 'options.order', validDnsOrders);
    query.order = options.order;
  }
  return query;
}

let warnedOfEmptyName = false;

/**
 * The answer for an empty host name: an error from Node 26 on; before, one that says nothing, and a warning once.
 * Returns `[address, family]` or a list.
 */
function emptyAnswer(hostname, { family, all }) {
  if (profile.emptyHostNamesFail) throw new ERR_INVALID_ARG_VALUE('hostname', hostname, 'must be a non-empty string');
  if (!warnedOfEmptyName) {
    warnedOfEmptyName = true;
    process.emitWarning(`The provided hostname "${hostname}" is not a valid hostname, and is supported in the dns ` +
      'module solely for compatibility.', 'DeprecationWarning', 'DEP0118');
  }
  return all ? [[]] : [null, family === 6 ? 6 : 4];
}

/**
 * Asks for the addresses of `hostname`. `done(error, addresses)` is called when the pool has answered, with a list of
 * `{ address, family }`. Returns the request; `failed(error)` is called instead when it cannot even be asked.
 */
function askAddresses(hostname, query, done, failed) {
  const req = new GetAddrInfoReqWrap();
  req.family = query.family;
  req.hostname = hostname;
  req.oncomplete = (err, addresses) => {
    if (err) {
      done(new DNSException(err, 'getaddrinfo', hostname));
      return;
    }
    const entries = addresses.map((address) => ({ address, family: query.family || isIP(address) }));
    done(null, entries);
    endSpan(req, kLookupSpan, () => ({ addresses: query.all ? entries : addresses }));
  };
  const err = getaddrinfo(req, hostname, query.family, query.hints, ORDERS[query.order]);
  if (err) {
    failed(new DNSException(err, 'getaddrinfo', hostname));
    return {};
  }
  beginSpan(req, kLookupSpan, { type: 'dns', name: 'lookup', detail: () => describeLookup(hostname, query) });
  return req;
}

/** What a span tells of a lookup. */
function describeLookup(hostname, { family, hints, order }) {
  const detail = { hostname, family, hints, verbatim: order === 'verbatim' };
  return profile.dnsOrderOption ? { ...detail, order } : detail;
}

/** Checks the arguments of lookupService. */
function checkService(args, address, port) {
  const names = ['address', 'port', 'callback'].slice(0, args.expected);
  if (args.given !== args.expected) throw new ERR_MISSING_ARGS(...names);
  if (profile.dnsServerPortsAreChecked) validateString(address, 'address');
  if (isIP(address) === 0) throw new ERR_INVALID_ARG_VALUE('address', address);
  validatePort(port);
}

/** Asks getnameinfo(3) for the names of an address and a port, in the pool, too. */
function askService(address, port, done) {
  const req = new GetNameInfoReqWrap();
  req.hostname = address;
  req.port = +port + 0;
  req.oncomplete = (err, hostname, service) => {
    if (err) {
      done(new DNSException(err, 'getnameinfo', address));
      return;
    }
    done(null, hostname, service);
    endSpan(req, kServiceSpan, () => ({ hostname, service }));
  };
  const err = getnameinfo(req, address, req.port);
  if (err) throw new DNSException(err, 'getnameinfo', address);
  beginSpan(req, kServiceSpan, { type: 'dns', name: 'lookupService', detail: () => ({ host: address, port }) });
  return req;
}

module.exports = { askAddresses, askService, checkHostname, checkService, defaultQuery, emptyAnswer, parseQuery };
