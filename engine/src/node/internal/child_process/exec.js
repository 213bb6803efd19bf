// exec() and execFile(): a program's whole output, in one callback. Node's doc: "Child process",
// child_process.execFile().
'use strict';

const { Buffer } = require('buffer');
const { codes: { ERR_CHILD_PROCESS_STDIO_MAXBUFFER }, genericNodeError } = require('internal/errors');
const {
  normalizeExecArgs, normalizeExecFileArgs, checkTimeout, checkMaxBuffer, readKillSignal,
} = require('internal/child_process/arguments');
const { spawn } = require('internal/child_process/spawn');
const { getSystemErrorName, promisify: { custom } } = require('internal/util');
const { setTimeout, clearTimeout } = require('timers');

const DEFAULTS = { encoding: 'utf8', timeout: 0, maxBuffer: 1024 * 1024, killSignal: 'SIGTERM', cwd: null, env: null, shell: false };

/** Whether output is given as text. */
const isText = (encoding) => Boolean(encoding) && encoding !== 'buffer' && Buffer.isEncoding(encoding);

/** One execFile() on its way. */
class Execution {
  #chunks = { stdout: [], stderr: [] };
  #lengths = { stdout: 0, stderr: 0 };
  #error = null;
  #isOver = false;
  #isKilled = false;
  #timer = null;

  constructor(child, options, command, callback) {
    this.child = child;
    this.options = options;
    this.command = command;
    this.callback = callback;
    if (options.timeout > 0) {
      this.#timer = setTimeout(() => {
        this.kill();
        this.#timer = null;
      }, options.timeout);
    }
    for (const name of ['stdout', 'stderr']) {
      if (child[name]) this.#collect(name, child[name]);
    }
    child.addListener('close', (code, signal) => this.finish(code, signal));
    child.addListener('error', (error) => this.fail(error));
  }

  #collect(name, stream) {
    const { encoding, maxBuffer } = this.options;
    if (isText(encoding)) stream.setEncoding(encoding);
    stream.on('data', (chunk) => {
      const isString = typeof chunk === 'string';
      const length = isString ? Buffer.byteLength(chunk, stream.readableEncoding) : chunk.length;
      this.#lengths[name] += length;
      if (this.#lengths[name] <= maxBuffer) {
        this.#chunks[name].push(chunk);
        return;
      }
      const left = maxBuffer - (this.#lengths[name] - length);
      this.#chunks[name].push(chunk.slice(0, Math.max(left, 0)));
      this.#error = new ERR_CHILD_PROCESS_STDIO_MAXBUFFER(name);
      this.kill();
    });
  }

  #output(name) {
    const stream = this.child[name];
    const isString = isText(this.options.encoding) || stream?.readableEncoding;
    return isString ? this.#chunks[name].join('') : Buffer.concat(this.#chunks[name]);
  }

  kill() {
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
    this.#isKilled = true;
    try {
      this.child.kill(this.options.killSignal);
    } catch (error) {
      this.#error ??= error;
      this.finish();
    }
  }

  fail(error) {
    this.#error = error;
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
    this.finish();
  }

  finish(code = undefined, signal = undefined) {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.callback) return;
    const [stdout, stderr] = [this.#output('stdout'), this.#output('stderr')];
    if (this.#error === null && code === 0 && signal === null) {
      this.callback(null, stdout, stderr);
      return;
    }
    this.#error ??= genericNodeError(`Command failed: ${this.command}\n${stderr}`, {
      code: code < 0 ? getSystemErrorName(code) : code,
      killed: this.child.killed || this.#isKilled,
      signal,
    });
    this.#error.cmd = this.command;
    this.callback(this.#error, stdout, stderr);
  }
}

/** Starts a program and calls back once, with its output. @returns {ChildProcess} */
function execFile(file, args, options, callback) {
  ({ file, args, options, callback } = normalizeExecFileArgs(file, args, options, callback));
  options = { ...DEFAULTS, ...options };
  checkTimeout(options.timeout);
  checkMaxBuffer(options.maxBuffer);
  options.killSignal = readKillSignal(options.killSignal);
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    gid: options.gid,
    shell: options.shell,
    signal: options.signal,
    uid: options.uid,
    windowsHide: Boolean(options.windowsHide),
    windowsVerbatimArguments: Boolean(options.windowsVerbatimArguments),
  });
  const command = args.length > 0 ? `${file} ${args.join(' ')}` : file;
  new Execution(child, options, command, callback);
  return child;
}

/** The same for a command of the shell. */
function exec(command, options, callback) {
  const normalized = normalizeExecArgs(command, options, callback);
  return execFile(normalized.file, normalized.options, normalized.callback);
}

/** util.promisify() gives a promise of both outputs, which knows its child. */
function promised(start) {
  return function(...args) {
    let settle;
    const promise = new Promise((resolve, reject) => { settle = { resolve, reject }; });
    promise.child = start(...args, (error, stdout, stderr) => {
      if (error === null) settle.resolve({ stdout, stderr });
      else settle.reject(Object.assign(error, { stdout, stderr }));
    });
    return promise;
  };
}

for (const [start, name] of [[exec, 'exec'], [execFile, 'execFile']]) {
  Object.defineProperty(start, custom, { __proto__: null, enumerable: false, value: promised(start) });
  Object.defineProperty(start[custom], 'name', { __proto__: null, value: name });
}

module.exports = { exec, execFile };
