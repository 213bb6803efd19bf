// util.getCallSites: where the caller is. Node's doc: "Util", util.getCallSites().
// The engine gives the frames: `internalBinding('util').getCallSites(n)`, without the one of this file.
'use strict';

const profile = require('internal/profile');
const { deprecate } = require('internal/util');
const { validateBoolean, validateInteger, validateNumber, validateObject } = require('internal/validators');

const FRAMES_DEFAULT = 10;
const FRAMES_MAX = 200;

/**
 * The frames of the stack, the caller's first.
 * @param {number} [frameCount] at most so many
 * @param {{ sourceMap?: boolean }} [options] may be the only argument; source maps are not read
 * @returns {object[]} functionName, scriptId, scriptName, lineNumber, columnNumber, column
 */
function getCallSites(frameCount = FRAMES_DEFAULT, options) {
  let count = frameCount;
  let given = options;
  if (given === undefined && typeof frameCount === 'object') {
    given = frameCount;
    count = FRAMES_DEFAULT;
  }
  if (given !== undefined) {
    validateObject(given, 'options');
    if (given.sourceMap !== undefined) validateBoolean(given.sourceMap, 'options.sourceMap');
  }
  if (profile.callSitesAreCountedInIntegers) validateInteger(count, 'frameCount', 1, FRAMES_MAX);
  else validateNumber(count, 'frameCount', 1, FRAMES_MAX);
  return internalBinding('util').getCallSites(count);
}

if (profile.utilHasGetCallSite) {
  exports.getCallSite = deprecate(
    getCallSites, 'The `util.getCallSite` API has been renamed to `util.getCallSites()`.', 'ExperimentalWarning');
}
exports.getCallSites = getCallSites;
