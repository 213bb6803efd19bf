// How repeated headers are put together in `message.headers`.
// Node's documentation: http, "message.headers": the list of headers of which duplicates are discarded.
'use strict';

/** Of these the first one counts, unless the option `joinDuplicateHeaders` says otherwise. */
const FIRST_COUNTS = new Set([
  'age', 'authorization', 'content-length', 'content-type', 'etag', 'expires', 'from', 'host', 'if-modified-since',
  'if-unmodified-since', 'last-modified', 'location', 'max-forwards', 'proxy-authorization', 'referer', 'retry-after',
  'server', 'user-agent',
]);

/** Adds a header to `headers`, whose names are in lower case. */
function addHeader(headers, field, value, joinsDuplicates) {
  const name = field.toLowerCase();
  if (name === 'set-cookie') {
    if (headers[name] === undefined) headers[name] = [value];
    else headers[name].push(value);
    return;
  }
  const firstCounts = FIRST_COUNTS.has(name);
  const isRepeated = firstCounts ? headers[name] !== undefined : typeof headers[name] === 'string';
  if (!isRepeated) headers[name] = value;
  else if (!firstCounts || joinsDuplicates) headers[name] += (name === 'cookie' ? '; ' : ', ') + value;
}

/** Adds a header to `headers`, which keeps a list for every name. */
function addHeaderDistinct(headers, field, value) {
  const name = field.toLowerCase();
  if (headers[name]) headers[name].push(value);
  else headers[name] = [value];
}

module.exports = { addHeader, addHeaderDistinct };
