// `atob` and `btoa`: bytes held in strings, to and from Base64. Answers to Node's doc "buffer.atob" and to the HTML standard.
'use strict';

const { base64Slice, base64Write, latin1Slice, latin1Write } = internalBinding('buffer');
const { ERR_MISSING_ARGS } = require('internal/errors').codes;
const { lazyDOMException } = require('internal/util');

/** ASCII white space, which `atob` skips wherever it is. */
const SPACE = /[\t\n\f\r ]+/g;

/** What is left must be Base64: groups of four, the last one padded in full or not at all. */
const FORGIVING = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

const invalid = (message) => lazyDOMException(message, 'InvalidCharacterError');

/**
 * The Base64 text of a string whose code units are bytes.
 * @throws {DOMException} InvalidCharacterError for a code unit above 255
 */
function btoa(input) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('input');
  const text = `${input}`;
  if (/[^\0-\xff]/.test(text)) throw invalid('Invalid character');
  const bytes = new Uint8Array(text.length);
  latin1Write(bytes, text, 0, bytes.length);
  return base64Slice(bytes, 0, bytes.length);
}

/**
 * The bytes of a Base64 text, as the code units of a string.
 * @throws {DOMException} InvalidCharacterError
 */
function atob(input) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('input');
  const text = `${input}`.replace(SPACE, '');
  if (!FORGIVING.test(text)) {
    // Only a text that ends one character into a group has no character to blame; a misplaced `=` counts as one.
    throw invalid(/[^A-Za-z0-9+/]/.test(text) ? 'Invalid character' : 'The string to be decoded is not correctly encoded.');
  }
  const bytes = new Uint8Array(Math.ceil(text.length / 4) * 3);
  return latin1Slice(bytes, 0, base64Write(bytes, text, 0, bytes.length));
}

module.exports = { atob, btoa };
