// node:stream/consumers: everything a stream gives, as one value. Node's doc: stream, "Utility Consumers".
'use strict';

const profile = require('internal/profile');
const { Buffer } = require('buffer');

/** The chunks of anything async iterable, as a Blob. */
async function blob(stream) {
  const { Blob } = require('internal/blob');
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new Blob(chunks);
}

async function arrayBuffer(stream) {
  const ret = await blob(stream);
  return ret.arrayBuffer();
}

async function buffer(stream) {
  return Buffer.from(await arrayBuffer(stream));
}

async function bytes(stream) {
  return new Uint8Array(await arrayBuffer(stream));
}

/** Bytes are decoded as UTF-8, strings taken as they are. */
async function text(stream) {
  const { TextDecoder } = require('internal/encoding');
  const dec = new TextDecoder();
  let str = '';
  for await (const chunk of stream) {
    if (typeof chunk === 'string') str += chunk;
    else str += dec.decode(chunk, { stream: true });
  }
  // What is left of a character that was cut.
  return str + dec.decode(undefined, { stream: false });
}

async function json(stream) {
  const str = await text(stream);
  return JSON.parse(str);
}

module.exports = profile.consumersGiveBytes ?
  { arrayBuffer, blob, buffer, bytes, text, json } :
  { arrayBuffer, blob, buffer, text, json };
