// What a thread knows of itself: its number, its port to its parent, what it was given. Node's doc: "Worker threads".
'use strict';

const { SafeMap } = primordials;

const { showLimits } = require('internal/worker/options');

const [threadId, threadName] = internalBinding('worker').current() ?? [0, ''];

/** Shared with every worker that this thread starts from now on. */
let environment = new SafeMap();

const self = {
  isMainThread: threadId === 0,
  isInternalThread: false,
  threadId,
  threadName,
  resourceLimits: {},
  parentPort: null,
  workerData: null,
};

/** Called once in a worker, with what its parent sent. */
function enterWorker({ publicPort, workerData, environmentData, limits }) {
  self.parentPort = publicPort;
  self.workerData = workerData;
  self.resourceLimits = showLimits(limits);
  environment = new SafeMap(environmentData);
}

/** Sets a value that later workers find, or removes it when it is undefined. */
function setEnvironmentData(key, value) {
  if (value === undefined) environment.delete(key);
  else environment.set(key, value);
}

function getEnvironmentData(key) {
  return environment.get(key);
}

module.exports = {
  self,
  enterWorker,
  environmentData: () => new Map(environment),
  setEnvironmentData,
  getEnvironmentData,
};
