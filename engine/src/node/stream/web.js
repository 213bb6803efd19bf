// node:stream/web: the web streams. Node's doc: webstreams.
'use strict';

const profile = require('internal/profile');
const { ERR_INVALID_ARG_TYPE } = require('internal/errors').codes;
const readable = require('internal/webstreams/readablestream');
const { WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController } =
  require('internal/webstreams/writablestream');
const { TransformStream, TransformStreamDefaultController } = require('internal/webstreams/transformstream');
const { ByteLengthQueuingStrategy, CountQueuingStrategy } = require('internal/webstreams/queuingstrategies');
const { TextEncoderStream, TextDecoderStream } = require('internal/webstreams/encoding');

/**
 * tee() as the standard has it for other standards.
 * @param {boolean} [cloneForBranch2] gives the second branch copies
 */
function ReadableStreamTee(stream, cloneForBranch2 = false) {
  if (!readable.isReadableStream(stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);
  require('internal/validators').validateBoolean(cloneForBranch2, 'cloneForBranch2');
  return readable.readableStreamTee(stream, cloneForBranch2);
}

module.exports = {
  ReadableStream: readable.ReadableStream,
  ...(profile.webHasTeeFunction ? { ReadableStreamTee } : {}),
  ReadableStreamDefaultReader: readable.ReadableStreamDefaultReader,
  ReadableStreamBYOBReader: readable.ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest: readable.ReadableStreamBYOBRequest,
  ReadableByteStreamController: readable.ReadableByteStreamController,
  ReadableStreamDefaultController: readable.ReadableStreamDefaultController,
  TransformStream,
  TransformStreamDefaultController,
  WritableStream,
  WritableStreamDefaultWriter,
  WritableStreamDefaultController,
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  TextEncoderStream,
  TextDecoderStream,
  ...require('internal/webstreams/compression'),
};
