// The ways in which `insecureHTTPParser` and `httpValidation` make the parser less strict: llhttp's LENIENT flags.
// Node's documentation: http, "http.createServer([options])", insecureHTTPParser.
'use strict';

const LENIENT = Object.freeze({
  HEADERS: 1,
  CHUNKED_LENGTH: 2,
  KEEP_ALIVE: 4,
  TRANSFER_ENCODING: 8,
  VERSION: 16,
  DATA_AFTER_CLOSE: 32,
  OPTIONAL_LF_AFTER_CR: 64,
  OPTIONAL_CRLF_AFTER_CHUNK: 128,
  OPTIONAL_CR_BEFORE_LF: 256,
  SPACES_AFTER_CHUNK_SIZE: 512,
  /** Control characters in header values; not among those that `insecureHTTPParser` sets. */
  HEADER_VALUE_RELAXED: 1024,
  NONE: 0,
  ALL: 1023,
});

module.exports = { LENIENT };
