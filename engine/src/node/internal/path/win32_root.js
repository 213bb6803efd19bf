// Roots and device names of Windows paths: `C:\`, `\\server\share\`, `\\.\device`, `CON:`. Used by `path.win32`.
'use strict';

/** Devices that Windows finds in every directory (Microsoft, "Naming Files, Paths, and Namespaces"). */
const RESERVED_NAMES = new Set([
  'CON', 'PRN', 'AUX', 'NUL',
  'COM1', 'COM2', 'COM3', 'COM4', 'COM5', 'COM6', 'COM7', 'COM8', 'COM9',
  'LPT1', 'LPT2', 'LPT3', 'LPT4', 'LPT5', 'LPT6', 'LPT7', 'LPT8', 'LPT9',
  'COM\xb9', 'COM\xb2', 'COM\xb3', 'LPT\xb9', 'LPT\xb2', 'LPT\xb3',
]);

const isSeparator = (path, index) => path[index] === '\\' || path[index] === '/';

const isDrive = (path) => /^[a-zA-Z]:/.test(path);

/** Whether the part before a colon names a device. */
const isReservedName = (path, colon) => RESERVED_NAMES.has(path.slice(0, colon).toUpperCase());

/** Whether `path.join` finds a device with its colon; like Node it looks behind `\\` only. */
const hasReservedName = (path) => path.split('\\').some((part) => part.includes(':') && isReservedName(part, part.indexOf(':')));

/**
 * The root of a path.
 * @param {string} path
 * @param {boolean} [withSeparator] whether `end` includes the separator after a share: `dirname` and `parse` count it in
 * @returns {{end: number, device: string, absolute: boolean, bareShare: boolean}} `device` is `C:` or `\\server\share`,
 *   `bareShare` tells a share with nothing after it
 */
function scanRoot(path, withSeparator = false) {
  if (isDrive(path)) {
    const absolute = isSeparator(path, 2);
    return { end: absolute ? 3 : 2, device: path.slice(0, 2), absolute, bareShare: false };
  }
  if (!isSeparator(path, 0)) return { end: 0, device: '', absolute: false, bareShare: false };
  const share = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/.exec(path);
  if (share === null) return { end: 1, device: '', absolute: true, bareShare: false };
  const [matched, server, name] = share;
  const bareShare = matched.length === path.length;
  if (withSeparator) return { end: matched.length + (bareShare ? 0 : 1), device: '', absolute: true, bareShare };
  if (server === '.' || server === '?') return { end: 4, device: `\\\\${server}`, absolute: true, bareShare: false };
  return { end: matched.length, device: `\\\\${server}\\${name}`, absolute: true, bareShare };
}

/**
 * The root of a path that names a reserved device: `COM1:…`, `\\\\.\\COM1:…`. Only `path.normalize` asks.
 * @returns {{end: number, device: string, absolute: boolean, bareShare: boolean}|undefined} as `scanRoot`
 */
function deviceRoot(path) {
  const colon = path.indexOf(':');
  if (colon === -1) return undefined;
  if (isReservedName(path, colon)) {
    return { end: colon + 1, device: path.slice(0, colon + 1), absolute: false, bareShare: false };
  }
  if (!/^[\\/]{2}[.?][\\/][^\\/]/.test(path) || !isReservedName(path.slice(4), colon - 4)) return undefined;
  return { end: colon + 1, device: `\\\\?\\${path.slice(4, colon + 1)}`, absolute: true, bareShare: false };
}

module.exports = { deviceRoot, hasReservedName, isDrive, isReservedName, isSeparator, scanRoot };
