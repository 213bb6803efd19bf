// Worker threads as the thread sees them that starts them. Node's doc: "Worker threads", Class: Worker.
'use strict';

const { Promise, PromiseResolve, SafeMap, Symbol, SymbolAsyncDispose } = primordials;

const EventEmitter = require('events');
const { AsyncWrap } = require('internal/async_wrap');
const { runNextTicks } = require('internal/process/task_queues');
const { triggerUncaughtException } = internalBinding('errors');
const binding = internalBinding('worker');
const { createChannel } = internalBinding('messaging');
const {
  LOAD_SCRIPT, UP_AND_RUNNING, ERROR_MESSAGE, STDIO_PAYLOAD, STDIO_WANTS_MORE_DATA,
} = require('internal/worker/control');
const { MessageChannel, setupPortReferencing, makePort } = require('internal/worker/message_port');
const { drainMessagePort } = require('internal/worker/io');
const { SHARE_ENV, readEntry, readEnvironment, readFlags, readArguments, readLimits, showLimits } = require('internal/worker/options');
const profile = require('internal/profile');
const { environmentData } = require('internal/worker/self');

const kHandle = Symbol('kHandle');
const kPort = Symbol('kPort');
const kPublicPort = Symbol('kPublicPort');
const kParentSideStdio = Symbol('kParentSideStdio');
const kOnExit = Symbol('kOnExit');
const kOnMessage = Symbol('kOnMessage');
const kDispose = Symbol('kDispose');
const kIsOnline = Symbol('kIsOnline');

/** Workers of this thread that have not ended, by number. */
const running = new SafeMap();

/** A worker's place in the engine: its number, what it was given. */
class WorkerHandle extends AsyncWrap {
  constructor(name, limits) {
    super('WORKER');
    this.threadId = binding.allocate();
    this.threadName = name;
    this.limits = limits;
    this.referenced = true;
    this.announce();
  }

  setReferenced(referenced) {
    this.referenced = referenced;
    binding.setReferenced(this.threadId, referenced);
  }
}

/** The streams at this end, of those that were asked for. */
function makeStdio(port, { stdin, stdout, stderr }) {
  const { ReadableWorkerStdio, WritableWorkerStdio, kIncrementsPortRef, kWaitingStreams } = require('internal/worker/stdio');
  port[kWaitingStreams] = 0;
  const streams = {
    stdin: stdin ? new WritableWorkerStdio(port, 'stdin') : null,
    stdout: new ReadableWorkerStdio(port, 'stdout'),
    stderr: new ReadableWorkerStdio(port, 'stderr'),
  };
  for (const [name, isCaptured] of [['stdout', stdout], ['stderr', stderr]]) {
    if (isCaptured) continue;
    streams[name][kIncrementsPortRef] = false;
    pipeWithoutWarning(streams[name], process[name]);
  }
  return streams;
}

/** Many workers may write to one stream: that is no leak of listeners. */
function pipeWithoutWarning(source, destination) {
  const sourceMax = source._maxListeners;
  const destinationMax = destination._maxListeners;
  source.setMaxListeners(Infinity);
  destination.setMaxListeners(Infinity);
  source.pipe(destination);
  source._maxListeners = sourceMax;
  destination._maxListeners = destinationMax;
}

/** Messages are callbacks of their own: what they put off, and what they threw, comes before the end is told. */
function settle() {
  try {
    runNextTicks();
  } catch (error) {
    triggerUncaughtException(error, false);
  }
}

class Worker extends EventEmitter {
  /**
   * @param {string|URL} filename a file, a `data:` URL, or with `eval` the program itself
   * @param {object} [options]
   */
  constructor(filename, options = {}) {
    super();
    const flags = readFlags(options.execArgv);
    const argv = readArguments(options.argv);
    const entry = readEntry(filename, options);
    const env = readEnvironment(options.env);
    if (options.name !== undefined) require('internal/validators').validateString(options.name, 'options.name');
    const limits = readLimits(options.resourceLimits);
    this[kHandle] = new WorkerHandle(options.name ?? (profile.workersAreNamed ? 'WorkerThread' : ''), limits);
    const [near, far] = createChannel();
    this[kPort] = makePort(near);
    this[kPort].on('message', (data) => this[kOnMessage](data));
    this[kPort].start();
    // What keeps this thread alive is the worker, not what the two say to each other.
    this[kPort].unref();
    this[kParentSideStdio] = makeStdio(this[kPort], options);
    const { port1, port2 } = new MessageChannel();
    const transferList = [port2, ...Array.from(options.transferList ?? [])];
    this[kPublicPort] = port1;
    for (const event of ['message', 'messageerror']) port1.on(event, (message) => this.emit(event, message));
    setupPortReferencing(port1, this, 'message');
    this[kPort].postMessage({
      type: LOAD_SCRIPT,
      ...entry,
      argv,
      workerData: options.workerData,
      environmentData: environmentData(),
      publicPort: port2,
      hasStdin: Boolean(options.stdin),
      sharedEnv: env === undefined ? require('internal/process/env').shareEnvironment() : undefined,
      limits,
    }, transferList);
    this.#addPerformance();
    this[kIsOnline] = false;
    this.#start(far, flags, env);
  }

  #start(port, flags, env) {
    const { threadId, threadName, limits } = this[kHandle];
    require('internal/atomics').shareMemory();
    running.set(threadId, this);
    binding.start(threadId, threadName, port, flags, env ?? [], limits[1] > 0 ? limits[1] : 0, process.cwd());
    process.nextTick(() => process.emit('worker', this));
  }

  #addPerformance() {
    const eventLoopUtilization = (util1, util2) => {
      const { utilizationOf } = require('internal/perf/event_loop_utilization');
      return utilizationOf(this[kHandle] === null ? undefined : binding.loopTimes(this[kHandle].threadId), util1, util2);
    };
    this.performance = { eventLoopUtilization };
  }

  [kOnExit](code, error, detail) {
    for (const port of [this[kPublicPort], this[kPort]]) {
      drainMessagePort(port);
      settle();
    }
    const handle = this[kHandle];
    this[kDispose]();
    handle.makeCallback(() => this.#tellOfExit(code, error, detail));
  }

  #tellOfExit(code, error, detail) {
    if (error !== '') {
      const { codes } = require('internal/errors');
      this.emit('error', new codes[error](detail));
    }
    this.emit('exit', code);
  }

  [kOnMessage](message) {
    switch (message.type) {
      case UP_AND_RUNNING:
        this[kIsOnline] = true;
        this.emit('online');
        break;
      case ERROR_MESSAGE:
        this.emit('error', require('internal/error_serdes').deserializeError(message.error));
        break;
      case STDIO_PAYLOAD:
        require('internal/worker/stdio').receiveChunks(this[kParentSideStdio][message.stream], message.chunks);
        break;
      case STDIO_WANTS_MORE_DATA:
        this[kParentSideStdio][message.stream][require('internal/worker/stdio').kStdioWantsMoreDataCallback]();
        break;
    }
  }

  [kDispose]() {
    running.delete(this[kHandle].threadId);
    this[kHandle] = null;
    this[kPort] = null;
    this[kPublicPort] = null;
    const { stdout, stderr } = this[kParentSideStdio];
    for (const stream of [stdout, stderr]) {
      if (!stream.readableEnded) stream.push(null);
    }
  }

  postMessage(...args) {
    if (this[kPublicPort] === null) return;
    this[kPublicPort].postMessage(...args);
  }

  /** Ends the worker as soon as possible. @returns {Promise<number>} its exit code; undefined when it has ended */
  terminate() {
    this.ref();
    this.#warnOfCallback(arguments[0]);
    if (this[kHandle] === null) return PromiseResolve();
    binding.stop(this[kHandle].threadId);
    return new Promise((resolve) => this.once('exit', resolve));
  }

  #warnOfCallback(callback) {
    if (typeof callback !== 'function' || profile.terminateIgnoresCallbacks) return;
    process.emitWarning('Passing a callback to worker.terminate() is deprecated. It returns a Promise instead.',
      'DeprecationWarning', 'DEP0132');
    if (this[kHandle] === null) return;
    this.once('exit', (code) => callback(null, code));
  }

  async [SymbolAsyncDispose]() {
    await this.terminate();
  }

  ref() {
    this.#setReferenced(true);
  }

  unref() {
    this.#setReferenced(false);
  }

  #setReferenced(referenced) {
    if (this[kHandle] === null) return;
    this[kHandle].setReferenced(referenced);
    const method = referenced ? 'ref' : 'unref';
    this[kPublicPort][method]();
    if (!referenced) this[kPort].unref();
  }

  get threadId() {
    return this[kHandle] === null ? -1 : this[kHandle].threadId;
  }

  get threadName() {
    return this[kHandle] === null ? null : this[kHandle].threadName;
  }

  get stdin() {
    return this[kParentSideStdio].stdin;
  }

  get stdout() {
    return this[kParentSideStdio].stdout;
  }

  get stderr() {
    return this[kParentSideStdio].stderr;
  }

  get resourceLimits() {
    return this[kHandle] === null ? {} : showLimits(this[kHandle].limits);
  }

  getHeapSnapshot(options) {
    return this.#inspectHeap('getHeapSnapshot');
  }

  getHeapStatistics() {
    return this.#inspectHeap('getHeapStatistics');
  }

  cpuUsage(before) {
    return this.#inspectHeap('cpuUsage');
  }

  startCpuProfile(options) {
    return this.#inspectHeap('startCpuProfile');
  }

  startHeapProfile(options) {
    return this.#inspectHeap('startHeapProfile');
  }

  /** What looks into the other isolate while it runs. */
  #inspectHeap(name) {
    const { codes: { ERR_LOOPSCOPE_UNSUPPORTED, ERR_WORKER_NOT_RUNNING } } = require('internal/errors');
    if (this[kHandle] === null) return Promise.reject(new ERR_WORKER_NOT_RUNNING());
    throw new ERR_LOOPSCOPE_UNSUPPORTED(`worker.${name}()`);
  }
}

/** Methods that only some versions have. */
const VERSIONED = {
  threadName: profile.workersShowNames,
  getHeapStatistics: profile.workersShowHeaps,
  cpuUsage: profile.workersShowHeaps,
  startCpuProfile: profile.workersShowHeaps,
  startHeapProfile: profile.workersProfileHeaps,
};
if (!profile.workersAreDisposable) delete Worker.prototype[SymbolAsyncDispose];
for (const [name, isThere] of Object.entries(VERSIONED)) {
  if (!isThere) delete Worker.prototype[name];
}

/** Called by the engine: a worker has ended. */
function onWorkerExited(thread, code, error, detail) {
  running.get(thread)?.[kOnExit](code, error, detail);
}

module.exports = { Worker, SHARE_ENV, onWorkerExited };
