// toWeb() and fromWeb(): a Node stream as a web stream and the other way round. Node's doc: stream,
// "stream.Readable.toWeb()" and its neighbours. Web faces are in adapters/to_web, Node faces in adapters/from_web,
// faces of handles in adapters/stream_base.
'use strict';

const toWeb = require('internal/webstreams/adapters/to_web');

module.exports = {
  ...toWeb,
  newStreamWritableFromWritableStream(stream, options) {
    return require('internal/webstreams/adapters/from_web').newStreamWritableFromWritableStream(stream, options);
  },
  newStreamReadableFromReadableStream(stream, options) {
    return require('internal/webstreams/adapters/from_web').newStreamReadableFromReadableStream(stream, options);
  },
  newStreamDuplexFromReadableWritablePair(pair, options) {
    return require('internal/webstreams/adapters/from_web').newStreamDuplexFromReadableWritablePair(pair, options);
  },
  newWritableStreamFromStreamBase(streamBase, strategy) {
    return require('internal/webstreams/adapters/stream_base').newWritableStreamFromStreamBase(streamBase, strategy);
  },
  newReadableStreamFromStreamBase(streamBase, strategy, options) {
    return require('internal/webstreams/adapters/stream_base')
      .newReadableStreamFromStreamBase(streamBase, strategy, options);
  },
};
