// The stream that a server's 'upgrade' listener is given while the request's body is still being read: it writes to
// the socket at once, and reads from it only what comes behind the body.
// Node's documentation: http, "Event: 'upgrade'" of http.Server.
'use strict';

const { Duplex } = require('stream');

class UpgradeStream extends Duplex {
  #socket;
  #request;

  constructor(socket, request) {
    super({ allowHalfOpen: socket.allowHalfOpen });
    this.#socket = socket;
    this.#request = request;
    socket.on('error', (err) => this.destroy(err));
    socket.on('close', () => this.destroy());
    this.on('close', () => socket.destroy());
    socket.on('end', () => {
      this.push(null);
      // Like a socket, the stream ends even when nobody reads it, if there is nothing left to read.
      if (this.readableLength === 0) this.resume();
    });
  }

  /** The body is over; `head` came with its last bytes and belongs to the new protocol already. */
  requestBodyCompleted(head) {
    this.#request = null;
    const give = (bytes) => { if (!this.push(bytes)) this.#socket.pause(); };
    if (head?.length > 0) give(head);
    this.#socket.on('data', give);
  }

  _read() {
    // Who reads the stream wants to get past the body, even if nobody reads that.
    this.#request?.resume();
    this.#socket.resume();
  }

  _write(chunk, encoding, callback) {
    this.#socket.write(chunk, encoding, callback);
  }

  _final(callback) {
    this.#socket.end(callback);
  }

  _destroy(err, callback) {
    this.#socket.destroy(err);
    callback(err);
  }
}

module.exports = { UpgradeStream };
