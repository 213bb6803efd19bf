// What the two flavours of `node:path` share: dot segments, last segments, format. Answers to Node's doc "Path".
'use strict';

const { validateObject, validateString } = require('internal/validators');
const profile = require('internal/profile');

/**
 * Resolves `.` and `..` and drops empty segments of a path that has lost its root.
 * @param {string} path without root
 * @param {boolean} allowAboveRoot whether a leading `..` survives (a relative path) or vanishes (an absolute one)
 * @param {string} separator what joins the result
 * @param {RegExp|string} splitter what separates segments in `path`
 * @returns {string} no leading and no trailing separator
 */
function resolveDots(path, allowAboveRoot, separator, splitter) {
  const kept = [];
  for (const segment of path.split(splitter)) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') {
      kept.push(segment);
    } else if (kept.length > 0 && kept[kept.length - 1] !== '..') {
      kept.pop();
    } else if (allowAboveRoot) {
      kept.push('..');
    }
  }
  return kept.join(separator);
}

/**
 * Where the last segment lies: trailing separators are not part of it.
 * @param {string} path
 * @param {number} from index at which segments may begin (after a root)
 * @param {(path: string, index: number) => boolean} isSeparator
 * @returns {{start: number, end: number}} `end` is `from` for a path without segments
 */
function lastSegment(path, from, isSeparator) {
  let end = path.length;
  while (end > from && isSeparator(path, end - 1)) end--;
  let start = end;
  while (start > from && !isSeparator(path, start - 1)) start--;
  return { start, end };
}

/**
 * The extension of a segment with its dot; none for `.profile`, `.` and `..`.
 * @param {string} segment
 * @returns {string}
 */
function extensionOf(segment) {
  const dot = segment.lastIndexOf('.');
  return dot <= 0 || segment === '..' ? '' : segment.slice(dot);
}

/**
 * The last segment of `path`, less `suffix` where it ends in it.
 * A suffix equal to the whole path gives '', but one equal to the segment alone is kept: Node's rule.
 * @param {string} path
 * @param {string|undefined} suffix
 * @param {number} from index after the part that cannot belong to a segment
 * @param {(path: string, index: number) => boolean} isSeparator
 * @returns {string}
 */
function baseName(path, suffix, from, isSeparator) {
  if (suffix !== undefined) validateString(suffix, profile.pathBasenameTakesSuffix ? 'suffix' : 'ext');
  validateString(path, 'path');
  if (suffix !== undefined && suffix.length > 0 && suffix === path) return '';
  const { start, end } = lastSegment(path, from, isSeparator);
  const base = path.slice(start, end);
  if (suffix === undefined || suffix.length === 0 || suffix.length > path.length) return base;
  // Node gives up on trailing separators while the segment is still a tail of the suffix.
  if (base.length < suffix.length && suffix.endsWith(base)) return path.slice(start);
  return base.length > suffix.length && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
}

/**
 * `path.format` of one flavour; users see it as `bound _format`, as in Node.
 * @param {string} separator
 * @returns {(pathObject: object) => string}
 */
function makeFormat(separator) {
  return function _format(sep, pathObject) {
    validateObject(pathObject, 'pathObject');
    const dir = pathObject.dir || pathObject.root;
    const ext = pathObject.ext || '';
    const dot = profile.pathFormatAddsDot && ext && ext[0] !== '.' ? '.' : '';
    const base = pathObject.base || `${pathObject.name || ''}${dot}${ext}`;
    if (!dir) return base;
    return dir === pathObject.root ? `${dir}${base}` : `${dir}${sep}${base}`;
  }.bind(null, separator);
}

let warnedOfGlob = false;

/**
 * `path.matchesGlob` for one flavour.
 * @param {string} path
 * @param {string} pattern
 * @param {object} flavour whose `normalize` and `sep` count
 * @returns {boolean}
 */
function matchesGlob(path, pattern, flavour) {
  validateString(path, 'path');
  validateString(pattern, 'pattern');
  if (profile.pathMatchesGlobWarns && !warnedOfGlob) {
    warnedOfGlob = true;
    process.emitWarning('glob is an experimental feature and might change at any time', 'ExperimentalWarning');
  }
  const toSlashes = (text) => (flavour.sep === '\\' ? text.replaceAll('\\', '/') : text);
  // A leading `./` belongs to the text, on both sides.
  if (toSlashes(path).startsWith('./') !== toSlashes(pattern).startsWith('./')) return false;
  // A path is compared without its dots and doubled separators; a slash at its end does not count.
  const plain = toSlashes(path === '' ? '' : flavour.normalize(path)).replace(/(?<=[^])\/$/, '');
  return require('internal/fs/glob_pattern').matchGlob(toSlashes(pattern), plain);
}

module.exports = { baseName, extensionOf, lastSegment, makeFormat, matchesGlob, resolveDots };
