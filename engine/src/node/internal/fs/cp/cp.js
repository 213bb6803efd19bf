// Copies files and trees: `cp` by callback, as a promise and at once (Node's doc: «fs.cp»).
'use strict';

const { codes: { ERR_INCOMPATIBLE_OPTION_PAIR, ERR_INVALID_RETURN_VALUE } } = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators');
const { dirname, isAbsolute, join, parse, resolve, sep } = require('path');
const profile = require('internal/profile');
const { failed } = require('internal/fs/binding');
const { Failure, must, promiseSteps, runSteps } = require('internal/fs/steps');
const { mkdirSteps } = require('internal/fs/directories');
const { getValidatedPath, makeCallback, pathText } = require('internal/fs/utils');
const {
  S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK,
} = require('internal/fs/constants');
const refused = require('internal/fs/cp/errors');

const ENOENT = -2;
const EINVAL = -22;
/** The largest `mode`: all COPYFILE_* flags. */
const MODE_MAX = 7;
/** How many entries of a directory one job reads. */
const ENTRIES_PER_READ = 32;
const OWNER_MAY_WRITE = 0o200;

function validateCpOptions(options) {
  const defaults = {
    dereference: false,
    errorOnExist: false,
    filter: undefined,
    force: true,
    preserveTimestamps: false,
    recursive: false,
    verbatimSymlinks: false,
    mode: 0,
  };
  if (options === undefined) return defaults;
  validateObject(options, 'options');
  options = { ...defaults, ...options };
  for (const name of ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive', 'verbatimSymlinks']) {
    validateBoolean(options[name], `options.${name}`);
  }
  options.mode ??= 0;
  validateInteger(options.mode, 'mode', 0, MODE_MAX);
  if (options.dereference === true && options.verbatimSymlinks === true) {
    throw new ERR_INCOMPATIBLE_OPTION_PAIR('dereference', 'verbatimSymlinks');
  }
  if (options.filter !== undefined) validateFunction(options.filter, 'options.filter');
  return options;
}

/** The kind in the mode of stat values. */
function kindOf(values) {
  return values[1] & S_IFMT;
}

function isDirectory(values) {
  return kindOf(values) === S_IFDIR;
}

/** Whether two stat values are of one file: the same inode of the same device. */
function areIdentical(a, b) {
  return a[7] === b[7] && a[0] === b[0] && a[7] !== 0 && a[0] !== 0;
}

/** Whether `dest` lies below `src`, by their names. */
function isBelow(src, dest) {
  const srcParts = resolve(src).split(sep).filter(Boolean);
  const destParts = resolve(dest).split(sep).filter(Boolean);
  return srcParts.every((part, i) => destParts[i] === part);
}

/** One copy: its options, how links are looked at, and in whose words it refuses. */
class Copy {
  constructor(options, isSync) {
    this.options = options;
    this.isSync = isSync;
    this.isBare = isSync && profile.cpSyncSpeaksAsBinding;
    this.statName = options.dereference ? 'stat' : 'lstat';
  }

  /** All of it. */
  * run(src, dest) {
    const found = yield* this.check(src, dest);
    if (found === undefined) return;
    yield* this.checkParents(src, found.srcValues, dest);
    yield* this.makeParent(dest);
    yield* this.item(src, dest, found.destValues);
  }

  /**
   * Whether `src` may be copied to `dest`.
   * @returns stat values of both (`destValues` null when there is nothing), or undefined when the filter says no
   */
  * check(src, dest) {
    const { filter } = this.options;
    if (filter) {
      let isWanted = filter(src, dest);
      if (typeof isWanted?.then === 'function') {
        if (this.isSync) throw new ERR_INVALID_RETURN_VALUE('boolean', 'filter', isWanted);
        isWanted = yield isWanted;
      }
      if (!isWanted) return undefined;
    }
    const [srcValues, answer] = yield [[this.statName, src], [this.statName, dest]];
    if (failed(srcValues)) throw new Failure(srcValues, this.statName, [src]);
    if (failed(answer) && answer !== ENOENT) throw new Failure(answer, this.statName, [dest]);
    const destValues = failed(answer) ? null : answer;
    if (destValues) {
      if (areIdentical(srcValues, destValues)) throw refused.samePath(dest, this.isBare);
      if (isDirectory(srcValues) && !isDirectory(destValues)) throw refused.directoryOverFile(src, dest, this.isBare);
      if (!isDirectory(srcValues) && isDirectory(destValues)) throw refused.fileOverDirectory(src, dest, this.isBare);
    }
    if (isDirectory(srcValues) && isBelow(src, dest)) throw refused.intoItself(src, dest, this.isBare);
    return { srcValues, destValues };
  }

  /** Refuses to copy into a directory that `src` is, under whatever name; goes up from `dest`. */
  * checkParents(src, srcValues, dest) {
    const srcParent = resolve(dirname(src));
    for (let parent = resolve(dirname(dest)); ; parent = resolve(dirname(parent))) {
      if (parent === srcParent || parent === parse(parent).root) return;
      const values = yield ['stat', parent];
      if (values === ENOENT) return;
      if (failed(values)) throw new Failure(values, 'stat', [parent]);
      if (areIdentical(srcValues, values)) throw refused.intoItself(src, dest, this.isBare);
    }
  }

  * makeParent(dest) {
    const parent = dirname(dest);
    if (failed(yield ['stat', parent])) yield* mkdirSteps(parent, 0o777);
  }

  /** Copies one thing that may be copied. */
  * item(src, dest, destValues) {
    const srcValues = yield* must(this.statName, src);
    switch (kindOf(srcValues)) {
      case S_IFDIR:
        if (!this.options.recursive) throw refused.notRecursive(src, this.isBare, this.isSync);
        yield* this.directory(srcValues, src, dest, destValues);
        break;
      case S_IFREG:
      case S_IFCHR:
      case S_IFBLK:
        yield* this.file(srcValues, src, dest, destValues);
        break;
      case S_IFLNK:
        yield* this.link(src, dest, destValues);
        break;
      case S_IFSOCK:
        throw refused.uncopyable('SOCKET', dest);
      case S_IFIFO:
        throw refused.uncopyable('FIFO_PIPE', dest);
      default:
        throw refused.uncopyable('UNKNOWN', dest);
    }
  }

  * file(srcValues, src, dest, destValues) {
    if (destValues) {
      if (!this.options.force) {
        if (this.options.errorOnExist) throw refused.alreadyExists(dest);
        return;
      }
      yield* must('unlink', dest);
    }
    yield* must('copyFile', src, dest, this.options.mode);
    const mode = srcValues[1];
    if (this.options.preserveTimestamps) {
      if ((mode & OWNER_MAY_WRITE) === 0) yield* must('chmod', dest, mode | OWNER_MAY_WRITE);
      const times = yield* must('stat', src);
      yield* must('utimes', dest, times[10] + times[11] / 1e9, times[12] + times[13] / 1e9);
    }
    yield* must('chmod', dest, mode);
  }

  * directory(srcValues, src, dest, destValues) {
    if (!destValues) {
      yield* must('mkdir', dest, 0o777);
      yield* this.entries(src, dest);
      yield* must('chmod', dest, srcValues[1]);
      return;
    }
    if (profile.cpRefusesExistingDirectories && this.options.errorOnExist && !this.options.force) {
      throw refused.alreadyExists(dest);
    }
    yield* this.entries(src, dest);
  }

  * entries(src, dest) {
    const handle = yield* must('opendir', src);
    try {
      for (;;) {
        const [names] = yield* must('readNext', handle, ENTRIES_PER_READ);
        if (names.length === 0) return;
        for (const name of names) {
          const from = join(src, name);
          const to = join(dest, name);
          const found = yield* this.check(from, to);
          if (found !== undefined) yield* this.item(from, to, found.destValues);
        }
      }
    } finally {
      yield* must('closedir', handle);
    }
  }

  * link(src, dest, destValues) {
    let target = yield* must('readlink', src);
    if (!this.options.verbatimSymlinks && !isAbsolute(target)) target = resolve(dirname(src), target);
    if (!destValues) {
      yield* must('symlink', target, dest);
      return;
    }
    let oldTarget = yield ['readlink', dest];
    if (failed(oldTarget)) {
      // What is there is no link: making one fails, as it should.
      if (oldTarget !== EINVAL) throw new Failure(oldTarget, 'readlink', [dest]);
      yield* must('symlink', target, dest);
      return;
    }
    if (!isAbsolute(oldTarget)) oldTarget = resolve(dirname(dest), oldTarget);
    const values = yield ['stat', src];
    const leadsToDirectory = !failed(values) && isDirectory(values);
    if (leadsToDirectory && isBelow(target, oldTarget)) throw refused.linkIntoItself(target, oldTarget);
    // A link over one that leads above it would make the tree contain itself.
    if (leadsToDirectory && isBelow(oldTarget, target)) throw refused.linkOverParent(target, oldTarget);
    yield* must('unlink', dest);
    yield* must('symlink', target, dest);
  }
}

function copySteps(src, dest, options, isSync) {
  return new Copy(options, isSync).run(pathText(src), pathText(dest));
}

function cp(src, dest, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = makeCallback(callback);
  options = validateCpOptions(options);
  src = getValidatedPath(src, 'src');
  dest = getValidatedPath(dest, 'dest');
  promiseSteps(copySteps(src, dest, options, false)).then(
    (value) => process.nextTick(callback, null, value),
    (error) => process.nextTick(callback, error));
}

/** Not async itself: what it throws has to reject the caller's promise, not one a turn further away. */
function cpPromise(src, dest, options) {
  options = validateCpOptions(options);
  src = getValidatedPath(src, 'src');
  dest = getValidatedPath(dest, 'dest');
  return promiseSteps(copySteps(src, dest, options, false));
}

function cpSync(src, dest, options) {
  options = validateCpOptions(options);
  src = getValidatedPath(src, 'src');
  dest = getValidatedPath(dest, 'dest');
  runSteps(copySteps(src, dest, options, true));
}

module.exports = { cp, cpPromise, cpSync };
