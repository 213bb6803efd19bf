// node:child_process. Node's doc: "Child process".
'use strict';

const { ChildProcess, spawnSync: runToEnd } = require('internal/child_process');
const { exec, execFile } = require('internal/child_process/exec');
const { normalizeSpawnArguments, checkTimeout, checkMaxBuffer, readKillSignal } = require('internal/child_process/arguments');
const { getValidStdio, stdioStringToArray } = require('internal/child_process/stdio');
const { spawn } = require('internal/child_process/spawn');
const {
  codes: { ERR_CHILD_PROCESS_IPC_REQUIRED, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE }, genericNodeError,
} = require('internal/errors');
const { validateObject } = require('internal/validators');

const MAX_BUFFER = 1024 * 1024;

/** Starts a Node program with a channel to it. @returns {ChildProcess} */
function fork(modulePath, args, options) {
  const { getValidatedPath } = require('internal/fs/utils');
  modulePath = getValidatedPath(modulePath, 'modulePath');
  if (args === undefined || args === null) {
    args = [];
  } else if (typeof args === 'object' && !Array.isArray(args)) {
    [options, args] = [args, []];
  } else if (!Array.isArray(args)) {
    throw new ERR_INVALID_ARG_TYPE('args', 'Array', args);
  }
  if (options !== undefined && options !== null) validateObject(options, 'options');
  options = { ...options, shell: false };
  options.execPath ||= process.execPath;
  const execArgv = [...(options.execArgv ?? process.execArgv)];
  if (execArgv === process.execArgv && process._eval !== undefined) removeEvaluated(execArgv);
  if (typeof options.stdio === 'string') {
    options.stdio = stdioStringToArray(options.stdio, 'ipc');
  } else if (!Array.isArray(options.stdio)) {
    options.stdio = stdioStringToArray(options.silent ? 'pipe' : 'inherit', 'ipc');
  } else if (!options.stdio.includes('ipc')) {
    throw new ERR_CHILD_PROCESS_IPC_REQUIRED('options.stdio');
  }
  return spawn(options.execPath, [...execArgv, modulePath, ...args], options);
}

/** A program that was given as text does not run again in each of its children. */
function removeEvaluated(execArgv) {
  const at = execArgv.lastIndexOf(process._eval);
  if (at > 0) execArgv.splice(at - 1, 2);
}

function readInput(options) {
  if (options.input) options.stdio[0] = { ...options.stdio[0], type: 'pipe', readable: true, input: options.input };
  options.stdio.forEach((stream, at) => {
    const { input } = stream;
    if (input === undefined || input === null) return;
    if (ArrayBuffer.isView(input)) {
      stream.input = require('buffer').Buffer.from(input.buffer, input.byteOffset, input.byteLength);
    } else if (typeof input === 'string') {
      stream.input = require('buffer').Buffer.from(input, options.encoding === 'buffer' ? undefined : options.encoding);
    } else {
      throw new ERR_INVALID_ARG_TYPE(`options.stdio[${at}]`, ['Buffer', 'TypedArray', 'DataView', 'string'], input);
    }
  });
}

/** Runs a program to its end. @returns {object} what it wrote, and how it ended */
function spawnSync(file, args, options) {
  options = { maxBuffer: MAX_BUFFER, ...normalizeSpawnArguments(file, args, options) };
  checkTimeout(options.timeout);
  checkMaxBuffer(options.maxBuffer);
  options.killSignal = readKillSignal(options.killSignal);
  options.stdio = getValidStdio(options.stdio || 'pipe', true).stdio;
  readInput(options);
  return runToEnd(options);
}

/** The error of a program that did not end well. */
function failureOf(result, args, command) {
  if (result.error) return Object.assign(result.error, result);
  if (result.status === 0) return undefined;
  let message = `Command failed: ${command || args.join(' ')}`;
  if (result.stderr?.length > 0) message += `\n${result.stderr.toString()}`;
  return genericNodeError(message, result);
}

function outputOf(result, options, args, command) {
  if (!options.stdio && result.stderr) process.stderr.write(result.stderr);
  const error = failureOf(result, args, command);
  if (error) throw error;
  return result.stdout;
}

function execFileSync(file, args, options) {
  const { normalizeExecFileArgs } = require('internal/child_process/arguments');
  // There is nobody to call back.
  if (typeof options === 'function') require('internal/validators').validateObject(options, 'options');
  ({ file, args, options } = normalizeExecFileArgs(file, args, options));
  const result = spawnSync(file, args, options);
  return outputOf(result, options, [options.argv0 || file, ...(args ?? [])], undefined);
}

function execSync(command, options) {
  const { normalizeExecArgs } = require('internal/child_process/arguments');
  const { file, options: own } = normalizeExecArgs(command, options, null);
  return outputOf(spawnSync(file, own), own, undefined, command);
}

/** Called in a child that was forked: opens its end of the channel. */
function _forkChild(fd, serialization) {
  const { Pipe, constants: { IPC } } = internalBinding('pipe_wrap');
  const pipe = new Pipe(IPC);
  pipe.open(fd);
  pipe.unref();
  const { control } = require('internal/child_process/channel').setupChannel(process, pipe, serialization);
  const counts = (event) => event === 'message' || event === 'disconnect';
  process.on('newListener', (event) => {
    if (counts(event)) control.refCounted();
  });
  process.on('removeListener', (event) => {
    if (counts(event)) control.unrefCounted();
  });
}

module.exports = { _forkChild, ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
