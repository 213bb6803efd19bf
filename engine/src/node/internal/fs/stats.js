// What stat answers: Stats, BigIntStats and StatFs (Node's doc: «Class: fs.Stats», «Class: fs.StatFs»).
'use strict';

const profile = require('internal/profile');
const { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK } = require('internal/fs/constants');

const TIMES = ['atime', 'mtime', 'ctime', 'birthtime'];
/** How many numbers the binding answers: ten, then seconds and nanoseconds of each time. */
const FIELDS = 18;
const NS_PER_MS = 1_000_000;
const NS_PER_S = 1_000_000_000n;

/** The nanoseconds within the second, kept beside the rounded milliseconds for the *Instant getters of Node 26. */
const PARTIAL_NS = [
  Symbol('partialAtimeNs'),
  Symbol('partialMtimeNs'),
  Symbol('partialCtimeNs'),
  Symbol('kPartialBirthtimeNs'),
];

function dateOf(ms) {
  // Adding half a millisecond makes Date's truncation a rounding.
  return new Date(Number(ms) + 0.5);
}

/** The part common to both kinds; functions, not classes, because programs call `fs.Stats` without `new`. */
function StatsBase(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks) {
  this.dev = dev;
  this.mode = mode;
  this.nlink = nlink;
  this.uid = uid;
  this.gid = gid;
  this.rdev = rdev;
  this.blksize = blksize;
  this.ino = ino;
  this.size = size;
  this.blocks = blocks;
}

const KINDS = {
  __proto__: null,
  isDirectory: S_IFDIR,
  isFile: S_IFREG,
  isBlockDevice: S_IFBLK,
  isCharacterDevice: S_IFCHR,
  isSymbolicLink: S_IFLNK,
  isFIFO: S_IFIFO,
  isSocket: S_IFSOCK,
};
for (const name of Object.keys(KINDS)) {
  // The functions have no names in Node either: they are made where a computed name would not reach them.
  const kind = [function() {
    return this._checkModeProperty(KINDS[name]);
  }][0];
  StatsBase.prototype[name] = kind;
}

/** The four times as Dates: own properties up to Node 20, made on first use from 22 on. */
function setDates(stats) {
  if (profile.statsDatesAreGetters) return;
  for (const name of TIMES) stats[name] = dateOf(stats[`${name}Ms`]);
}

function defineOnPrototype(prototype, name, compute) {
  const replace = (stats, value) => {
    Object.defineProperty(stats, name, {
      __proto__: null,
      configurable: true,
      enumerable: profile.statsDatesTurnEnumerable,
      writable: true,
      value,
    });
    return value;
  };
  const accessors = {
    get() {
      return replace(this, compute(this));
    },
    set(value) {
      replace(this, value);
    },
  };
  Object.defineProperty(prototype, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get: accessors.get,
    set: accessors.set,
  });
}

function defineTimes(prototype, nanosecondsOf) {
  if (!profile.statsDatesAreGetters) return;
  for (const name of TIMES) defineOnPrototype(prototype, name, (stats) => dateOf(stats[`${name}Ms`]));
  if (!profile.statsHaveInstants) return;
  for (let i = 0; i < TIMES.length; i++) {
    defineOnPrototype(prototype, `${TIMES[i]}Instant`, (stats) =>
      globalThis.Temporal.Instant.fromEpochNanoseconds(nanosecondsOf(stats, i)));
  }
}

/** Milliseconds up to Node 24; from 26 on each time comes as seconds and nanoseconds. */
function StatsOfMs(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks,
                   atimeMs, mtimeMs, ctimeMs, birthtimeMs) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks);
  this.atimeMs = atimeMs;
  this.mtimeMs = mtimeMs;
  this.ctimeMs = ctimeMs;
  this.birthtimeMs = birthtimeMs;
  setDates(this);
}

function StatsOfParts(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks,
                      atimeSec, atimeNsec, mtimeSec, mtimeNsec, ctimeSec, ctimeNsec, birthtimeSec, birthtimeNsec) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks);
  this.atimeMs = milliseconds(atimeSec, atimeNsec);
  this.mtimeMs = milliseconds(mtimeSec, mtimeNsec);
  this.ctimeMs = milliseconds(ctimeSec, ctimeNsec);
  this.birthtimeMs = milliseconds(birthtimeSec, birthtimeNsec);
  this[PARTIAL_NS[0]] = atimeNsec;
  this[PARTIAL_NS[1]] = mtimeNsec;
  this[PARTIAL_NS[2]] = ctimeNsec;
  this[PARTIAL_NS[3]] = birthtimeNsec;
}

const Stats = profile.statsHaveInstants ? StatsOfParts : StatsOfMs;
Object.defineProperty(Stats, 'name', { __proto__: null, configurable: true, value: 'Stats' });

function inherit(constructor) {
  Object.setPrototypeOf(constructor.prototype, StatsBase.prototype);
  Object.setPrototypeOf(constructor, StatsBase);
}

inherit(Stats);
defineTimes(Stats.prototype, (stats, i) => {
  const seconds = Math.floor(stats[`${TIMES[i]}Ms`] / 1000);
  return BigInt(seconds) * NS_PER_S + BigInt(stats[PARTIAL_NS[i]]);
});
Stats.prototype._checkModeProperty = [function(property) {
  return (this.mode & S_IFMT) === property;
}][0];

function BigIntStats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks,
                     atimeNs, mtimeNs, ctimeNs, birthtimeNs) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks);
  const ns = [atimeNs, mtimeNs, ctimeNs, birthtimeNs];
  for (let i = 0; i < TIMES.length; i++) this[`${TIMES[i]}Ms`] = ns[i] / BigInt(NS_PER_MS);
  for (let i = 0; i < TIMES.length; i++) this[`${TIMES[i]}Ns`] = ns[i];
  setDates(this);
}
inherit(BigIntStats);
defineTimes(BigIntStats.prototype, (stats, i) => stats[`${TIMES[i]}Ns`]);
BigIntStats.prototype._checkModeProperty = [function(property) {
  return (this.mode & BigInt(S_IFMT)) === BigInt(property);
}][0];

function milliseconds(seconds, nanoseconds) {
  return seconds * 1000 + nanoseconds / NS_PER_MS;
}

/**
 * The Stats of what the binding answered.
 * @param {number[]} values ten numbers, then seconds and nanoseconds of each time
 * @param {number} [offset] where they begin: a watcher's answer holds two sets
 */
function statsFromValues(values, bigint, offset = 0) {
  const at = (i) => values[offset + i];
  if (bigint) {
    const fields = Array.from({ length: 10 }, (_, i) => BigInt(at(i)));
    const times = TIMES.map((_, i) => BigInt(at(10 + 2 * i)) * NS_PER_S + BigInt(at(11 + 2 * i)));
    return new BigIntStats(...fields, ...times);
  }
  if (profile.statsHaveInstants) return new Stats(...Array.from({ length: FIELDS }, (_, i) => at(i)));
  return new Stats(at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7), at(8), at(9),
                   milliseconds(at(10), at(11)), milliseconds(at(12), at(13)),
                   milliseconds(at(14), at(15)), milliseconds(at(16), at(17)));
}

/** Whether the mode of a binding's stat values says that it is of this kind (S_IFREG …). */
function isKind(values, kind) {
  return (values[1] & S_IFMT) === kind;
}

class StatFs {}

/** The StatFs of what the binding answered; `frsize` came with Node 24. */
function statFsFromValues(values, bigint) {
  const convert = bigint ? BigInt : Number;
  const statFs = new StatFs();
  ['type', 'bsize', 'frsize', 'blocks', 'bfree', 'bavail', 'files', 'ffree'].forEach((name, i) => {
    if (name !== 'frsize' || profile.statfsHasFragmentSize) statFs[name] = convert(values[i]);
  });
  return statFs;
}

module.exports = { BigIntStats, Stats, isKind, statFsFromValues, statsFromValues };
