// `node:tls`: there is no TLS in the simulated network: what would need it is refused when it is called. Sockets and
// contexts can be made, as some programs do while they load; nothing goes through them.
// Node's documentation: https://nodejs.org/api/tls.html
'use strict';

const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
const { refusals } = require('internal/unsupported');
const { Socket } = require('net');

const DEFAULT_CIPHERS = [
  'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256', 'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-AES256-GCM-SHA384',
  'DHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-SHA256', 'DHE-RSA-AES128-SHA256', 'ECDHE-RSA-AES256-SHA384',
  'DHE-RSA-AES256-SHA384', 'ECDHE-RSA-AES256-SHA256', 'DHE-RSA-AES256-SHA256', 'HIGH', '!aNULL', '!eNULL', '!EXPORT',
  '!DES', '!RC4', '!MD5', '!PSK', '!SRP', '!CAMELLIA',
].join(':');

/** A stream that is none of the operating system, in the shape of a socket. */
class JSStreamSocket extends Socket {
  constructor(stream) {
    super();
    this.stream = stream;
  }
}

class TLSSocket extends Socket {
  constructor(socket) {
    super();
    this.encrypted = true;
    this.authorized = false;
    this._handle = { _parentWrap: socket instanceof Socket ? socket : new JSStreamSocket(socket) };
  }

  _read() {
    this.destroy(new ERR_LOOPSCOPE_UNSUPPORTED('reading from a tls.TLSSocket'));
  }

  _writeGeneric(writev, chunk, encoding, callback) {
    callback(new ERR_LOOPSCOPE_UNSUPPORTED('writing to a tls.TLSSocket'));
  }

  _destroy(error, callback) {
    this._handle = null;
    callback(error);
  }
}

/** Keys and certificates that nothing will use. */
class SecureContext {
  constructor() {
    this.context = {};
  }
}

const createSecureContext = (options) => new SecureContext(options);

module.exports = {
  TLSSocket,
  SecureContext,
  createSecureContext,
  CLIENT_RENEG_LIMIT: 3,
  CLIENT_RENEG_WINDOW: 600,
  DEFAULT_CIPHERS,
  DEFAULT_ECDH_CURVE: 'auto',
  DEFAULT_MIN_VERSION: 'TLSv1.2',
  DEFAULT_MAX_VERSION: 'TLSv1.3',
  rootCertificates: Object.freeze([]),
  ...refusals('tls', [
    'getCiphers', 'getCACertificates', 'setDefaultCACertificates', 'convertALPNProtocols', 'checkServerIdentity',
    'Server', 'createServer', 'connect', 'createSecurePair',
  ]),
};
