// The POSIX flavour of `node:path`: `/` separates, a leading `/` makes absolute. Answers to Node's doc "Path".
'use strict';

const { validateString } = require('internal/validators');
const { baseName, extensionOf, lastSegment, makeFormat, matchesGlob, resolveDots } = require('internal/path/common');
const profile = require('internal/profile');

const isSlash = (path, index) => path.charCodeAt(index) === 47;

const normalizeString = (path, allowAboveRoot) => resolveDots(path, allowAboveRoot, '/', '/');

const posix = {
  /** Joins from the right until absolute; the working directory is the last resort. */
  resolve(...args) {
    let resolved = '';
    let absolute = false;
    for (let i = args.length - 1; i >= -1 && !absolute; i--) {
      const path = i >= 0 ? args[i] : process.cwd();
      if (i >= 0) validateString(path, `paths[${i}]`);
      if (path.length === 0) continue;
      resolved = `${path}/${resolved}`;
      absolute = isSlash(path, 0);
    }
    resolved = normalizeString(resolved, !absolute);
    if (absolute) return `/${resolved}`;
    return resolved.length > 0 ? resolved : '.';
  },

  /** Resolves `.` and `..`; keeps one trailing slash. */
  normalize(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    const absolute = isSlash(path, 0);
    const trailing = isSlash(path, path.length - 1);
    let result = normalizeString(path, !absolute);
    if (result.length === 0) {
      if (absolute) return '/';
      return trailing ? './' : '.';
    }
    if (trailing) result += '/';
    return absolute ? `/${result}` : result;
  },

  isAbsolute(path) {
    validateString(path, 'path');
    return path.length > 0 && isSlash(path, 0);
  },

  /** Joins all non-empty arguments, then normalizes. */
  join(...args) {
    const parts = [];
    for (const part of args) {
      validateString(part, 'path');
      if (part.length > 0) parts.push(part);
    }
    return parts.length === 0 ? '.' : posix.normalize(parts.join('/'));
  },

  /** The way from one directory to the other, both resolved first. */
  relative(from, to) {
    validateString(from, 'from');
    validateString(to, 'to');
    if (from === to) return '';
    const source = posix.resolve(from);
    const target = posix.resolve(to);
    if (source === target) return '';
    const up = source.split('/').filter((segment) => segment !== '');
    const down = target.split('/').filter((segment) => segment !== '');
    let shared = 0;
    while (shared < up.length && shared < down.length && up[shared] === down[shared]) shared++;
    return [...up.slice(shared).fill('..'), ...down.slice(shared)].join('/');
  },

  /** Only Windows has a namespaced form. */
  toNamespacedPath(path) {
    return path;
  },

  /** All before the last segment; two leading slashes stay two (POSIX gives them leave to mean something). */
  dirname(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    const { start, end } = lastSegment(path, 1, isSlash);
    const absolute = isSlash(path, 0);
    // OK because index 0 cannot be a separator of segments here: a lone leading slash is the root itself.
    if (start === 1 || end === 1) return absolute ? '/' : '.';
    return absolute && start === 2 ? '//' : path.slice(0, start - 1);
  },

  basename(path, suffix) {
    return baseName(path, suffix, 0, isSlash);
  },

  extname(path) {
    validateString(path, 'path');
    const { start, end } = lastSegment(path, 0, isSlash);
    return extensionOf(path.slice(start, end));
  },

  format: makeFormat('/'),

  /** Takes a path apart into root, dir, base, ext and name. */
  parse(path) {
    validateString(path, 'path');
    const root = path.length > 0 && isSlash(path, 0) ? '/' : '';
    const { start, end } = lastSegment(path, root.length, isSlash);
    const base = path.slice(start, end);
    // Node takes the `..` of `/..` for a name `.` with the extension `.`.
    const ext = base === '..' && root !== '' && start === 1 ? '.' : extensionOf(base);
    const dir = start > root.length ? path.slice(0, start - 1) : root;
    return { root, dir, base, ext, name: base.slice(0, base.length - ext.length) };
  },

  matchesGlob(path, pattern) {
    return matchesGlob(path, pattern, posix);
  },

  sep: '/',
  delimiter: ':',
  win32: null,
  posix: null,
};

if (!profile.pathMatchesGlob) delete posix.matchesGlob;

module.exports = posix;
