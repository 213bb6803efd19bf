// What both faces of dns share: resolvers and their servers, the order of addresses, the error codes.
// Node's documentation: dns, "Class: dns.Resolver", "Error codes".
'use strict';

const {
  codes: { ERR_DNS_SET_SERVERS_FAILED, ERR_INVALID_ARG_VALUE, ERR_INVALID_IP_ADDRESS },
} = require('internal/errors');
const { isIP } = require('internal/net');
const { getOptionValue } = require('internal/options');
const { beginSpan, endSpan } = require('internal/perf/spans');
const {
  validateArray, validateInt32, validateOneOf, validatePort, validateString, validateUint32,
} = require('internal/validators');
const profile = require('internal/profile');
const { AI_ADDRCONFIG, AI_ALL, AI_V4MAPPED, ChannelWrap, strerror } = internalBinding('cares_wrap');

/** The span from a query to its answer. */
const kQuerySpan = Symbol('kPerfHooksDnsLookupResolveContext');

/** The port that DNS servers listen on unless another is given. */
const DNS_PORT = 53;

const validDnsOrders = profile.dnsOrderOption ? ['verbatim', 'ipv4first', 'ipv6first'] : ['verbatim', 'ipv4first'];

/** Milliseconds before a query is tried again; -1: the resolver's own choice. */
function validateTimeout(options) {
  const { timeout = -1 } = { ...options };
  validateInt32(timeout, 'options.timeout', -1);
  return timeout + 0;
}

function validateTries(options) {
  const { tries = 4 } = { ...options };
  validateInt32(tries, 'options.tries', 1);
  return tries;
}

function validateMaxTimeout(options) {
  const { maxTimeout = 0 } = { ...options };
  if (profile.dnsMaxTimeout) validateUint32(maxTimeout, 'options.maxTimeout');
  return maxTimeout + 0;
}

function beginQuerySpan(req, name, host, options) {
  beginSpan(req, kQuerySpan, { type: 'dns', name, detail: () => ({ host, ttl: Boolean(options?.ttl) }) });
}

function endQuerySpan(req, result) {
  endSpan(req, kQuerySpan, () => ({ result }));
}

/** The records of an answer, with their times to live if the program asked for them. */
function withTTLs(result, ttls, options) {
  return ttls && options?.ttl ? result.map((address, i) => ({ address, ttl: ttls[i] })) : result;
}

/** "1.2.3.4", "1.2.3.4:5", "::1" or "[::1]:5" as `[family, address, port]`. */
function parseServer(server, index) {
  validateString(server, `servers[${index}]`);
  if (isIP(server)) return [isIP(server), server, DNS_PORT];
  const [, ipv6, ipv6Port] = /^\[([^[\]]*)\](?::(\d+))?$/.exec(server) ?? [];
  const [, host, port] = /(^.+?)(?::(\d+))?$/.exec(server) ?? [];
  const [address, number] = isIP(ipv6) ? [ipv6, ipv6Port] : [host, port];
  if (!isIP(address)) throw new ERR_INVALID_IP_ADDRESS(server);
  const parsed = Number.parseInt(number) || DNS_PORT;
  if (profile.dnsServerPortsAreChecked) validatePort(parsed);
  return [isIP(address), address, parsed];
}

/** Refuses what is no pair of one address of each family, in the words of Node's native half. */
function checkLocalAddresses(ipv4, ipv6) {
  const families = [ipv4, ipv6].filter((address) => address !== undefined).map((address) => isIP(address));
  const refuse = (message) => {
    const { nativeError } = require('internal/buffer');
    throw nativeError(TypeError, 'ERR_INVALID_ARG_VALUE', message, ResolverBase.prototype.setLocalAddress);
  };
  if (families.includes(0)) refuse('Invalid IP address.');
  if (families.length === 2 && families[0] === families[1]) refuse(`Cannot specify two IPv${families[0]} addresses.`);
}

class ResolverBase {
  constructor(options = undefined) {
    const timeout = validateTimeout(options);
    const tries = validateTries(options);
    this._handle = new ChannelWrap(timeout, tries, validateMaxTimeout(options));
  }

  /** Ends every query under way with ECANCELLED. */
  cancel() {
    this._handle.cancel();
  }

  getServers() {
    return (this._handle.getServers() || []).map(([host, port]) => {
      if (!port || port === DNS_PORT) return host;
      return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
    });
  }

  setServers(servers) {
    validateArray(servers, 'servers');
    const wanted = servers.map(parseServer);
    const before = (this._handle.getServers() || []).map(([host, port]) => [isIP(host), host, port]);
    const err = this._handle.setServers(wanted);
    if (err === 0) return;
    this._handle.setServers(before);
    throw new ERR_DNS_SET_SERVERS_FAILED(strerror(err), servers);
  }

  setLocalAddress(ipv4, ipv6) {
    validateString(ipv4, 'ipv4');
    if (ipv6 !== undefined) validateString(ipv6, 'ipv6');
    checkLocalAddresses(ipv4, ipv6);
    this._handle.setLocalAddress(ipv4, ipv6);
  }
}

/** Record type, method of the resolver, query of the binding. */
const QUERIES = [
  ['ANY', 'resolveAny', 'queryAny'], ['A', 'resolve4', 'queryA'], ['AAAA', 'resolve6', 'queryAaaa'],
  ['CAA', 'resolveCaa', 'queryCaa'], ['CNAME', 'resolveCname', 'queryCname'], ['MX', 'resolveMx', 'queryMx'],
  ['NS', 'resolveNs', 'queryNs'], ['TLSA', 'resolveTlsa', 'queryTlsa'], ['TXT', 'resolveTxt', 'queryTxt'],
  ['SRV', 'resolveSrv', 'querySrv'], ['PTR', 'resolvePtr', 'queryPtr'], ['NAPTR', 'resolveNaptr', 'queryNaptr'],
  ['SOA', 'resolveSoa', 'querySoa'],
].filter(([type]) => type !== 'TLSA' || profile.dnsResolvesTlsa);

/** A Resolver class whose queries are made by `makeQuery(bindingName)`, and its queries by record type. */
function createResolverClass(makeQuery) {
  const resolveMap = { __proto__: null };
  class Resolver extends ResolverBase {}
  for (const [type, method, query] of QUERIES) Resolver.prototype[method] = resolveMap[type] = makeQuery(query);
  Resolver.prototype.reverse = makeQuery('getHostByAddr');
  return { resolveMap, Resolver };
}

let defaultResolver;
let dnsOrder = 'verbatim';

function getDefaultResolver() {
  defaultResolver ??= new ResolverBase();
  return defaultResolver;
}

function setDefaultResolver(resolver) {
  defaultResolver = resolver;
}

/** Gives `target` the resolver's methods, to be called without one: they ask the default resolver. */
function bindDefaultResolver(target, source) {
  const names = [...QUERIES.map(([, method]) => method), 'getServers', 'resolve', 'reverse'].sort();
  const resolver = getDefaultResolver();
  for (const name of names) target[name] = source[name].bind(resolver);
}

function validateHints(hints) {
  if ((hints & ~(AI_ADDRCONFIG | AI_ALL | AI_V4MAPPED)) !== 0) throw new ERR_INVALID_ARG_VALUE('hints', hints);
}

function initializeDns() {
  const order = getOptionValue('--dns-result-order');
  if (!order) return;
  validateOneOf(order, '--dns-result-order', validDnsOrders);
  dnsOrder = order;
}

function setDefaultResultOrder(value) {
  validateOneOf(value, 'dnsOrder', validDnsOrders);
  dnsOrder = value;
}

function getDefaultResultOrder() {
  return dnsOrder;
}

const errorCodes = {
  NODATA: 'ENODATA', FORMERR: 'EFORMERR', SERVFAIL: 'ESERVFAIL', NOTFOUND: 'ENOTFOUND', NOTIMP: 'ENOTIMP',
  REFUSED: 'EREFUSED', BADQUERY: 'EBADQUERY', BADNAME: 'EBADNAME', BADFAMILY: 'EBADFAMILY', BADRESP: 'EBADRESP',
  CONNREFUSED: 'ECONNREFUSED', TIMEOUT: 'ETIMEOUT', EOF: 'EOF', FILE: 'EFILE', NOMEM: 'ENOMEM',
  DESTRUCTION: 'EDESTRUCTION', BADSTR: 'EBADSTR', BADFLAGS: 'EBADFLAGS', NONAME: 'ENONAME', BADHINTS: 'EBADHINTS',
  NOTINITIALIZED: 'ENOTINITIALIZED', LOADIPHLPAPI: 'ELOADIPHLPAPI', ADDRGETNETWORKPARAMS: 'EADDRGETNETWORKPARAMS',
  CANCELLED: 'ECANCELLED',
};

module.exports = {
  beginQuerySpan,
  bindDefaultResolver,
  createResolverClass,
  endQuerySpan,
  errorCodes,
  getDefaultResolver,
  getDefaultResultOrder,
  initializeDns,
  setDefaultResolver,
  setDefaultResultOrder,
  validDnsOrders,
  validateHints,
  withTTLs,
};
