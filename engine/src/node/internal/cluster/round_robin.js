// A listening socket of the primary's, whose connections go to the workers in turn. Node's doc: "Cluster", How it works.
'use strict';

const net = require('net');
const { sendHelper } = require('internal/cluster/worker');

/** @returns {object} what net.Server.listen() takes, from what a worker asked for */
function listenOptions({ address, port, fd, backlog, readableAll, writableAll }) {
  if (fd >= 0) return { fd, backlog };
  return port >= 0 ? { port, host: address, backlog } : { path: address, backlog, readableAll, writableAll };
}

/** The socket behind all servers that listen at one address. */
class RoundRobinHandle {
  #all = new Map();
  #free = new Map();
  #waiting = [];
  #handle = null;
  #server = net.createServer();

  constructor(key, query) {
    this.key = key;
    this.#server.listen(listenOptions(query));
    this.#server.once('listening', () => {
      this.#handle = this.#server._handle;
      this.#handle.onconnection = (error, handle) => this.#distribute(error, handle);
      this.#server._handle = null;
      this.#server = null;
    });
  }

  /** One more worker listens; `tell(errno, reply)` says whether it may. */
  add(worker, tell) {
    this.#all.set(worker.id, worker);
    const done = () => {
      const sockname = {};
      if (this.#handle.getsockname) this.#handle.getsockname(sockname);
      tell(null, this.#handle.getsockname ? { sockname } : null);
      this.#handOff(worker);
    };
    if (this.#server === null) {
      done();
      return;
    }
    this.#server.once('listening', done);
    this.#server.once('error', (error) => tell(error.errno, null));
  }

  /** A worker listens no longer. @returns {boolean} whether nobody does, so that the socket is closed */
  remove(worker) {
    if (!this.#all.delete(worker.id)) return false;
    this.#free.delete(worker.id);
    if (this.#all.size > 0) return false;
    for (const handle of this.#waiting) handle.close();
    this.#waiting = [];
    this.#handle?.close();
    this.#handle = null;
    return true;
  }

  #distribute(error, handle) {
    // A socket that could not be accepted is nobody's.
    if (error) return;
    this.#waiting.push(handle);
    const [first] = this.#free.values();
    if (first === undefined) return;
    this.#free.delete(first.id);
    this.#handOff(first);
  }

  #handOff(worker) {
    if (!this.#all.has(worker.id)) return;
    const handle = this.#waiting.shift();
    if (handle === undefined) {
      this.#free.set(worker.id, worker);
      return;
    }
    sendHelper(worker.process, { act: 'newconn', key: this.key }, handle, ({ accepted }) => {
      if (accepted) handle.close();
      else this.#distribute(0, handle);
      this.#handOff(worker);
    });
  }
}

module.exports = { RoundRobinHandle };
