// internalBinding('spawn_sync'): child processes that this thread waits for, in Node's shape.
'use strict';

const ops = internalBinding('processes');
const signals = internalBinding('signals');
const { describeChild } = require('internal/child_process/start');
const { UV_ETIMEDOUT, UV_ENOBUFS } = internalBinding('uv');

const nameOf = (number) => Object.keys(signals).find((key) => signals[key] === number) ?? null;

/** Starts the child with what it finds on its pipes already written. @returns {{ pid: number, near: Array }} */
function begin(options) {
  const { openStdio } = internalBinding('process_wrap');
  const opened = openStdio(options.stdio.map((stream) => ({ ...stream, handle: stream })));
  const child = describeChild(options);
  for (const [stream, fd] of opened.near) {
    if (stream.readable) ops.writeAll(fd, stream.input ?? new Uint8Array(0));
  }
  const pid = typeof child === 'number' ? child : ops.start(
    child.how, child.main, child.args, child.execArgv, child.env, child.cwd, opened.fds, child.isCommand);
  if (pid < 0) {
    for (const fd of opened.fds.filter((value, at) => at % 2 === 1 && opened.fds[at - 1] === 2)) ops.close(fd);
  }
  return { pid, near: opened.near };
}

/** Waits for the end, for a while; then the child is ended. @returns {{ ending: number[], error: number }} */
function await_(pid, { timeout, killSignal }) {
  const ending = ops.wait(pid, timeout > 0 ? timeout : undefined);
  if (ending !== undefined) return { ending, error: 0 };
  ops.kill(pid, killSignal || signals.SIGTERM);
  return { ending: ops.wait(pid, undefined), error: UV_ETIMEDOUT };
}

/** What the child wrote, by descriptor; null where it could not write. */
function collect(options, near, result) {
  const bytes = new Map(near.map(([stream, fd]) => [stream, [fd, stream.writable ? ops.readAll(fd) : undefined]]));
  return options.stdio.map((stream) => {
    const [fd, all] = bytes.get(stream) ?? [];
    if (fd !== undefined) ops.close(fd);
    if (all === undefined) return null;
    const most = options.maxBuffer ?? Infinity;
    if (all.length > most) {
      result.error = UV_ENOBUFS;
      result.status = null;
      result.signal = nameOf(options.killSignal || signals.SIGTERM);
    }
    return require('buffer').Buffer.from(all.buffer, all.byteOffset, Math.min(all.length, most));
  });
}

/** @returns {{ pid: number, status: number|null, signal: string|null, output: Array|null, error?: number }} */
function spawn(options) {
  const { pid, near } = begin(options);
  if (pid < 0) {
    for (const [, fd] of near) ops.close(fd);
    return { error: pid, status: null, signal: null, output: null, pid: 0 };
  }
  const { ending: [code, signal], error } = await_(pid, options);
  const result = error === 0 ? {} : { error };
  Object.assign(result, { status: signal === 0 ? code : null, signal: signal === 0 ? null : nameOf(signal), output: null, pid });
  result.output = collect(options, near, result);
  return result;
}

module.exports = { spawn };
