// Taking chunks out of a readable's buffer. The caller (read) accounts for the length.
'use strict';

const profile = require('internal/profile');
const { Buffer } = require('buffer');
const { kState, kObjectMode } = require('internal/streams/utils');
const { kDecoder } = require('internal/streams/readable/state');

const FastBuffer = Buffer[Symbol.species];

/** Taken slots are dropped in batches of this many, so that a long buffer is not shifted for each chunk. */
const TAKEN_SLOTS_MAX = 1024;

/**
 * Takes `n` units, or all of them, or one object.
 * @param {number} n bytes or characters; 0 or NaN: everything
 * @returns {*} null when nothing is buffered
 */
function fromList(n, state) {
  const total = state.length;
  if (total === 0) return null;
  if ((state[kState] & kObjectMode) !== 0) return takeHead(state);

  const strings = (state[kState] & kDecoder) !== 0;
  if (!n || n >= total) return strings ? takeAllCharacters(state) : takeAllBytes(state, total);

  const { buffer, bufferIndex } = state;
  const head = buffer[bufferIndex];
  if (n === head.length) return takeHead(state);
  if (n < head.length) {
    buffer[bufferIndex] = head.slice(n);
    return head.slice(0, n);
  }
  return strings ? takeCharacters(n, state) : takeBytes(n, state);
}

function takeHead(state) {
  const { buffer, bufferIndex } = state;
  const head = buffer[bufferIndex];
  buffer[bufferIndex] = null;
  taken(state, bufferIndex + 1);
  return head;
}

function takeAllCharacters(state) {
  const { buffer } = state;
  let all = '';
  for (let i = state.bufferIndex; i < buffer.length; i++) all += buffer[i];
  taken(state, buffer.length);
  return all;
}

function takeAllBytes(state, total) {
  const { buffer } = state;
  const count = buffer.length - state.bufferIndex;
  if (count === 1) return takeHead(state);
  if (count === 0) return new FastBuffer();
  const all = Buffer.allocUnsafe(total);
  let at = 0;
  for (let i = state.bufferIndex; i < buffer.length; i++) {
    all.set(buffer[i], at);
    at += buffer[i].length;
  }
  taken(state, buffer.length);
  return all;
}

function takeCharacters(n, state) {
  const { buffer } = state;
  let index = state.bufferIndex;
  let some = '';
  while (n > buffer[index].length) {
    some += buffer[index];
    n -= buffer[index].length;
    buffer[index++] = null;
  }
  // Bytes among the characters: those of a Buffer put back by unshift(), or from before setEncoding().
  const last = profile.streamsCutBytesAsText ? String(buffer[index]) : buffer[index];
  // Node 20 compared with the number of chunks by mistake, and so gives too much or leaves an empty string behind.
  if (n === (profile.streamsMiscountStrings ? buffer.length : last.length)) {
    some += last;
    buffer[index++] = null;
  } else {
    some += last.slice(0, n);
    buffer[index] = last.slice(n);
  }
  taken(state, index);
  return some;
}

function takeBytes(n, state) {
  const { buffer } = state;
  const some = Buffer.allocUnsafe(n);
  let index = state.bufferIndex;
  let at = 0;
  while (at < n) {
    const chunk = buffer[index];
    const left = n - at;
    if (chunk.length > left) {
      some.set(new FastBuffer(chunk.buffer, chunk.byteOffset, left), at);
      buffer[index] = new FastBuffer(chunk.buffer, chunk.byteOffset + left, chunk.length - left);
      break;
    }
    some.set(chunk, at);
    at += chunk.length;
    buffer[index++] = null;
  }
  taken(state, index);
  return some;
}

/** Notes that all slots before `index` are empty now. */
function taken(state, index) {
  if (index === state.buffer.length) {
    state.buffer.length = 0;
    state.bufferIndex = 0;
  } else if (index > TAKEN_SLOTS_MAX || profile.streamsShowUntakenOnly) {
    state.buffer.splice(0, index);
    state.bufferIndex = 0;
  } else {
    state.bufferIndex = index;
  }
}

module.exports = { fromList };
