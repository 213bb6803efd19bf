// Percent encoding shared by `node:querystring` and URLSearchParams.
'use strict';

const { ERR_INVALID_URI } = require('internal/errors').codes;

/** `%00` to `%FF`, by byte. */
const hexTable = Array.from({ length: 256 }, (_, byte) => `%${byte < 16 ? '0' : ''}${byte.toString(16).toUpperCase()}`);

/** By code unit: 1 for a hexadecimal digit. */
const isHexTable = new Int8Array(256);
for (const digit of '0123456789ABCDEFabcdef') isHexTable[digit.charCodeAt(0)] = 1;

/**
 * Percent-encodes the UTF-8 form of a string.
 * @param {string} str
 * @param {Int8Array} noEscapeTable by ASCII code: 1 for what stays as it is
 * @param {string[]} table what stands for each byte
 * @returns {string}
 * @throws {URIError} ERR_INVALID_URI for a surrogate at the very end; other lone ones pair with whatever follows
 */
function encodeStr(str, noEscapeTable, table) {
  let out = '';
  for (let i = 0; i < str.length; i++) {
    let code = str.charCodeAt(i);
    if (code < 0x80) {
      out += noEscapeTable[code] === 1 ? str[i] : table[code];
    } else if (code < 0x800) {
      out += table[0xc0 | (code >> 6)] + table[0x80 | (code & 0x3f)];
    } else if (code < 0xd800 || code >= 0xe000) {
      out += table[0xe0 | (code >> 12)] + table[0x80 | ((code >> 6) & 0x3f)] + table[0x80 | (code & 0x3f)];
    } else {
      i++;
      if (i >= str.length) throw new ERR_INVALID_URI();
      code = 0x10000 + (((code & 0x3ff) << 10) | (str.charCodeAt(i) & 0x3ff));
      out += table[0xf0 | (code >> 18)] + table[0x80 | ((code >> 12) & 0x3f)];
      out += table[0x80 | ((code >> 6) & 0x3f)] + table[0x80 | (code & 0x3f)];
    }
  }
  return out;
}

module.exports = { encodeStr, hexTable, isHexTable };
