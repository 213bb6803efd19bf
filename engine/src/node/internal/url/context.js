// What `inspect` with `showHidden` shows of a URL: where its parts begin and end. Answers to no document; as measured.
'use strict';

/** Stands for a part that is not there. */
const OMITTED = 0xffffffff;

/** Node's numbers for the special schemes; 1 is any other. */
const SCHEME_TYPES = { 'http:': 0, 'https:': 2, 'ws:': 3, 'ftp:': 4, 'wss:': 5, 'file:': 6 };

/** Offsets of the parts of a URL in its text, from the array that the url binding returns. */
class URLContext {
  constructor([href, protocol, username, password, , hostname, port, pathname, search, hash]) {
    const authority = href.startsWith('//', protocol.length) ? 2 : 0;
    const credentials = username === '' && password === '' ? 0 : username.length + (password === '' ? 0 : password.length + 1);
    this.href = href;
    this.protocol_end = protocol.length;
    this.username_end = protocol.length + authority + username.length;
    this.host_start = protocol.length + authority + credentials;
    this.host_end = this.host_start + (credentials > 0 ? 1 : 0) + hostname.length;
    this.pathname_start = href.length - hash.length - search.length - pathname.length;
    this.search_start = search === '' ? OMITTED : this.pathname_start + pathname.length;
    this.hash_start = hash === '' ? OMITTED : href.length - hash.length;
    this.port = port === '' ? OMITTED : Number(port);
    this.scheme_type = SCHEME_TYPES[protocol] ?? 1;
  }

  get hasPort() {
    return this.port !== OMITTED;
  }

  get hasSearch() {
    return this.search_start !== OMITTED;
  }

  get hasHash() {
    return this.hash_start !== OMITTED;
  }
}

module.exports = { URLContext };
