// Addresses that hold what they stand for: "data:text/plain;base64,…".
// The Fetch standard, section 6.
'use strict';

const { Buffer } = require('buffer');

/** `{ type, bytes }` of a data: URL, or null when it is malformed. */
function parseDataUrl(url) {
  const text = url.href.replace(/#.*$/, '').slice('data:'.length);
  const comma = text.indexOf(',');
  if (comma === -1) return null;
  let type = text.slice(0, comma).trim();
  let bytes = percentDecode(text.slice(comma + 1));
  if (/; *base64$/i.test(type)) {
    const base64 = bytes.toString('latin1').replace(/[\t\n\f\r ]/g, '');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64.replace(/=+$/, '').length % 4 === 1) return null;
    bytes = Buffer.from(base64, 'base64');
    type = type.replace(/; *base64$/i, '');
  }
  if (type.startsWith(';')) type = `text/plain${type}`;
  return { type: /^[^/;]+\/[^/;]+/.test(type) ? type : 'text/plain;charset=US-ASCII', bytes };
}

function percentDecode(text) {
  const bytes = Buffer.from(text, 'utf8').toString('latin1')
    .replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

module.exports = { parseDataUrl };
