// File: a Blob with a name. Answers to Node's doc "Class: File".
'use strict';

const { StringPrototypeToWellFormed } = primordials;
const { Blob } = require('internal/blob');
const { ERR_INVALID_THIS, ERR_MISSING_ARGS } = require('internal/errors').codes;
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { kClone, kDeserialize } = require('internal/worker/js_transferable');
const profile = require('internal/profile');

class File extends Blob {
  #name;
  #lastModified;

  /**
   * @param {Iterable} fileBits
   * @param {string} fileName
   * @param {{endings?: string, type?: string, lastModified?: number}} [options] `lastModified` in milliseconds
   */
  constructor(fileBits, fileName, options = {}) {
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('fileBits', 'fileName');
    super(fileBits, options);
    const { lastModified } = options ?? {};
    this.#lastModified = lastModified === undefined ? Date.now() : Number(lastModified) || 0;
    this.#name = StringPrototypeToWellFormed(`${fileName}`);
  }

  /** Cloning: before Node 24 the copy is only a Blob. */
  [kClone]() {
    const { data, deserializeInfo } = super[kClone]();
    if (!profile.filesAreCloned) return { data, deserializeInfo };
    return { data: { ...data, name: this.#name, lastModified: this.#lastModified }, deserializeInfo: 'internal/file:ClonedFile' };
  }

  [kDeserialize](data) {
    super[kDeserialize](data);
    this.#name = data.name;
    this.#lastModified = data.lastModified;
  }

  static #check(value) {
    if (typeof value !== 'object' || value === null || !(#name in value)) throw new ERR_INVALID_THIS('File');
  }

  get name() {
    File.#check(this);
    return this.#name;
  }

  get lastModified() {
    File.#check(this);
    return this.#lastModified;
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return options.stylize(`[${this.constructor.name}]`, 'special');
    const { inspect } = require('internal/util/inspect');
    const opts = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    const { size, type, name, lastModified } = this;
    return `File ${inspect({ size, type, name, lastModified }, opts)}`;
  }
}

Object.defineProperties(File.prototype, {
  name: kEnumerableProperty,
  lastModified: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'File' },
});

/** What cloning makes first, without the data. */
function ClonedFile() {
  return new File([], '');
}

module.exports = { File, ClonedFile };
