// node:v8 — the heap's numbers and snapshots, and structured clones as bytes (Node's doc "V8").
//
// Numbers are those of the real heap, rounded up to whole mebibytes: what V8 itself holds differs a little between builds.
'use strict';

const { heapSnapshot, heapSpaces, heapStatistics } = internalBinding('process');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
const { validateString } = require('internal/validators');
const profile = require('internal/profile');

const MEBIBYTE = 2 ** 20;
/** A number that stands for V8's version and flags. */
const CACHED_DATA_VERSION_TAG = 1_145_000;
const round = (bytes) => Math.ceil(bytes / MEBIBYTE) * MEBIBYTE;

/** Names of writeHeapSnapshot's files count up, as they do in Node. */
let snapshots = 0;

/** @returns {object} sizes in bytes */
function getHeapStatistics() {
  const [total, used, limit, external, malloced, peak, contexts, detached, code, handles, usedHandles] = heapStatistics();
  return {
    total_heap_size: round(total),
    total_heap_size_executable: round(code),
    total_physical_size: round(total),
    total_available_size: round(limit - used),
    used_heap_size: round(used),
    heap_size_limit: limit,
    malloced_memory: round(malloced),
    peak_malloced_memory: round(peak),
    does_zap_garbage: 0,
    number_of_native_contexts: contexts,
    number_of_detached_contexts: detached,
    total_global_handles_size: round(handles),
    used_global_handles_size: round(usedHandles),
    external_memory: round(external),
    ...(profile.heapCountsAllocations && { total_allocated_bytes: round(total) }),
  };
}

/** Whether the heap of this version has a space of that name. */
function hasSpace(name) {
  if (name.startsWith('shared_trusted')) return profile.heapHasSharedTrustedSpaces;
  if (name.startsWith('trusted')) return profile.heapHasTrustedSpaces;
  return !name.startsWith('shared') || profile.heapHasSharedSpaces;
}

/** @returns {object[]} one for each space of the heap */
function getHeapSpaceStatistics() {
  const spaces = [];
  const list = heapSpaces();
  for (let at = 0; at < list.length; at += 4) {
    const [name, size, used, available] = list.slice(at, at + 4);
    if (!hasSpace(name)) continue;
    spaces.push({
      space_name: name,
      space_size: round(size),
      space_used_size: round(used),
      space_available_size: round(available),
      physical_space_size: round(size),
    });
  }
  return spaces;
}

/** @returns {object} sizes of code: not told apart from the rest of the heap */
function getHeapCodeStatistics() {
  const [, , , , , , , , code] = heapStatistics();
  return {
    code_and_metadata_size: round(code),
    bytecode_and_metadata_size: round(code),
    external_script_source_size: 0,
    cpu_profiler_metadata_size: 0,
  };
}

/**
 * Writes the real heap, as the developer tools read it, into the simulated tree.
 * @param {string|Buffer|URL} [filename]
 * @returns {string} its name
 */
function writeHeapSnapshot(filename = undefined) {
  const { writeFileSync } = require('fs');
  if (filename === undefined) {
    const now = new Date();
    const two = (number) => String(number).padStart(2, '0');
    const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
    const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
    snapshots += 1;
    filename = `Heap.${date}.${time}.${process.pid}.0.${String(snapshots).padStart(3, '0')}.heapsnapshot`;
  }
  writeFileSync(filename, heapSnapshot());
  return String(filename);
}

/** @returns {import('stream').Readable} the real heap, as the developer tools read it */
function getHeapSnapshot() {
  const { Readable } = require('stream');
  return Readable.from([Buffer.from(heapSnapshot().buffer)], { objectMode: false });
}

/** Flags of V8 are fixed, so that runs are repeatable; only the garbage collector can be had on request. */
function setFlagsFromString(flags) {
  validateString(flags, 'flags');
  if (/^--expose[-_]gc$/.test(flags)) require('internal/perf/collections').expose();
}

/** @returns {boolean} whether a string holds Latin-1 only; how V8 keeps it is not told */
function isStringOneByteRepresentation(content) {
  if (typeof content !== 'string') throw new ERR_INVALID_ARG_TYPE('content', 'string', content);
  return /^[\u0000-\u00ff]*$/.test(content);
}

function unsupported(name) {
  return { [name]() { throw new ERR_LOOPSCOPE_UNSUPPORTED(`v8.${name}()`); } }[name];
}

/** A class that cannot be made here. */
function unsupportedClass(name) {
  return { [name]: class { constructor() { throw new ERR_LOOPSCOPE_UNSUPPORTED(`new v8.${name}()`); } } }[name];
}

module.exports = {
  cachedDataVersionTag: () => CACHED_DATA_VERSION_TAG,
  getHeapSnapshot,
  getHeapStatistics,
  getHeapSpaceStatistics,
  getHeapCodeStatistics,
  getCppHeapStatistics: unsupported('getCppHeapStatistics'),
  setFlagsFromString,
  Serializer: unsupportedClass('Serializer'),
  Deserializer: unsupportedClass('Deserializer'),
  DefaultSerializer: unsupportedClass('DefaultSerializer'),
  DefaultDeserializer: unsupportedClass('DefaultDeserializer'),
  deserialize: (buffer) => require('internal/serdes').deserialize(buffer),
  takeCoverage: unsupported('takeCoverage'),
  stopCoverage: unsupported('stopCoverage'),
  serialize: (value) => require('internal/serdes').serialize(value),
  writeHeapSnapshot,
  promiseHooks: {
    createHook: unsupported('promiseHooks.createHook'),
    onInit: unsupported('promiseHooks.onInit'),
    onBefore: unsupported('promiseHooks.onBefore'),
    onAfter: unsupported('promiseHooks.onAfter'),
    onSettled: unsupported('promiseHooks.onSettled'),
  },
  queryObjects: unsupported('queryObjects'),
  startupSnapshot: {
    addDeserializeCallback: unsupported('startupSnapshot.addDeserializeCallback'),
    addSerializeCallback: unsupported('startupSnapshot.addSerializeCallback'),
    setDeserializeMainFunction: unsupported('startupSnapshot.setDeserializeMainFunction'),
    isBuildingSnapshot: () => 0,
  },
  setHeapSnapshotNearHeapLimit: unsupported('setHeapSnapshotNearHeapLimit'),
  setHeapProfileNearHeapLimit: unsupported('setHeapProfileNearHeapLimit'),
  GCProfiler: unsupportedClass('GCProfiler'),
  isStringOneByteRepresentation,
  startCpuProfile: unsupported('startCpuProfile'),
  startHeapProfile: unsupported('startHeapProfile'),
};
