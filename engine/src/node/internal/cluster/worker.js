// cluster.Worker: one process of a cluster, as its primary and as it itself see it; and the messages between them.
// Node's doc: "Cluster", Class: Worker.
'use strict';

const EventEmitter = require('events');

const COMMAND = 'NODE_CLUSTER';

/** A process of a cluster. */
function Worker(options) {
  if (!(this instanceof Worker)) return new Worker(options);
  Reflect.apply(EventEmitter, this, []);
  if (options === null || typeof options !== 'object') options = {};
  this.exitedAfterDisconnect = undefined;
  this.state = options.state || 'none';
  this.id = options.id | 0;
  if (options.process) {
    this.process = options.process;
    this.process.on('error', (code, signal) => this.emit('error', code, signal));
    this.process.on('message', (message, handle) => this.emit('message', message, handle));
  }
}
Object.setPrototypeOf(Worker.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Worker, EventEmitter);

Worker.prototype.kill = function(...args) {
  return this.destroy(...args);
};

Worker.prototype.send = function(...args) {
  return this.process.send(...args);
};

Worker.prototype.isDead = function() {
  return this.process.exitCode != null || this.process.signalCode != null;
};

Worker.prototype.isConnected = function() {
  return this.process.connected;
};

/** What waits for an answer, by the number of the question. */
const waiting = new Map();
let questions = 0;

/** Sends a message of the cluster's own. @returns {boolean} as send() does */
function sendHelper(target, message, handle, answered) {
  if (!target.connected) return false;
  const numbered = { cmd: COMMAND, ...message, seq: questions };
  if (typeof answered === 'function') waiting.set(questions, answered);
  questions += 1;
  return target.send(numbered, handle);
}

/** A listener of internal messages, which knows answers from questions. */
function hear(worker, heard) {
  return function onInternalMessage(message, handle) {
    if (message.cmd !== COMMAND) return;
    const answered = waiting.get(message.ack);
    if (answered === undefined) {
      Reflect.apply(heard, worker, [message, handle]);
    } else {
      waiting.delete(message.ack);
      Reflect.apply(answered, worker, [message, handle]);
    }
  };
}

module.exports = { Worker, hear, sendHelper };
