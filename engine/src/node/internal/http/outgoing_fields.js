// The private fields of `http.OutgoingMessage`, which its parts share.
'use strict';

module.exports = {
  kBytesWritten: Symbol('kBytesWritten'),
  kChunkedBuffer: Symbol('kChunkedBuffer'),
  kChunkedLength: Symbol('kChunkedLength'),
  kCorked: Symbol('corked'),
  /** The callbacks of end() that wait for the message's end; null when there are none. */
  kEndCallbacks: Symbol('kEndCallbacks'),
  kErrored: Symbol('errored'),
  /** Why the message could not be sent to its end; callbacks of later end() calls get it too. */
  kFlushError: Symbol('kFlushError'),
  kHighWaterMark: Symbol('kHighWaterMark'),
  kRejectNonStandardBodyWrites: Symbol('kRejectNonStandardBodyWrites'),
  kSocket: Symbol('kSocket'),
  kWritableFinished: Symbol('kWritableFinished'),
};
