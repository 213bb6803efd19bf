// `node:os`: the simulated machine as programs see it. Answers to Node's doc "OS".
'use strict';

const binding = internalBinding('os');
const { os: osConstants } = internalBinding('constants');
const { ERR_SYSTEM_ERROR } = require('internal/errors').codes;
const { validateInt32 } = require('internal/validators');

/** The process's own nice value, the only one that can be asked for and changed. */
let priority = osConstants.priority.PRIORITY_NORMAL;

const [sysname, version, release, machine] = binding.getOSInformation();

const arch = () => process.arch;
const platform = () => process.platform;
const type = () => sysname;
const osVersion = () => version;
const osRelease = () => release;
const osMachine = () => machine;
const endianness = () => 'LE';
const availableParallelism = () => binding.getAvailableParallelism();
const freemem = () => binding.getFreeMem();
const totalmem = () => binding.getTotalMem();
const hostname = () => binding.getHostname();
const uptime = () => binding.getUptime();
const loadavg = () => binding.getLoadAvg();

/** The home directory: as the environment has it, else that of the user. */
function homedir() {
  return process.env.HOME ?? binding.getHomeDirectory();
}

/** The directory for temporary files, without a slash at its end. */
function tmpdir() {
  const { TMPDIR, TMP, TEMP } = process.env;
  const path = TMPDIR || TMP || TEMP || '/tmp';
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Cores with their times in milliseconds. */
function cpus() {
  const values = binding.getCPUs();
  const list = [];
  for (let i = 0; i < values.length; i += 7) {
    const [model, speed, user, nice, sys, idle, irq] = values.slice(i, i + 7);
    list.push({ model, speed, times: { user, nice, sys, idle, irq } });
  }
  return list;
}

/** Length of the network's part of an address: the leading ones of its mask. */
function prefixLength(netmask, family) {
  const groups = netmask.split(family === 'IPv4' ? '.' : ':').filter((group) => group !== '');
  const bits = groups.map((group) => parseInt(group, family === 'IPv4' ? 10 : 16).toString(2)).join('');
  return bits.split('0', 1)[0].length;
}

/** Addresses by interface. */
function networkInterfaces() {
  const values = binding.getInterfaceAddresses();
  const interfaces = {};
  for (let i = 0; i < values.length; i += 7) {
    const [name, address, netmask, family, mac, internal, scopeid] = values.slice(i, i + 7);
    const cidr = `${address}/${prefixLength(netmask, family)}`;
    const entry = { address, netmask, family, mac, internal, cidr };
    if (scopeid !== -1) entry.scopeid = scopeid;
    (interfaces[name] ??= []).push(entry);
  }
  return interfaces;
}

/** The user that the process runs as; names as bytes for the encoding `buffer`. */
function userInfo(options) {
  const info = { __proto__: null, ...binding.getUserInfo() };
  if (options?.encoding !== 'buffer') return info;
  const { Buffer } = require('buffer');
  for (const key of ['username', 'homedir', 'shell']) info[key] = Buffer.from(info[key]);
  return info;
}

/** Other processes have no nice value that could be seen. */
function checkOwnProcess(pid, syscall) {
  if (pid === 0 || pid === process.pid) return;
  throw new ERR_SYSTEM_ERROR({ errno: -osConstants.errno.ESRCH, code: 'ESRCH', message: 'no such process', syscall });
}

/** The nice value of a process, 0 meaning this one. */
function getPriority(pid) {
  if (pid === undefined) pid = 0;
  else validateInt32(pid, 'pid');
  checkOwnProcess(pid, 'uv_os_getpriority');
  return priority;
}

/** Sets the nice value of a process, from -20 to 19. */
function setPriority(pid, value) {
  if (value === undefined) {
    value = pid;
    pid = 0;
  }
  validateInt32(pid, 'pid');
  validateInt32(value, 'priority', -20, 19);
  checkOwnProcess(pid, 'uv_os_setpriority');
  priority = value;
}

const functions = {
  arch,
  availableParallelism,
  cpus,
  endianness,
  freemem,
  getPriority,
  homedir,
  hostname,
  loadavg,
  networkInterfaces,
  platform,
  release: osRelease,
  setPriority,
  tmpdir,
  totalmem,
  type,
  userInfo,
  uptime,
  version: osVersion,
  machine: osMachine,
};

// `${os.arch}` is the same as `${os.arch()}`.
const CONVERTIBLE = [
  arch, availableParallelism, endianness, freemem, homedir, hostname, osRelease, osMachine, platform, tmpdir, totalmem, type, osVersion,
  uptime,
];
for (const call of CONVERTIBLE) call[Symbol.toPrimitive] = () => call();

Object.freeze(osConstants.signals);

module.exports = Object.defineProperties(functions, {
  constants: { __proto__: null, configurable: false, enumerable: true, value: osConstants },
  EOL: { __proto__: null, configurable: true, enumerable: true, writable: false, value: '\n' },
  devNull: { __proto__: null, configurable: true, enumerable: true, writable: false, value: '/dev/null' },
});
