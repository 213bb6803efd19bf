// Forms as bytes: multipart/form-data (RFC 7578), written and read.
'use strict';

const { Buffer } = require('buffer');
const { Blob } = require('internal/blob');
const { File } = require('internal/file');
const { FormData, entriesOf } = require('internal/fetch/formdata');
const { isToken } = require('internal/fetch/webidl');
const profile = require('internal/profile');

let boundaries = 0;

/** Boundaries count up: in undici they are random, but a run must not depend on chance, nor use up the program's. */
function makeBoundary() {
  boundaries++;
  return `----formdata-undici-0${String(boundaries).padStart(11, '0')}`;
}

function escapeName(name) {
  return name.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');
}

function normalizeLineEnds(text) {
  return text.replace(/\r?\n|\r/g, '\r\n');
}

/** `{ blob, boundary }`: the form as the bytes of a body. */
function encodeFormData(data) {
  const boundary = makeBoundary();
  const parts = [];
  for (const [name, value] of entriesOf(data)) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(normalizeLineEnds(name))}"`;
    if (typeof value === 'string') {
      parts.push(`${head}\r\n\r\n${normalizeLineEnds(value)}\r\n`);
    } else {
      const filename = value.name ? `; filename="${escapeName(value.name)}"` : '';
      parts.push(`${head}${filename}\r\nContent-Type: ${value.type || 'application/octet-stream'}\r\n\r\n`, value, '\r\n');
    }
  }
  parts.push(`--${boundary}--${profile.formsEndWithNewline ? '\r\n' : ''}`);
  return { blob: new Blob(parts), boundary };
}

/** Bytes that are no form. From Node 24 on the error says why. */
function parseError(why) {
  const options = profile.formErrorsSayWhy ? { cause: new TypeError(why) } : undefined;
  return new TypeError('Failed to parse body as FormData.', options);
}

const DISPOSITION = new RegExp(profile.formErrorsSayWhy ?
  /^\s*form-data *(?:; *name=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+)))?(?:; *filename="((?:[^"\\]|\\.)*)")?/i :
  /^\s*form-data; *name="((?:[^"\\]|\\.)*)"()(?:; *filename="((?:[^"\\]|\\.)*)")?/i);

/** The headers of a part, by lower-case name. */
function parseHead(head) {
  const fields = new Map();
  for (const line of head.split('\r\n')) {
    const [name, ...rest] = line.split(':');
    if (!isToken(name)) throw parseError('header name does not match the field-name token production');
    fields.set(name.toLowerCase(), rest.join(':').trim());
  }
  return fields;
}

function parsePart(part) {
  const headEnd = part.indexOf('\r\n\r\n');
  const fields = parseHead(part.toString('utf8', 0, headEnd === -1 ? part.length : headEnd));
  const disposition = fields.get('content-disposition');
  if (disposition === undefined) throw parseError('header name is null');
  const match = DISPOSITION.exec(disposition);
  if (!match) throw parseError('expected form-data for content-disposition header');
  const [, quoted, bare, filename] = match;
  const name = quoted ?? (bare || undefined);
  if (name === undefined) throw parseError('name attribute is required in content-disposition header');
  const unescape = (text) => text.replace(/%0A/gi, '\n').replace(/%0D/gi, '\r').replace(/%22/g, '"');
  return {
    name: unescape(name),
    filename: filename === undefined ? undefined : unescape(filename),
    type: fields.get('content-type'),
    body: part.subarray(headEnd + 4),
  };
}

/** The form that these bytes are; throws when they are none. */
function decodeFormData(bytes, boundary) {
  if (boundary === undefined) throw parseError('missing boundary in content-type header');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const delimiter = Buffer.from(`--${boundary}`);
  const data = new FormData();
  let at = buffer.indexOf(delimiter);
  if (at === -1 || (at > 0 && !profile.formErrorsSayWhy)) throw parseError('no boundary found in multipart body');
  for (;;) {
    at += delimiter.length;
    const next = buffer.toString('latin1', at, at + 2);
    if (next === '--') return data;
    if (next !== '\r\n') throw parseError('expected CRLF');
    const end = buffer.indexOf(`\r\n--${boundary}`, at, 'latin1');
    const { name, filename, type, body } = parsePart(buffer.subarray(at + 2, end === -1 ? buffer.length : end));
    if (end === -1) throw parseError('expected boundary after body');
    if (filename === undefined) data.append(name, body.toString('utf8'));
    else data.append(name, new File([body], filename, { type: type ?? 'text/plain' }));
    at = end + 2;
  }
}

module.exports = { decodeFormData, encodeFormData };
