// internalBinding('os'): the simulated machine. Its facts are fixed, so that every run sees the same machine.
'use strict';

const GIB = 2 ** 30;
const CPU_MODEL = 'Loopscope Virtual CPU @ 2.00GHz';
const CPU_MHZ = 2000;
/** Seconds that the machine was up when the process started. */
const UP_BEFORE = 3600;

const { cores } = internalBinding('engine').program();
const { hrtime } = internalBinding('process');

/** For each core: model, speed, and milliseconds spent as user, nice, system, idle and in interrupts. */
function getCPUs() {
  const idle = Math.floor(hrtime() / 1e6) + UP_BEFORE * 1000;
  return Array.from({ length: cores }, () => [CPU_MODEL, CPU_MHZ, 0, 0, 0, idle, 0]).flat();
}

module.exports = {
  getOSInformation: () => ['Linux', '#1 SMP Loopscope', '6.1.0-loopscope', 'x86_64'],
  getAvailableParallelism: () => cores,
  getTotalMem: () => 8 * GIB,
  getFreeMem: () => 4 * GIB,
  getHostname: () => 'loopscope',
  getUptime: () => UP_BEFORE + Math.floor(hrtime() / 1e7) / 100,
  getLoadAvg: () => [0, 0, 0],
  getHomeDirectory: () => '/home/user',
  getCPUs,
  /** For each address: interface, address, netmask, family, hardware address, whether internal, scope. */
  getInterfaceAddresses: () => [
    'lo', '127.0.0.1', '255.0.0.0', 'IPv4', '00:00:00:00:00:00', true, -1,
    'lo', '::1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'IPv6', '00:00:00:00:00:00', true, 0,
    'eth0', '10.0.0.2', '255.255.255.0', 'IPv4', '02:00:0a:00:00:02', false, -1,
  ],
  getUserInfo: () => ({ uid: 1000, gid: 1000, username: 'user', homedir: '/home/user', shell: '/bin/sh' }),
  getPriority: () => 0,
  setPriority: () => 0,
};
