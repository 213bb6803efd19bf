// node:worker_threads. Node's doc: "Worker threads".
'use strict';

const io = require('internal/worker/io');
const worker = require('internal/worker');
const profile = require('internal/profile');

/** What a version has, in the order in which it lists it. */
const exported = {
  isInternalThread: [worker.isInternalThread, profile.workersHaveInternalThreads],
  isMainThread: [worker.isMainThread],
  MessagePort: [io.MessagePort],
  MessageChannel: [io.MessageChannel],
  markAsUncloneable: [io.markAsUncloneable, profile.workersMarkUncloneable],
  markAsUntransferable: [io.markAsUntransferable],
  isMarkedAsUntransferable: [io.isMarkedAsUntransferable, profile.workersMarkUncloneable],
  moveMessagePortToContext: [io.moveMessagePortToContext],
  receiveMessageOnPort: [io.receiveMessageOnPort],
  resourceLimits: [worker.resourceLimits],
  postMessageToThread: [worker.postMessageToThread, profile.workersPostToThreads],
  threadId: [worker.threadId],
  threadName: [worker.threadName, profile.workersShowNames],
  SHARE_ENV: [worker.SHARE_ENV],
  Worker: [worker.Worker],
  parentPort: [worker.parentPort],
  workerData: [worker.workerData],
  BroadcastChannel: [io.BroadcastChannel],
  setEnvironmentData: [worker.setEnvironmentData],
  getEnvironmentData: [worker.getEnvironmentData],
};

for (const [name, [value, isThere = true]] of Object.entries(exported)) {
  if (isThere) exports[name] = value;
}

if (profile.workersHaveLocks) exports.locks = worker.locks;
