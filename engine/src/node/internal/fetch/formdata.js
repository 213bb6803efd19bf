// `FormData`: the fields of a form, in their order.
// The XMLHttpRequest standard, section 5; its errors are worded as undici words them.
'use strict';

const { Blob, isBlob } = require('internal/blob');
const { File } = require('internal/file');
const { customInspectSymbol } = require('internal/util');
const {
  defineInterface, defineIteration, illegalInvocation, inspectMembers, refuseCloning, requireArguments, toUSVString,
} = require('internal/fetch/webidl');
const profile = require('internal/profile');

/** A field's value: text, or a file; a Blob becomes a file called "blob" unless it is given a name. */
function makeValue(value, filename) {
  if (!isBlob(value)) return toUSVString(value);
  if (value instanceof File && filename === undefined) return value;
  const options = { type: value.type };
  if (value instanceof File) options.lastModified = value.lastModified;
  return new File([value], filename ?? 'blob', options);
}

class FormData {
  #entries = [];

  constructor(form = undefined) {
    refuseCloning(this);
    if (form !== undefined) {
      throw new TypeError('FormData constructor: Argument 1 could not be converted to: undefined.');
    }
  }

  static #check(data, given, wanted, method) {
    if (!(#entries in data)) throw illegalInvocation();
    requireArguments(given, wanted, `FormData.${method}`);
  }

  static #makeEntry(args, method) {
    const [name, value, filename] = args;
    if (args.length === 3 && !isBlob(value)) {
      throw new TypeError(profile.fetchArgumentsAreQuoted ?
        `FormData.${method}: Expected value ("${typeof value === 'string' ? `"${value}"` : value}") to be an instance of Blob.` :
        `Failed to execute '${method}' on 'FormData': parameter 2 is not of type 'Blob'`);
    }
    return [toUSVString(name), makeValue(value, filename === undefined ? undefined : toUSVString(filename))];
  }

  append(name, value, filename = undefined) {
    FormData.#check(this, arguments.length, 2, 'append');
    this.#entries.push(FormData.#makeEntry([...arguments], 'append'));
  }

  delete(name) {
    FormData.#check(this, arguments.length, 1, 'delete');
    const key = toUSVString(name);
    this.#entries = this.#entries.filter(([other]) => other !== key);
  }

  get(name) {
    FormData.#check(this, arguments.length, 1, 'get');
    const key = toUSVString(name);
    return this.#entries.find(([other]) => other === key)?.[1] ?? null;
  }

  getAll(name) {
    FormData.#check(this, arguments.length, 1, 'getAll');
    const key = toUSVString(name);
    return this.#entries.filter(([other]) => other === key).map(([, value]) => value);
  }

  has(name) {
    FormData.#check(this, arguments.length, 1, 'has');
    const key = toUSVString(name);
    return this.#entries.some(([other]) => other === key);
  }

  /** Replaces the first field of that name and drops the others. */
  set(name, value, filename = undefined) {
    FormData.#check(this, arguments.length, 2, 'set');
    const entry = FormData.#makeEntry([...arguments], 'set');
    const index = this.#entries.findIndex(([other]) => other === entry[0]);
    const others = this.#entries.filter(([other]) => other !== entry[0]);
    others.splice(index === -1 ? others.length : index, 0, entry);
    this.#entries = others;
  }

  [customInspectSymbol](depth, options) {
    const members = {};
    for (const [name, value] of this.#entries) {
      if (!Object.hasOwn(members, name)) members[name] = value;
      else if (Array.isArray(members[name])) members[name].push(value);
      else members[name] = [members[name], value];
    }
    return inspectMembers('FormData', members, depth, options);
  }

  static entriesOf(data) {
    return data.#entries;
  }

  static isFormData(value) {
    return typeof value === 'object' && value !== null && #entries in value;
  }
}

const { entriesOf, isFormData } = FormData;
delete FormData.entriesOf;
delete FormData.isFormData;

defineInterface(FormData, 'FormData', ['append', 'delete', 'get', 'getAll', 'has', 'set']);
defineIteration(FormData.prototype, 'FormData', entriesOf);

module.exports = { Blob, FormData, entriesOf, isFormData };
