// Message room: CommonJS and ES modules, packages, vm, source maps, WebAssembly, inspector. Node's doc: "Errors".
// An entry is `[Base, message]`; a message function may hang details on the error (`this`).
'use strict';

const { Error, ObjectDefineProperty, RangeError, TypeError } = primordials;

const profile = require('internal/profile');
const { determineSpecificType, formatList } = require('internal/errors/messages');

/** The tail that names the importing module, if there is one. */
function importedFrom(base) {
  return base ? ` imported from ${base}` : '';
}

/**
 * ERR_INVALID_PACKAGE_TARGET: a target in "exports" or "imports" of a package.json that cannot be.
 * @param {string} packagePath folder, ending in `/`
 * @param {string} key the subpath or `#name`
 * @param {*} target what package.json gives for it
 * @param {boolean} [isImport] whether it stands in "imports"
 * @param {string} [base] the importing module
 * @returns {string}
 */
function invalidPackageTarget(packagePath, key, target, isImport = false, base = undefined) {
  const lacksDot = typeof target === 'string' && !isImport && target.length > 0 && !target.startsWith('./');
  const field = isImport ? 'imports' : 'exports';
  const place = key === '.' ?
    `main target ${JSON.stringify(target)} defined in` :
    `target ${JSON.stringify(target)} defined for '${key}' in`;
  return `Invalid "${field}" ${place} the package config ${packagePath}package.json${importedFrom(base)}` +
    `${lacksDot ? '; targets must start with "./"' : ''}`;
}

/**
 * ERR_REQUIRE_ASYNC_MODULE: require() of a graph with top-level await.
 * @param {string} [filename] the required module
 * @param {string} [parentFilename] the requiring one
 * @param {string[]} [requireStack] file names from the requiring module up; kept as `error.requireStack` from Node 24 on
 * @returns {string}
 */
function requireAsyncModule(filename, parentFilename, requireStack = parentFilename ? [parentFilename] : undefined) {
  let message = 'require() cannot be used on an ESM graph with top-level await. Use import() instead. ' +
    'To see where the top-level await comes from, use --experimental-print-required-tla.';
  if (!profile.topLevelAwaitErrorsHaveRequireStack) {
    if (parentFilename) message += `\n  From ${parentFilename} `;
    if (filename) message += `\n  Requiring ${filename} `;
    return message;
  }
  if (filename) message += `\nRequired module: ${filename}`;
  if (requireStack) {
    ObjectDefineProperty(this, 'requireStack', {
      __proto__: null, configurable: true, enumerable: false, writable: true, value: requireStack,
    });
    message += `\nRequire stack:\n- ${requireStack.join('\n- ')}`;
  }
  return message;
}

/**
 * ERR_REQUIRE_ESM: require() of an ES module, where that is not supported.
 * @param {string} filename the required module
 * @param {boolean} hasEsmSyntax whether its text, not package.json, makes it an ES module
 * @param {string} [parentPath] the requiring module
 * @param {string} [packageJsonPath] the nearest package.json
 * @returns {string}
 */
function requireEsm(filename, hasEsmSyntax, parentPath = null, packageJsonPath = null) {
  const start = `require() of ES Module ${filename}${parentPath ? ` from ${parentPath}` : ''} not supported.`;
  const hint = (subject) => (
    `${start}\nInstead change the require of ${subject} to a dynamic import() which is available in all CommonJS modules.`
  );
  if (!packageJsonPath) return hasEsmSyntax ? start : hint(filename);
  const basename = filename.slice(filename.lastIndexOf('/') + 1);
  if (hasEsmSyntax) return hint(`${basename} in ${parentPath}`);
  return `${start}\n${basename} is treated as an ES module file as it is a .js file whose nearest parent package.json ` +
    'contains "type": "module" which declares all .js files in that package scope as ES modules.\n' +
    `Instead either rename ${basename} to end in .cjs, change the requiring code to use dynamic import() which is ` +
    'available in all CommonJS modules, or change "type": "module" to "type": "commonjs" in ' +
    `${packageJsonPath} to treat all .js files as CommonJS (using .mjs for all ES modules instead).\n`;
}

module.exports = {
  ERR_ASYNC_LOADER_REQUEST_NEVER_SETTLED: [Error, 'Async loader request never settled'],
  ERR_CANNOT_WATCH_SIGINT: [Error, 'Cannot watch for SIGINT signals'],
  ERR_CONTEXT_NOT_INITIALIZED: [Error, 'context used is not initialized'],
  ERR_DUPLICATE_STARTUP_SNAPSHOT_MAIN_FUNCTION: [Error, 'Deserialize main function is already configured.'],
  ERR_EVAL_ESM_CANNOT_PRINT: [Error, '--print cannot be used with ESM input'],
  ERR_IMPORT_ASSERTION_TYPE_FAILED: [TypeError, 'Module "%s" is not of type "%s"'],
  ERR_IMPORT_ASSERTION_TYPE_MISSING: [TypeError, 'Module "%s" needs an import attribute of type "%s"'],
  ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED: [TypeError, 'Import attribute type "%s" is unsupported'],
  ERR_IMPORT_ATTRIBUTE_MISSING: [TypeError, 'Module "%s" needs an import attribute of "%s: %s"'],
  ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE: [TypeError, 'Module "%s" is not of type "%s"'],
  ERR_IMPORT_ATTRIBUTE_UNSUPPORTED: [TypeError, (name, value, file) => (
    `Import attribute "${name}" with value "${value}" is not supported${file === undefined ? '' : ` in ${file}`}`
  )],
  ERR_INPUT_TYPE_NOT_ALLOWED: [
    Error,
    '--input-type can only be used with string input via --eval, --print, or STDIN',
  ],
  ERR_INSPECTOR_ALREADY_ACTIVATED: [
    Error,
    'Inspector is already activated. Close it with inspector.close() before activating it again.',
  ],
  ERR_INSPECTOR_ALREADY_CONNECTED: [Error, '%s is already connected'],
  ERR_INSPECTOR_CLOSED: [Error, 'Session was closed'],
  ERR_INSPECTOR_COMMAND: [Error, 'Inspector error %d: %s'],
  ERR_INSPECTOR_NOT_ACTIVE: [Error, 'Inspector is not active'],
  ERR_INSPECTOR_NOT_AVAILABLE: [Error, 'Inspector is not available'],
  ERR_INSPECTOR_NOT_CONNECTED: [Error, 'Session is not connected'],
  ERR_INSPECTOR_NOT_WORKER: [Error, 'Current thread is not a worker'],
  ERR_INVALID_MODULE_SPECIFIER: [TypeError, (specifier, problem, base) => (
    `Invalid module "${specifier}" ${problem}${importedFrom(base)}`
  )],
  ERR_INVALID_PACKAGE_CONFIG: [Error, (path, base, message) => (
    `Invalid package config ${path}${base ? ` while importing ${base}` : ''}${message ? `. ${message}` : ''}`
  )],
  ERR_INVALID_PACKAGE_TARGET: [Error, invalidPackageTarget],
  ERR_INVALID_RETURN_PROPERTY: [TypeError, (expected, name, property, value) => (
    `Expected a valid ${expected} to be returned for the "${property}" from the "${name}" hook ` +
      `but got ${determineSpecificType(value)}.`
  )],
  ERR_INVALID_RETURN_PROPERTY_VALUE: [TypeError, (expected, name, property, value) => (
    `Expected ${expected} to be returned for the "${property}" from the "${name}" hook ` +
      `but got ${determineSpecificType(value)}.`
  )],
  ERR_LOADER_CHAIN_INCOMPLETE: [
    Error,
    '"%s" did not call the next hook in its chain and did not explicitly signal a short circuit. If this is intentional, include `shortCircuit: true` in the hook\'s return.',
  ],
  ERR_MODULE_LINK_MISMATCH: [TypeError, '%s'],
  ERR_MODULE_NOT_FOUND: [Error, function(path, base, exactUrl) {
    if (exactUrl) this.url = `${exactUrl}`;
    return `Cannot find ${exactUrl ? 'module' : 'package'} '${path}' imported from ${base}`;
  }],
  ERR_NOT_BUILDING_SNAPSHOT: [Error, 'Operation cannot be invoked when not building startup snapshot'],
  ERR_NOT_SUPPORTED_IN_SNAPSHOT: [Error, '%s is not supported in startup snapshot'],
  ERR_PACKAGE_IMPORT_NOT_DEFINED: [TypeError, (specifier, packagePath, base) => (
    `Package import specifier "${specifier}" is not defined` +
      `${packagePath ? ` in package ${packagePath}package.json` : ''}${importedFrom(base)}`
  )],
  ERR_PACKAGE_PATH_NOT_EXPORTED: [Error, (packagePath, subpath, base) => {
    const problem = subpath === '.' ?
      `No "exports" main defined in ${packagePath}package.json` :
      `Package subpath '${subpath}' is not defined by "exports" in ${packagePath}package.json`;
    return `${problem}${importedFrom(base)}`;
  }],
  ERR_REQUIRE_ASYNC_MODULE: [Error, requireAsyncModule],
  ERR_REQUIRE_CYCLE_MODULE: [Error, '%s'],
  ERR_REQUIRE_ESM: [Error, requireEsm],
  ERR_REQUIRE_ESM_RACE_CONDITION: [Error, (filename, parentFilename, isForAsyncLoaderHookWorker) => (
    `Cannot require() ES Module ${filename} because it is not yet fully loaded.\n` +
      'This may be caused by a race condition if the module is simultaneously dynamically import()-ed via Promise.all().\n' +
      'Try await-ing the import() sequentially in a loop instead.\n' +
      ` (From ${parentFilename ? `${parentFilename} in` : ''} ` +
      `${isForAsyncLoaderHookWorker ? 'loader hook worker thread' : 'non-loader-hook thread'})`
  )],
  ERR_SCRIPT_EXECUTION_INTERRUPTED: [Error, 'Script execution was interrupted by `SIGINT`'],
  ERR_SOURCE_MAP_CORRUPT: [Error, "The source map for '%s' does not exist or is corrupt."],
  ERR_SOURCE_MAP_MISSING_SOURCE: [Error, "Cannot find '%s' imported from the source map for '%s'"],
  ERR_TRACE_EVENTS_CATEGORY_REQUIRED: [TypeError, 'At least one category is required'],
  ERR_TRACE_EVENTS_UNAVAILABLE: [Error, 'Trace events are unavailable'],
  ERR_UNKNOWN_BUILTIN_MODULE: [Error, 'No such built-in module: %s'],
  ERR_UNKNOWN_FILE_EXTENSION: [TypeError, 'Unknown file extension "%s" for %s'],
  ERR_UNKNOWN_MODULE_FORMAT: [RangeError, 'Unknown module format: %s for URL %s'],
  ERR_UNSUPPORTED_DIR_IMPORT: [Error, function(path, base, exactUrl) {
    this.url = exactUrl;
    return `Directory import '${path}' is not supported resolving ES modules imported from ${base}`;
  }],
  ERR_UNSUPPORTED_ESM_URL_SCHEME: [Error, (url, supported) => (
    `Only URLs with a scheme in: ${formatList(supported)} are supported by the default ESM loader. ` +
      `Received protocol '${url.protocol}'`
  )],
  ERR_UNSUPPORTED_RESOLVE_REQUEST: [
    TypeError,
    'Failed to resolve module specifier "%s" from "%s": Invalid relative URL or base scheme is not hierarchical.',
  ],
  ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING: [TypeError, 'A dynamic import callback was not specified.'],
  ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG: [
    TypeError,
    'A dynamic import callback was invoked without --experimental-vm-modules',
  ],
  ERR_VM_MODULE_ALREADY_LINKED: [Error, 'Module has already been linked'],
  ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA: [
    Error,
    'Cached data cannot be created for a module which has been evaluated',
  ],
  ERR_VM_MODULE_DIFFERENT_CONTEXT: [Error, 'Linked modules must use the same context'],
  ERR_VM_MODULE_LINK_FAILURE: [Error, function(message, cause) {
    this.cause = cause;
    return message;
  }],
  ERR_VM_MODULE_NOT_MODULE: [Error, 'Provided module is not an instance of Module'],
  ERR_VM_MODULE_STATUS: [Error, 'Module status %s'],
  ERR_WEBASSEMBLY_NOT_SUPPORTED: [Error, 'WebAssembly is not supported in this environment, but is required for %s'],
  ERR_WEBASSEMBLY_RESPONSE: [TypeError, 'WebAssembly response %s'],
};
