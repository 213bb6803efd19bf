// Forms as bytes: multipart/form-data (RFC 7578), written and read.
'use strict';

const { Buffer } = require('buffer');
const { Blob } = require('internal/blob');
const { File } = require('internal/file');
const { FormData, entriesOf } = require('internal/fetch/formdata');
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

function parsePart(part) {
  const headEnd = part.indexOf('\r\n\r\n');
  if (headEnd === -1) return null;
  const head = part.toString('utf8', 0, headEnd);
  const disposition = /^content-disposition: *form-data; *name="((?:[^"\\]|\\.)*)"(?:; *filename="((?:[^"\\]|\\.)*)")?/im
    .exec(head);
  if (!disposition) return null;
  const unescape = (text) => text.replace(/%0A/gi, '\n').replace(/%0D/gi, '\r').replace(/%22/g, '"');
  const type = /^content-type: *(.*)$/im.exec(head)?.[1];
  return {
    name: unescape(disposition[1]),
    filename: disposition[2] === undefined ? undefined : unescape(disposition[2]),
    type,
    body: part.subarray(headEnd + 4),
  };
}

/** The form that these bytes are, or null when they are none. */
function decodeFormData(bytes, boundary) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const delimiter = Buffer.from(`--${boundary}`);
  const data = new FormData();
  let at = buffer.indexOf(delimiter);
  if (at === -1) return null;
  for (;;) {
    at += delimiter.length;
    if (buffer.toString('latin1', at, at + 2) === '--') return data;
    const end = buffer.indexOf(`\r\n--${boundary}`, at, 'latin1');
    const part = end === -1 ? null : parsePart(buffer.subarray(at + 2, end));
    if (part === null) return null;
    const { name, filename, type, body } = part;
    if (filename === undefined) data.append(name, body.toString('utf8'));
    else data.append(name, new File([body], filename, { type: type ?? 'text/plain' }));
    at = end + 2;
  }
}

module.exports = { decodeFormData, encodeFormData };
