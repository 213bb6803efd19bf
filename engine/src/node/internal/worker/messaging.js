// postMessageToThread: a message to any thread by its number, heard as an event of its `process`. Node's doc: "Worker
// threads", worker_threads.postMessageToThread().
'use strict';

const binding = internalBinding('worker');
const messaging = internalBinding('messaging');
const { makePort, MessageChannel } = require('internal/worker/message_port');
const { readPostArguments } = require('internal/worker/transfer_list');
const {
  codes: {
    ERR_WORKER_MESSAGING_ERRORED, ERR_WORKER_MESSAGING_FAILED, ERR_WORKER_MESSAGING_SAME_THREAD, ERR_WORKER_MESSAGING_TIMEOUT,
  },
} = require('internal/errors');
const { setTimeout, clearTimeout } = require('timers');

/** What the receiver answers. */
const DELIVERED = 0;
const NO_LISTENER = 1;
const LISTENER_THREW = 2;

/** Lets other threads reach this one: its inbox neither keeps it alive nor has to be read. */
function openInbox() {
  const [near, far] = messaging.createChannel();
  const inbox = makePort(near);
  inbox.on('message', receive);
  inbox.unref();
  binding.setInbox(far);
}

function receive({ value, source, reply }) {
  reply.postMessage(emit(value, source));
  reply.close();
}

function emit(value, source) {
  try {
    return process.emit('workerMessage', value, source) ? DELIVERED : NO_LISTENER;
  } catch {
    return LISTENER_THREW;
  }
}

/**
 * @param {number} threadId @param {*} value @param {Array} [transferList] @param {number} [timeout] in milliseconds
 * @returns {Promise<void>} settles when the listener has run
 */
async function postMessageToThread(threadId, value, transferList, timeout) {
  const { validateNumber } = require('internal/validators');
  if (typeof transferList === 'number' && timeout === undefined) [transferList, timeout] = [[], transferList];
  if (timeout !== undefined) validateNumber(timeout, 'timeout', 0);
  const { self: { threadId: source } } = require('internal/worker/self');
  if (threadId === source) throw new ERR_WORKER_MESSAGING_SAME_THREAD();
  const inbox = binding.inbox(threadId);
  if (inbox === undefined) throw new ERR_WORKER_MESSAGING_FAILED();
  const { port1, port2 } = new MessageChannel();
  const message = { value, source, reply: port2 };
  const { moved } = readPostArguments([message, [port2, ...(transferList ?? [])]], port1, postMessageToThread);
  const answer = await waitForAnswer(port1, timeout, () => messaging.post(inbox, message, moved.buffers, moved.hosts));
  if (answer === NO_LISTENER) throw new ERR_WORKER_MESSAGING_FAILED();
  if (answer === LISTENER_THREW) throw new ERR_WORKER_MESSAGING_ERRORED();
}

function waitForAnswer(port, timeout, send) {
  return new Promise((resolve, reject) => {
    const timer = timeout === undefined ? undefined : setTimeout(() => settle(reject, new ERR_WORKER_MESSAGING_TIMEOUT()), timeout);
    function settle(how, what) {
      clearTimeout(timer);
      port.close();
      how(what);
    }
    port.on('message', (answer) => settle(resolve, answer));
    port.on('close', () => settle(reject, new ERR_WORKER_MESSAGING_FAILED()));
    send();
  });
}

module.exports = { openInbox, postMessageToThread };
