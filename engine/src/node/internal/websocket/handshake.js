// The opening handshake of WebSocket: RFC 6455, section 4. The request carries what the Fetch standard adds to it.
'use strict';

const { Buffer } = require('buffer');
const { random } = internalBinding('process');

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const KEY_BYTES = 16;

function headersOf(url, key, protocols, extra) {
  return {
    host: url.host,
    connection: 'upgrade',
    upgrade: 'websocket',
    ...extra,
    'sec-websocket-key': key,
    'sec-websocket-version': '13',
    ...(protocols.length > 0 && { 'sec-websocket-protocol': protocols.join(', ') }),
    'sec-websocket-extensions': 'permessage-deflate; client_max_window_bits',
    accept: '*/*',
    'accept-language': '*',
    'sec-fetch-mode': 'websocket',
    'user-agent': 'node',
    pragma: 'no-cache',
    'cache-control': 'no-cache',
    'accept-encoding': 'gzip, deflate',
  };
}

/** Whether an answer makes the connection a WebSocket: the chosen protocol, or undefined. */
function chosenProtocol({ statusCode, headers }, key, protocols) {
  if (statusCode !== 101 || headers.upgrade?.toLowerCase() !== 'websocket') return undefined;
  if (!headers.connection?.toLowerCase().split(/, */).includes('upgrade')) return undefined;
  const accept = require('crypto').createHash('sha1').update(key + GUID).digest('base64');
  if (headers['sec-websocket-accept'] !== accept) return undefined;
  // Extensions would have to be spoken: none is.
  if (headers['sec-websocket-extensions'] !== undefined) return undefined;
  const protocol = headers['sec-websocket-protocol'];
  if (protocol === undefined) return protocols.length > 0 ? undefined : '';
  return protocols.includes(protocol) ? protocol : undefined;
}

/**
 * Asks a server to speak WebSocket.
 * @param {URL} url with the scheme ws
 * @param {string[]} protocols
 * @param {object} extra further headers
 * @param {{ opened: Function, failed: Function }} on `opened(socket, head, protocol)`
 * @returns {ClientRequest} to be destroyed when nobody wants the answer any more
 */
function connect(url, protocols, extra, on) {
  const key = Buffer.from(random(KEY_BYTES)).toString('base64');
  const request = require('http').request({
    agent: false,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port || 80,
    path: `${url.pathname}${url.search}`,
    headers: headersOf(url, key, protocols, extra),
  });
  request.on('upgrade', (response, socket, head) => {
    const protocol = chosenProtocol(response, key, protocols);
    if (protocol !== undefined) {
      on.opened(socket, head, protocol);
      return;
    }
    socket.destroy();
    on.failed();
  });
  request.on('response', () => {
    request.destroy();
    on.failed();
  });
  request.on('error', on.failed);
  request.end();
  return request;
}

module.exports = { connect };
