// A process of a cluster that its primary has forked: servers listen through the primary. Node's doc: "Cluster".
'use strict';

const EventEmitter = require('events');
const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
const { symbols: { owner_symbol } } = require('internal/async_hooks');
const { Worker, hear, sendHelper } = require('internal/cluster/worker');

const cluster = new EventEmitter();
/** What listens here, by the primary's keys. */
const handles = new Map();
/** For each address the number of the next server there: two on port 0 are different ones. */
const indexes = new Map();

const send = (message, answered) => sendHelper(process, message, null, answered);

Object.assign(cluster, { isWorker: true, isMaster: false, isPrimary: false, worker: null, Worker });

/** Called before the program begins. */
cluster._setupWorker = function() {
  const worker = new Worker({ id: Number(process.env.NODE_UNIQUE_ID) | 0, process, state: 'online' });
  cluster.worker = worker;
  process.once('disconnect', () => {
    worker.emit('disconnect');
    // A primary that is gone, or has let go unasked, leaves nothing to do here.
    if (!worker.exitedAfterDisconnect) process.exit(0);
  });
  process.on('internalMessage', hear(worker, onMessage));
  send({ act: 'online' });
};

function onMessage(message, handle) {
  if (message.act === 'newconn') onConnection(message, handle);
  else if (message.act === 'disconnect') leave(this, true);
}

/** Asks the primary to listen; `then(errno, handle)`. */
cluster._getServer = function(server, options, then) {
  const { address, port, addressType, fd } = options;
  if (addressType === 'udp4' || addressType === 'udp6') {
    throw new ERR_LOOPSCOPE_UNSUPPORTED('dgram sockets of a cluster worker without `exclusive`');
  }
  const at = [address, port, addressType, fd].join(':');
  const index = indexes.get(at) ?? 0;
  indexes.set(at, index + 1);
  const message = { act: 'queryServer', index, data: server._getServerData?.() ?? null, ...options };
  send(message, (reply) => {
    server._setServerData?.(reply.data);
    if (reply.errno) then(reply.errno, null);
    else then(0, listeningHandle(reply));
  });
  server.once('listening', () => {
    cluster.worker.state = 'listening';
    const name = server.address();
    send({ ...message, act: 'listening', port: (name && name.port) || port });
  });
};

/** Stands for the primary's socket: connections come as messages. */
function listeningHandle({ key, sockname }) {
  const handle = {
    listen: () => 0,
    close() {
      if (handles.get(key) !== handle) return;
      handles.delete(key);
      send({ act: 'close', key });
    },
    ref() {},
    unref() {},
  };
  if (sockname) {
    handle.getsockname = (out) => {
      Object.assign(out, sockname);
      return 0;
    };
  }
  handles.set(key, handle);
  return handle;
}

function onConnection({ key, seq }, handle) {
  const listening = handles.get(key);
  const server = listening?.[owner_symbol];
  const isFull = server !== undefined && server.maxConnections != null && server._connections >= server.maxConnections;
  const accepted = listening !== undefined && !isFull;
  send({ ack: seq, accepted });
  if (accepted) listening.onconnection(0, handle);
  else handle.close();
}

/** Closes all servers, then the channel. */
function leave(worker, isAsked) {
  worker.exitedAfterDisconnect = true;
  let waiting = 1;
  const done = () => {
    waiting -= 1;
    if (waiting > 0) return;
    if (isAsked) process.disconnect();
    else send({ act: 'exitedAfterDisconnect' }, () => process.disconnect());
  };
  for (const handle of [...handles.values()]) {
    waiting += 1;
    if (handle[owner_symbol]) handle[owner_symbol].close(done);
    else done(handle.close());
  }
  done();
}

Worker.prototype.disconnect = function() {
  if (this.state !== 'disconnecting' && this.state !== 'destroying') {
    this.state = 'disconnecting';
    leave(this, false);
  }
  return this;
};

Worker.prototype.destroy = function() {
  if (this.state === 'destroying') return;
  this.exitedAfterDisconnect = true;
  if (!this.isConnected()) process.exit(0);
  this.state = 'destroying';
  send({ act: 'exitedAfterDisconnect' }, () => process.disconnect());
  process.once('disconnect', () => process.exit(0));
};

module.exports = cluster;
