// internalBinding('process_wrap'): child processes in Node's shape over the engine's operations.
'use strict';

const ops = internalBinding('processes');
const signals = internalBinding('signals');
const { Handle } = require('internal/handles');
const { describeChild } = require('internal/child_process/start');
const { UV_ESRCH } = internalBinding('uv');

/** Kinds of a child's descriptors, as the engine numbers them. */
const NOWHERE = 0;
const SHARED = 1;
const GIVEN = 2;

/** Running children by their process ids. */
const running = new Map();

/**
 * What a child's descriptors lead to.
 * @param {object[]} stdio Node's descriptions
 * @returns {{ fds: number[], near: Array }|number} kind and descriptor in turn, and for each pipe this side's end; or an error
 */
function openStdio(stdio) {
  const fds = [];
  const near = [];
  for (const { type, fd, handle } of stdio) {
    if (type === 'pipe' || type === 'overlapped') {
      const pair = ops.pair();
      if (typeof pair === 'number') return pair;
      near.push([handle, pair[0]]);
      fds.push(GIVEN, pair[1]);
    } else if (type === 'inherit' || type === 'fd') {
      fds.push(SHARED, fd);
    } else if (type === 'wrap') {
      fds.push(SHARED, handle.fd);
    } else {
      fds.push(NOWHERE, -1);
    }
  }
  return { fds, near };
}

class Process extends Handle {
  constructor() {
    super('PROCESSWRAP', 'ProcessWrap');
  }

  /** @returns {number} 0 or an error number; the pipes are open in any case */
  spawn(options) {
    const opened = openStdio(options.stdio);
    if (typeof opened === 'number') return opened;
    const child = describeChild(options);
    const result = typeof child === 'number' ? child : ops.start(
      child.how, child.main, child.args, child.execArgv, child.env, child.cwd, opened.fds, child.isCommand);
    if (result < 0) {
      for (let at = 0; at < opened.fds.length; at += 2) {
        if (opened.fds[at] === GIVEN) ops.close(opened.fds[at + 1]);
      }
    }
    for (const [handle, fd] of opened.near) handle.open(fd);
    if (result < 0) return result;
    this.pid = result;
    this.setActive(true);
    running.set(result, this);
    return 0;
  }

  kill(signal) {
    return this.isActive() ? ops.kill(this.pid, signal) : UV_ESRCH;
  }

  ended(code, signal) {
    this.setActive(false);
    const name = Object.keys(signals).find((key) => signals[key] === signal) ?? '';
    this.makeCallback(() => this.onexit(code, name));
  }
}

/** Called by the engine: a child has ended. */
function onChildExited(pid, code, signal) {
  const child = running.get(pid);
  running.delete(pid);
  child?.ended(code, signal);
}

module.exports = { Process, onChildExited, openStdio };
