// Finds paths by patterns: glob by callback, as an iteration and at once (Node's doc: «fs.glob»).
'use strict';

const { validateFunction, validateObject, validateString, validateStringArray } = require('internal/validators');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { toPathIfFileURL } = require('internal/url/file');
const { basename, dirname, isAbsolute, join } = require('path');
const profile = require('internal/profile');
const { failed } = require('internal/fs/binding');
const { promiseSteps, runSteps } = require('internal/fs/steps');
const { Dirent } = require('internal/fs/dirent');
const { GLOBSTAR, compilePattern, matchGlob, matchPart } = require('internal/fs/glob_pattern');
const { makeCallback } = require('internal/fs/utils');
const {
  S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, UV_DIRENT_DIR, UV_DIRENT_FILE, UV_DIRENT_LINK, UV_DIRENT_UNKNOWN,
} = require('internal/fs/constants');

/** @param {string | string[]} pattern */
function validatePatterns(pattern) {
  if (Array.isArray(pattern)) {
    validateStringArray(pattern, 'patterns');
    return pattern;
  }
  validateString(pattern, 'patterns');
  return [pattern];
}

function typeOf(values) {
  switch (values[1] & S_IFMT) {
    case S_IFDIR: return UV_DIRENT_DIR;
    case S_IFLNK: return UV_DIRENT_LINK;
    case S_IFREG: return UV_DIRENT_FILE;
    default: return UV_DIRENT_UNKNOWN;
  }
}

/** Whether a part that follows a GLOBSTAR may match a name that begins with a dot. */
function namesDot(part) {
  return typeof part === 'string' ? part.startsWith('.') : Boolean(part?.namesDot);
}

/** One search. A state is a list of parts and the place in it that the walk has come to. */
class Search {
  constructor(pattern, options = {}) {
    validateObject(options, 'options');
    this.patterns = validatePatterns(pattern).flatMap(compilePattern).filter((parts) => parts.length > 0);
    this.cwd = toPathIfFileURL(options.cwd) ?? '.';
    validateString(this.cwd, 'paths[0]');
    this.withFileTypes = Boolean(options.withFileTypes);
    this.followsLinks = Boolean(options.followSymlinks) && profile.globFollowsLinks;
    this.exclude = this.#excludeOf(options.exclude);
    this.found = new Map();
    /** Directories to walk, the last first: [path, states]. */
    this.waiting = [];
  }

  #excludeOf(exclude) {
    if (exclude == null) return undefined;
    if (typeof exclude === 'function') return { test: exclude, patterns: [] };
    if (!Array.isArray(exclude) || exclude.some((one) => typeof one !== 'string')) {
      throw new ERR_INVALID_ARG_TYPE('options.exclude', ['function', 'string[]'], exclude);
    }
    return { test: undefined, patterns: exclude };
  }

  /** The path as the file system is to be asked for it. */
  place(path) {
    return isAbsolute(path) ? path : join(this.cwd, path);
  }

  entry(path, type) {
    const place = this.place(path);
    return new Dirent(basename(place), type, dirname(place));
  }

  /** Whether a test in `exclude` says no to an entry under a GLOBSTAR, by its name, or to a directory, by its path. */
  isRefused(path, shown, type) {
    const test = this.exclude?.test;
    return test !== undefined && Boolean(test(this.withFileTypes ? this.entry(path, type) : shown));
  }

  /** Whether a pattern in `exclude` says no to a path, or to all that is in it. */
  isExcluded(path) {
    if (this.exclude === undefined) return false;
    return this.exclude.patterns.some((pattern) => matchGlob(pattern, path) || matchGlob(pattern, `${path}/`) ||
      (pattern.endsWith('/**') && matchGlob(pattern.slice(0, -3), path)));
  }

  add(path, type) {
    if (!this.found.has(path) && !this.isExcluded(path)) this.found.set(path, type);
  }

  * run() {
    for (const parts of this.patterns) {
      const isRooted = parts[0] === '';
      this.later(isRooted ? '/' : '.', { parts, at: isRooted ? 1 : 0 });
    }
    this.waiting.reverse();
    while (this.waiting.length > 0) {
      const [path, states] = this.waiting.pop();
      yield* this.walk(path, states);
    }
    return [...this.found].map(([path, type]) => (this.withFileTypes ? this.entry(path, type) : path));
  }

  /** Puts a state off until the walk comes to `path`; states of one path are walked together. */
  later(path, state) {
    const last = this.waiting.find(([other]) => other === path);
    if (last) last[1].push(state);
    else this.waiting.push([path, [state]]);
  }

  * walk(path, states) {
    let listing;
    for (const state of states) {
      yield* this.literal(path, state);
      const part = state.parts[state.at];
      if (part === '') this.add(path, UV_DIRENT_DIR);
      if (part === undefined || typeof part === 'string') continue;
      this.atGlobstarEnd(path, state);
      listing ??= yield ['readdir', this.place(path)];
      if (!failed(listing)) yield* this.entries(path, state, listing);
    }
  }

  /** A pattern whose rest is GLOBSTAR, or GLOBSTAR and '', matches the directory it has come to. */
  atGlobstarEnd(path, { parts, at }) {
    const rest = parts.length - at;
    if (parts[at] === GLOBSTAR && (rest === 1 || (rest === 2 && parts[at + 1] === ''))) this.add(path, UV_DIRENT_DIR);
  }

  /** A part that is plain text, here or behind a GLOBSTAR, needs no listing. */
  * literal(path, { parts, at }) {
    const part = parts[at];
    if (typeof part !== 'string' || part === '') return;
    const child = join(path, part);
    const isLast = at === parts.length - 1;
    const values = yield [isLast ? 'lstat' : 'stat', this.place(child)];
    if (failed(values)) return;
    const type = typeOf(values);
    if (isLast) this.add(child, type);
    else if (type === UV_DIRENT_DIR) this.enter(child, type, { parts, at: at + 1 });
  }

  * entries(path, { parts, at }, [names, types]) {
    const isGlobstar = parts[at] === GLOBSTAR;
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      if (isGlobstar && name.startsWith('.') && !namesDot(parts[at + 1])) continue;
      const child = path === '.' ? name : join(path, name);
      if (!isGlobstar) this.match(child, name, types[i], parts, at);
      else if (!this.isRefused(child, name, types[i])) yield* this.matchBelow(child, name, types[i], parts, at);
    }
  }

  /** An entry against one part. */
  match(child, name, type, parts, at) {
    if (!matchPart(parts[at], name)) return;
    if (at === parts.length - 1) this.add(child, type);
    else if (type === UV_DIRENT_DIR) this.enter(child, type, { parts, at: at + 1 });
  }

  /** An entry against GLOBSTAR: what follows it may match here, and it may go deeper. */
  * matchBelow(child, name, type, parts, at) {
    const isDirectory = type === UV_DIRENT_DIR || (type === UV_DIRENT_LINK && (yield* this.mayFollow(child)));
    const next = parts[at + 1];
    if (next === undefined) {
      if (!isDirectory) this.add(child, type);
    } else if (next !== '') {
      this.match(child, name, type, parts, at + 1);
    }
    if (isDirectory && !name.startsWith('.')) this.enter(child, type, { parts, at });
  }

  /** Whether a link is to be entered: to a directory, and not to one that it lies in. */
  * mayFollow(child) {
    if (!this.followsLinks) return false;
    const place = this.place(child);
    const values = yield ['stat', place];
    if (failed(values) || typeOf(values) !== UV_DIRENT_DIR) return false;
    const target = yield ['realpath', place];
    const home = yield ['realpath', dirname(place)];
    return !`${home}/`.startsWith(`${target}/`);
  }

  enter(child, type, state) {
    if (this.isExcluded(child) || this.isRefused(child, child, type)) return;
    this.later(child, state);
  }
}

async function* globIterate(pattern, options) {
  yield* await promiseSteps(new Search(pattern, options).run());
}

function globSync(pattern, options) {
  return runSteps(new Search(pattern, options).run());
}

function glob(pattern, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'cb');
  callback = makeCallback(callback);
  promiseSteps(new Search(pattern, options).run()).then((found) => callback(null, found), callback);
}

module.exports = { glob, globIterate, globSync };
