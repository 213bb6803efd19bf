// The Windows flavour of `node:path`, for programs that handle foreign paths. Answers to Node's doc "Path".
'use strict';

const { validateString } = require('internal/validators');
const { baseName, extensionOf, lastSegment, makeFormat, matchesGlob, resolveDots } = require('internal/path/common');
const { deviceRoot, hasReservedName, isDrive, isReservedName, isSeparator, scanRoot } = require('internal/path/win32_root');
const profile = require('internal/profile');

const normalizeString = (path, allowAboveRoot) => resolveDots(path, allowAboveRoot, '\\', /[\\/]/);

/** The working directory as seen from a drive; a directory on another drive does not count. */
function workingDirectory(device) {
  if (device === '') return process.cwd();
  // Windows keeps a working directory per drive in variables named `=C:`.
  const path = process.env[`=${device}`] || process.cwd();
  const elsewhere = path.slice(0, 2).toLowerCase() !== device.toLowerCase() && path[2] === '\\';
  return elsewhere ? `${device}\\` : path;
}

/**
 * `.\` before a relative result that Windows would otherwise take for a drive or a device: `x/../C:` must not become `C:`.
 * Source: the checks that CVE-2024-36139 and CVE-2025-27210 brought.
 * @returns {string|undefined} nothing where the result is harmless
 */
function guardRelative(path, tail, root) {
  if (root.device === '' && !root.absolute && path.includes(':')) {
    if (tail.length >= 2 && isDrive(tail)) return `.\\${tail}`;
    for (let colon = path.indexOf(':'); colon !== -1; colon = path.indexOf(':', colon + 1)) {
      if (colon === path.length - 1 || isSeparator(path, colon + 1)) return `.\\${tail}`;
    }
  }
  return isReservedName(path, path.indexOf(':')) ? `.\\${root.device}${tail}` : undefined;
}

/** Parts joined by `\`, with no more leading separators than the first part asks for. */
function joinParts(parts) {
  const joined = parts.join('\\');
  // Two separators and then a name begin a UNC path, but only if the first part itself says so.
  if (/^[\\/]{2}[^\\/]/.test(parts[0])) return joined;
  const leading = /^[\\/]*/.exec(joined)[0].length;
  return leading >= 2 ? `\\${joined.slice(leading)}` : joined;
}

const segmentsOf = (path) => path.split('\\').filter((segment) => segment !== '');

const win32 = {
  /** Joins from the right until drive and root are known; the drive's working directory is the last resort. */
  resolve(...args) {
    let device = '';
    let tail = '';
    let absolute = false;
    for (let i = args.length - 1; i >= -1 && !(absolute && device !== ''); i--) {
      const path = i >= 0 ? args[i] : workingDirectory(device);
      if (i >= 0) validateString(path, `paths[${i}]`);
      if (path.length === 0) continue;
      const root = scanRoot(path);
      if (root.device !== '') {
        if (device === '') device = root.device;
        else if (root.device.toLowerCase() !== device.toLowerCase()) continue;
      }
      if (!absolute) {
        tail = `${path.slice(root.end)}\\${tail}`;
        absolute = root.absolute;
      }
    }
    tail = normalizeString(tail, !absolute);
    return absolute ? `${device}\\${tail}` : `${device}${tail}` || '.';
  },

  /** Resolves `.` and `..`, makes every separator `\`; keeps one trailing separator. */
  normalize(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    if (path.length === 1) return isSeparator(path, 0) ? '\\' : path;
    const root = deviceRoot(path) ?? scanRoot(path);
    if (root.bareShare) return `${root.device}\\`;
    let tail = normalizeString(path.slice(root.end), !root.absolute);
    if (tail === '' && !root.absolute) tail = '.';
    if (tail !== '' && isSeparator(path, path.length - 1)) tail += '\\';
    const guarded = guardRelative(path, tail, root);
    if (guarded !== undefined) return guarded;
    return root.absolute ? `${root.device}\\${tail}` : `${root.device}${tail}`;
  },

  isAbsolute(path) {
    validateString(path, 'path');
    return path.length > 0 && (isSeparator(path, 0) || (path.length > 2 && isDrive(path) && isSeparator(path, 2)));
  },

  /** Joins all non-empty arguments, then normalizes; device names such as `COM1:` in it stop normalizing. */
  join(...args) {
    const parts = [];
    for (const part of args) {
      validateString(part, 'path');
      if (part.length > 0) parts.push(part);
    }
    if (parts.length === 0) return '.';
    const joined = joinParts(parts);
    return hasReservedName(joined) ? joined.replace(/\//g, '\\') : win32.normalize(joined);
  },

  /** The way from one directory to the other, both resolved first; the target itself from another root. */
  relative(from, to) {
    validateString(from, 'from');
    validateString(to, 'to');
    if (from === to) return '';
    const source = win32.resolve(from);
    const target = win32.resolve(to);
    if (source.toLowerCase() === target.toLowerCase()) return '';
    const up = segmentsOf(source);
    const down = segmentsOf(target);
    let shared = 0;
    while (shared < up.length && shared < down.length && up[shared].toLowerCase() === down[shared].toLowerCase()) shared++;
    if (shared === 0 && up.length > 0 && down.length > 0) {
      // Node compares letter by letter, so `\foo` and `\foobar` count as related and lose the separator between `..` and the name.
      const [a, b] = [up, down].map((segments) => segments.join('\\').toLowerCase());
      const related = up[0].toLowerCase().startsWith(b) || down[0].toLowerCase().startsWith(a);
      return related ? `${up.fill('..').join('\\')}${down.join('\\')}` : target;
    }
    return [...up.slice(shared).fill('..'), ...down.slice(shared)].join('\\');
  },

  /** `\\?\C:\…` and `\\?\UNC\…`, which lift the limit on lengths; other values come back as they are. */
  toNamespacedPath(path) {
    if (typeof path !== 'string' || path.length === 0) return path;
    const resolved = win32.resolve(path);
    if (resolved.length <= 2) return path;
    if (/^\\\\[^?.]/.test(resolved)) return `\\\\?\\UNC\\${resolved.slice(2)}`;
    if (isDrive(resolved) && resolved[2] === '\\') return `\\\\?\\${resolved}`;
    return profile.pathNamespaceResolves ? resolved : path;
  },

  dirname(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    if (path.length === 1) return isSeparator(path, 0) ? path : '.';
    const root = scanRoot(path, true);
    if (root.bareShare) return path;
    const { start, end } = lastSegment(path, root.end, isSeparator);
    if (start === end || start === root.end) return root.end === 0 ? '.' : path.slice(0, root.end);
    return path.slice(0, start - 1);
  },

  basename(path, suffix) {
    const from = typeof path === 'string' && isDrive(path) ? 2 : 0;
    return baseName(path, suffix, from, isSeparator);
  },

  extname(path) {
    validateString(path, 'path');
    const { start, end } = lastSegment(path, isDrive(path) ? 2 : 0, isSeparator);
    return extensionOf(path.slice(start, end));
  },

  format: makeFormat('\\'),

  /** Takes a path apart into root, dir, base, ext and name. */
  parse(path) {
    validateString(path, 'path');
    const root = scanRoot(path, true);
    const { start, end } = lastSegment(path, root.end, isSeparator);
    const base = path.slice(start, end);
    const ext = extensionOf(base);
    return {
      root: path.slice(0, root.end),
      dir: path.slice(0, start > root.end ? start - 1 : root.end),
      base,
      ext,
      name: base.slice(0, base.length - ext.length),
    };
  },

  matchesGlob(path, pattern) {
    return matchesGlob(path, pattern, win32);
  },

  sep: '\\',
  delimiter: ';',
  win32: null,
  posix: null,
};

if (!profile.pathMatchesGlob) delete win32.matchesGlob;

module.exports = win32;
