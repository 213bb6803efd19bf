// node:vm — scripts in contexts of their own. Node's doc: "VM (executing JavaScript)".
'use strict';

const {
  codes: { ERR_CONTEXT_NOT_INITIALIZED, ERR_INVALID_ARG_TYPE, ERR_LOOPSCOPE_UNSUPPORTED, ERR_SCRIPT_EXECUTION_TIMEOUT },
} = require('internal/errors');
const {
  validateArray, validateBoolean, validateInt32, validateObject, validateOneOf, validateString,
  validateUint32, kValidateObjectAllowArray, kValidateObjectAllowNullable,
} = require('internal/validators');
const profile = require('internal/profile');
const { check, compileIn, makeContext, runInContext: runScriptIn } = internalBinding('vm');

/** What stacks call code that has no name of its own. */
const DEFAULT_FILENAME = 'evalmachine.<anonymous>';
/** Size of what stands for compiled code, and where in it the source's length is. */
const CACHED_DATA_BYTES = 64;
const CACHED_DATA_LENGTH_AT = 8;

const constants = {
  __proto__: null,
  USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'),
  DONT_CONTEXTIFY: Symbol('vm_context_no_contextify'),
};

/** The global object of the context around each object of the program's. */
const globals = new WeakMap();
let contexts = 0;

function refuseImports(option) {
  if (typeof option === 'function') throw new ERR_LOOPSCOPE_UNSUPPORTED("vm: the option 'importModuleDynamically'");
}

/** Where the code comes from, as options say it. */
function readOrigin(options) {
  const { filename = DEFAULT_FILENAME, lineOffset = 0, columnOffset = 0, cachedData, produceCachedData = false } = options;
  validateString(filename, 'options.filename');
  validateInt32(lineOffset, 'options.lineOffset');
  validateInt32(columnOffset, 'options.columnOffset');
  if (cachedData !== undefined && !ArrayBuffer.isView(cachedData)) {
    throw new ERR_INVALID_ARG_TYPE('options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData);
  }
  validateBoolean(produceCachedData, 'options.produceCachedData');
  return { filename, lineOffset, columnOffset };
}

/** The time limit in milliseconds, if there is one, and whether errors get their place. */
function readRunOptions(options = {}) {
  validateObject(options, 'options');
  const { timeout, displayErrors = true, breakOnSigint = false } = options;
  if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true);
  validateBoolean(displayErrors, 'options.displayErrors');
  validateBoolean(breakOnSigint, 'options.breakOnSigint');
  return { timeout, displayErrors };
}

/** Stands for compiled code: the length of its source, by which V8 itself tells whether the two belong together. */
function cachedDataFor(code) {
  const data = Buffer.alloc(CACHED_DATA_BYTES);
  data.writeUInt32LE(code.length, CACHED_DATA_LENGTH_AT);
  return data;
}

function holdsCode(data, code) {
  const given = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return given.equals(cachedDataFor(code));
}

/** Among the options of a script: the global object of the one context that it is compiled for. */
const kParsingGlobal = Symbol('script parsing global');

/** A script, compiled once for any context. */
class Script {
  #code;
  #origin;

  constructor(code, options = {}) {
    code = `${code}`;
    if (typeof options === 'string') options = { filename: options };
    else validateObject(options, 'options');
    this.#code = code;
    this.#origin = readOrigin(options);
    refuseImports(options.importModuleDynamically);
    const { filename, lineOffset, columnOffset } = this.#origin;
    const [sourceURL, sourceMapURL] = check(code, filename, lineOffset, columnOffset, options[kParsingGlobal]);
    if (profile.scriptHasSourceUrl) this.sourceURL = sourceURL;
    this.sourceMapURL = sourceMapURL;
    if (options.cachedData !== undefined) this.cachedDataRejected = !holdsCode(options.cachedData, code);
    if (options.produceCachedData) {
      this.cachedData = this.createCachedData();
      this.cachedDataProduced = true;
    }
  }

  /** Something to give to `cachedData` of a script with the same source: nothing is compiled ahead here. */
  createCachedData() {
    return cachedDataFor(this.#code);
  }

  #run(global, { timeout, displayErrors }) {
    const { filename, lineOffset, columnOffset } = this.#origin;
    const report = { isTimedOut: false };
    const value = runScriptIn(this.#code, filename, lineOffset, columnOffset, global, timeout, report, displayErrors);
    if (report.isTimedOut) throw new ERR_SCRIPT_EXECUTION_TIMEOUT(timeout);
    return value;
  }

  runInThisContext(options) {
    return this.#run(undefined, readRunOptions(options));
  }

  runInContext(contextifiedObject, options) {
    return this.#run(globalOf(contextifiedObject), readRunOptions(options));
  }

  runInNewContext(contextObject, options) {
    return this.runInContext(createContext(contextObject, contextOptions(options)), options);
  }
}

/** The options of a context among those of a script. */
function contextOptions(options) {
  if (!options) return {};
  const { contextName: name, contextOrigin: origin, contextCodeGeneration: codeGeneration, microtaskMode } = options;
  if (name !== undefined) validateString(name, 'options.contextName');
  if (origin !== undefined) validateString(origin, 'options.contextOrigin');
  return { name, origin, codeGeneration, microtaskMode };
}

function globalOf(object) {
  if (!isContext(object)) throw new ERR_INVALID_ARG_TYPE('contextifiedObject', 'vm.Context', object);
  return globals.get(object);
}

function isContext(object) {
  validateObject(object, 'object', kValidateObjectAllowArray);
  return globals.has(object);
}

/** Makes a context around an object, whose properties are its global names. */
function createContext(contextObject = {}, options = {}) {
  const isPlain = profile.vmHasConstants && contextObject === constants.DONT_CONTEXTIFY;
  if (!isPlain && isContext(contextObject)) return contextObject;
  validateObject(options, 'options');
  const { name = `VM Context ${++contexts}`, origin, codeGeneration, microtaskMode } = options;
  validateString(name, 'options.name');
  if (origin !== undefined) validateString(origin, 'options.origin');
  if (codeGeneration !== undefined) validateObject(codeGeneration, 'options.codeGeneration');
  const { strings = true, wasm = true } = codeGeneration ?? {};
  validateBoolean(strings, 'options.codeGeneration.strings');
  validateBoolean(wasm, 'options.codeGeneration.wasm');
  validateOneOf(microtaskMode, 'options.microtaskMode', ['afterEvaluate', undefined]);
  refuseImports(options.importModuleDynamically);
  const { exposedGc } = require('internal/perf/collections');
  const global = makeContext(isPlain ? undefined : contextObject, exposedGc(), microtaskMode !== undefined, strings, wasm);
  const context = isPlain ? global : contextObject;
  globals.set(context, global);
  return context;
}

/** The options of a script in a context: those of any other kind than these two are none. */
const asOptions = (options) => (typeof options === 'string' ? { filename: options } : { ...options });

function createScript(code, options) {
  return new Script(code, options);
}

function runInContext(code, contextifiedObject, options) {
  options = { ...asOptions(options), [kParsingGlobal]: globalOf(contextifiedObject) };
  return new Script(code, options).runInContext(contextifiedObject, options);
}

function runInNewContext(code, contextObject, options) {
  options = asOptions(options);
  const context = createContext(contextObject, contextOptions(options));
  return new Script(code, { ...options, [kParsingGlobal]: globalOf(context) }).runInContext(context, options);
}

function runInThisContext(code, options) {
  if (typeof options === 'string') options = { filename: options };
  return new Script(code, options).runInThisContext(options);
}

/** The code as the body of a function. */
function compileFunction(code, params, options = {}) {
  validateString(code, 'code');
  if (profile.vmCompileChecksOptionsFirst) validateObject(options, 'options');
  if (params !== undefined) {
    validateArray(params, 'params');
    params.forEach((param, at) => validateString(param, `params[${at}]`));
  }
  validateObject(options, 'options');
  const { filename, lineOffset, columnOffset } = readOrigin({ filename: '', ...options });
  const { parsingContext, contextExtensions = [] } = options;
  validateArray(contextExtensions, 'options.contextExtensions');
  contextExtensions.forEach((extension, at) => {
    validateObject(extension, `options.contextExtensions[${at}]`, kValidateObjectAllowNullable | kValidateObjectAllowArray);
  });
  refuseImports(options.importModuleDynamically);
  let global;
  if (parsingContext !== undefined) {
    if (typeof parsingContext !== 'object' || parsingContext === null || !isContext(parsingContext)) {
      throw new ERR_INVALID_ARG_TYPE('options.parsingContext', 'Context', parsingContext);
    }
    global = globals.get(parsingContext);
    if (global === undefined) throw new ERR_CONTEXT_NOT_INITIALIZED();
  }
  return compileIn(code, filename, lineOffset, columnOffset, global, params ?? [], contextExtensions);
}

function measureMemory() {
  throw new ERR_LOOPSCOPE_UNSUPPORTED('vm.measureMemory()');
}

module.exports = {
  Script, createContext, createScript, runInContext, runInNewContext, runInThisContext, isContext, compileFunction,
  measureMemory,
};
if (profile.vmHasConstants) module.exports.constants = constants;
