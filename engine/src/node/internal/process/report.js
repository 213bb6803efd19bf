// process.report: a diagnostic report of what a simulated process has: its header, the JavaScript stack, the environment.
// What a real machine adds (memory, native frames, libuv's handles, limits, libraries) is empty. Node's doc: "Diagnostic
// report".
'use strict';

const { codes: { ERR_SYNTHETIC, ERR_UNKNOWN_SIGNAL } } = require('internal/errors');
const { validateBoolean, validateObject, validateString } = require('internal/validators');
const profile = require('internal/profile');

/** The C library that Node's own binaries for Linux are built with, and that of the simulated machine. */
const GLIBC = { compiler: '2.28', runtime: '2.36' };

/** What may be set, with what it is at first. */
const settings = {
  directory: '',
  filename: '',
  compact: false,
  ...(profile.reportExcludesNetwork && { excludeNetwork: false }),
  signal: 'SIGUSR2',
  reportOnFatalError: false,
  reportOnSignal: false,
  reportOnUncaughtException: false,
  ...(profile.reportExcludesEnv && { excludeEnv: false }),
};

/** Reports written so far: a part of their names. */
let written = 0;

function validate(name, value) {
  if (typeof settings[name] === 'boolean') return validateBoolean(value, name.startsWith('reportOn') ? 'trigger' : name);
  validateString(value, name);
  if (name === 'signal' && require('os').constants.signals[value] === undefined) throw new ERR_UNKNOWN_SIGNAL(value);
}

/** 2020-01-02T03:04:05Z. */
const second = (date) => `${date.toISOString().slice(0, 19)}Z`;

function header(trigger, filename, now) {
  const os = require('os');
  const { threadId } = require('worker_threads');
  const addresses = Object.entries(os.networkInterfaces()).flatMap(([name, all]) =>
    all.map(({ address, netmask, family, mac, internal }) => ({ name, internal, mac, address, netmask, family })));
  return {
    reportVersion: 3 + profile.reportExcludesNetwork + profile.reportExcludesEnv,
    event: 'JavaScript API',
    trigger,
    filename,
    dumpEventTime: second(now),
    dumpEventTimeStamp: String(now.getTime()),
    processId: process.pid,
    threadId,
    cwd: process.cwd(),
    commandLine: [process.execPath, ...process.execArgv, ...process.argv.slice(1)],
    nodejsVersion: process.version,
    glibcVersionRuntime: GLIBC.runtime,
    glibcVersionCompiler: GLIBC.compiler,
    wordSize: 64,
    arch: process.arch,
    platform: process.platform,
    componentVersions: { ...process.versions },
    release: { ...process.release },
    osName: os.type(),
    osRelease: os.release(),
    osVersion: os.version(),
    osMachine: 'x86_64',
    cpus: os.cpus().map(({ model, speed, times }) => ({ model, speed, ...times })),
    ...(!settings.excludeNetwork && { networkInterfaces: addresses }),
    host: os.hostname(),
  };
}

function javascriptStack(error) {
  const { stack = '' } = error;
  const [message, ...frames] = stack.split('\n').map((line) => line.trim());
  const properties = Object.entries(error).map(([name, value]) => [name, String(value)]);
  return { message, stack: frames, errorProperties: Object.fromEntries(properties) };
}

function report(trigger, filename, error, now) {
  return {
    header: header(trigger, filename, now),
    javascriptStack: javascriptStack(error),
    javascriptHeap: {},
    nativeStack: [],
    resourceUsage: {},
    uvthreadResourceUsage: {},
    libuv: [],
    workers: [],
    ...(!settings.excludeEnv && { environmentVariables: { ...process.env } }),
    userLimits: {},
    sharedObjects: [],
  };
}

function getReport(err) {
  if (err === undefined) err = new ERR_SYNTHETIC();
  else validateObject(err, 'err');
  return report('GetReport', null, err, new Date());
}

/** report.20200102.030405.4242.0.001.json */
function defaultName(now) {
  const [date, time] = second(now).replace(/[-:Z]/g, '').split('T');
  const { threadId } = require('worker_threads');
  written++;
  return `report.${date}.${time}.${process.pid}.${threadId}.${String(written).padStart(3, '0')}.json`;
}

function writeReport(file, err) {
  if (typeof file === 'object' && file !== null) [file, err] = [undefined, file];
  else if (file !== undefined) validateString(file, 'file');
  if (err === undefined) err = new ERR_SYNTHETIC();
  else validateObject(err, 'err');
  const now = new Date();
  const name = file || settings.filename || defaultName(now);
  const text = JSON.stringify(report('API', name, err, now), null, settings.compact ? 0 : 2);
  process._rawDebug(`\nWriting Node.js report to file: ${name}`);
  require('fs').writeFileSync(require('path').join(settings.directory, name), settings.compact ? text : `${text}\n`);
  process._rawDebug('Node.js report completed');
  return name;
}

const exported = { writeReport, getReport };
for (const name of Object.keys(settings)) {
  const access = {
    __proto__: null,
    get: () => settings[name],
    set(value) {
      validate(name, value);
      settings[name] = value;
    },
    enumerable: true,
    configurable: true,
  };
  Object.defineProperty(exported, name, access);
}

module.exports = exported;
