// node:worker_threads. Node's doc: "Worker threads".
'use strict';

const io = require('internal/worker/io');
const worker = require('internal/worker');
const { self, setEnvironmentData, getEnvironmentData } = require('internal/worker/self');
const profile = require('internal/profile');

const messaging = profile.workersPostToThreads ? require('internal/worker/messaging') : undefined;
if (self.isMainThread) messaging?.openInbox();

/** What a version has, in the order in which it lists it. */
const exported = {
  isInternalThread: [self.isInternalThread, profile.workersHaveInternalThreads],
  isMainThread: [self.isMainThread],
  MessagePort: [io.MessagePort],
  MessageChannel: [io.MessageChannel],
  markAsUncloneable: [io.markAsUncloneable, profile.workersMarkUncloneable],
  markAsUntransferable: [io.markAsUntransferable],
  isMarkedAsUntransferable: [io.isMarkedAsUntransferable, profile.workersMarkUncloneable],
  moveMessagePortToContext: [io.moveMessagePortToContext],
  receiveMessageOnPort: [io.receiveMessageOnPort],
  resourceLimits: [self.resourceLimits],
  postMessageToThread: [messaging?.postMessageToThread, profile.workersPostToThreads],
  threadId: [self.threadId],
  threadName: [self.threadName, profile.workersShowNames],
  SHARE_ENV: [worker.SHARE_ENV],
  Worker: [worker.Worker],
  parentPort: [self.parentPort],
  workerData: [self.workerData],
  BroadcastChannel: [io.BroadcastChannel],
  setEnvironmentData: [setEnvironmentData],
  getEnvironmentData: [getEnvironmentData],
};

for (const [name, [value, isThere = true]] of Object.entries(exported)) {
  if (isThere) exports[name] = value;
}

if (profile.workersHaveLocks) exports.locks = require('internal/locks').locks;
