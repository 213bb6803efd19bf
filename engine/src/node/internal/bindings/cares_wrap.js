// internalBinding('cares_wrap'): name lookups by the system, and questions to name servers, in Node's shape.
'use strict';

const ops = internalBinding('dns_ops');
const { AsyncWrap } = require('internal/async_wrap');
const { Request, start } = require('internal/requests');
const { isIP } = require('internal/net');

const AI_V4MAPPED = 8;
const AI_ALL = 16;
const AI_ADDRCONFIG = 32;

const DNS_ORDER_VERBATIM = 0;
const DNS_ORDER_IPV4_FIRST = 1;
const DNS_ORDER_IPV6_FIRST = 2;

/** The port of name servers, and the one that the machine is told of. */
const DNS_PORT = 53;
const DEFAULT_SERVERS = [['10.0.0.1', DNS_PORT]];

class GetAddrInfoReqWrap extends Request {
  constructor() {
    super('GETADDRINFOREQWRAP', 'GetAddrInfoReqWrap');
  }
}

class GetNameInfoReqWrap extends Request {
  constructor() {
    super('GETNAMEINFOREQWRAP', 'GetNameInfoReqWrap');
  }
}

class QueryReqWrap extends Request {
  constructor() {
    super('QUERYWRAP');
  }
}

/** Puts the addresses of one family before those of the other, each in its own order. */
function inOrder(addresses, order) {
  if (order === DNS_ORDER_VERBATIM) return addresses;
  const first = order === DNS_ORDER_IPV4_FIRST ? 4 : 6;
  return [...addresses.filter((address) => isIP(address) === first), ...addresses.filter((address) => isIP(address) !== first)];
}

/** getaddrinfo(3) in the thread pool: `req.oncomplete(err, addresses)`. */
function getaddrinfo(req, hostname, family, hints, order) {
  const { oncomplete } = req;
  req.oncomplete = (answer) => {
    if (typeof answer === 'number') oncomplete(answer);
    else oncomplete(null, inOrder(answer, order));
  };
  start(ops.lookup(hostname, family), req);
  return 0;
}

/** getnameinfo(3) in the thread pool: `req.oncomplete(err, hostname, service)`. */
function getnameinfo(req, address, port) {
  const { oncomplete } = req;
  req.oncomplete = (answer) => {
    if (typeof answer === 'number') oncomplete(answer);
    else oncomplete(null, ...answer);
  };
  start(ops.nameInfo(address, port), req);
  return 0;
}

/** Error numbers of answers, as c-ares names them. */
const { UV_EAI_NONAME, UV_EAI_NODATA } = internalBinding('uv');
const CODES = { [UV_EAI_NONAME]: 'ENOTFOUND', [UV_EAI_NODATA]: 'ENODATA' };

/** A resolver with its servers. */
class ChannelWrap extends AsyncWrap {
  #servers = DEFAULT_SERVERS;
  #waiting = new Set();

  constructor() {
    super('DNSCHANNEL');
    this.announce();
  }

  getServers() {
    return this.#servers;
  }

  setServers(servers) {
    this.#servers = servers.map(([, address, port]) => [address, port]);
    return 0;
  }

  setLocalAddress() {}

  /** Ends all questions under way. */
  cancel() {
    for (const settle of [...this.#waiting]) settle('ECANCELLED');
  }

  /** Asks for records of a type; answers come at the start of the check phase, as Node puts c-ares' off to there. */
  ask(req, type, name, convert) {
    const settle = (code, answer) => {
      if (!this.#waiting.delete(settle)) return;
      require('internal/native_immediate').queue(() => {
        if (code) req.oncomplete(code);
        else req.oncomplete(null, ...convert(answer));
      });
    };
    this.#waiting.add(settle);
    const answered = new Request('QUERYWRAP');
    answered.oncomplete = (answer) => {
      if (typeof answer === 'number') settle(CODES[answer] ?? 'ESERVFAIL');
      else settle(null, answer);
    };
    start(ops.ask(type, name), answered);
    return 0;
  }
}

/** Seconds that an answer may be kept. */
const TTL = 300;

const addresses = (answer) => [answer, answer.map(() => TTL)];
const records = (answer) => [answer];
const anyRecords = (answer) => [answer.map((address) => ({ address, ttl: TTL, type: isIP(address) === 6 ? 'AAAA' : 'A' }))];

/** Queries by their names: the type of record, and how its answer is shown. */
const QUERIES = {
  queryAny: ['ANY', anyRecords], queryA: ['A', addresses], queryAaaa: ['AAAA', addresses], queryCaa: ['CAA', records],
  queryCname: ['CNAME', records], queryMx: ['MX', records], queryNs: ['NS', records], queryTlsa: ['TLSA', records],
  queryTxt: ['TXT', records], querySrv: ['SRV', records], queryPtr: ['PTR', records], queryNaptr: ['NAPTR', records],
  querySoa: ['SOA', records],
};
for (const [name, [type, convert]] of Object.entries(QUERIES)) {
  ChannelWrap.prototype[name] = function(req, hostname) {
    return this.ask(req, type, hostname, convert);
  };
}

/** Which names an address has. */
ChannelWrap.prototype.getHostByAddr = function(req, address) {
  return isIP(address) ? this.ask(req, 'PTR', address, records) : UV_EINVAL;
};

const { UV_EINVAL } = internalBinding('uv');

/** The sentences of c-ares that setServers may need. */
function strerror(code) {
  return code === 0 ? 'Successful completion' : 'Misformatted DNS query';
}

module.exports = {
  AI_ADDRCONFIG,
  AI_ALL,
  AI_V4MAPPED,
  ChannelWrap,
  DNS_ORDER_VERBATIM,
  DNS_ORDER_IPV4_FIRST,
  DNS_ORDER_IPV6_FIRST,
  GetAddrInfoReqWrap,
  GetNameInfoReqWrap,
  QueryReqWrap,
  getaddrinfo,
  getnameinfo,
  strerror,
};
