// `url.resolve`: a relative address against a base, by the legacy API's rules. Answers to Node's doc "url.resolve".
'use strict';

const { HOSTLESS, SLASHED } = require('internal/url/legacy_parse');

/** Sets `path` of what `pathname` and `search` are, then `href`. */
function finish(result) {
  result.href = result.format();
  return result;
}

function setPath(result) {
  if (result.pathname !== null || result.search !== null) result.path = (result.pathname || '') + (result.search || '');
}

function takeQuery(result, relative) {
  result.search = relative.search;
  result.query = relative.query;
}

/** `//host/path`: all but the protocol is the other's. */
function withoutProtocol(result, relative) {
  for (const key of Object.keys(relative)) {
    if (key !== 'protocol') result[key] = relative[key];
  }
  if (SLASHED.has(result.protocol) && result.hostname && !result.pathname) result.path = result.pathname = '/';
  return finish(result);
}

/** The path of an address such as `http:a/b`, whose first segment is the host that `//` should have marked. */
function pathAfterHost(relative) {
  const segments = (relative.pathname || '').split('/');
  while (segments.length > 0 && !(relative.host = segments.shift()));
  relative.host ||= '';
  relative.hostname ||= '';
  if (segments[0] !== '') segments.unshift('');
  if (segments.length < 2) segments.unshift('');
  return segments.join('/');
}

/** Another protocol: the base counts for nothing but its slashes. */
function withOtherProtocol(result, relative) {
  if (!SLASHED.has(relative.protocol)) return finish(Object.assign(result, relative));
  result.protocol = relative.protocol;
  const lacksHost = !relative.host && !/^file:?$/.test(relative.protocol) && !HOSTLESS.has(relative.protocol);
  result.pathname = lacksHost ? pathAfterHost(relative) : relative.pathname;
  takeQuery(result, relative);
  result.host = relative.host || '';
  result.auth = relative.auth;
  result.hostname = relative.hostname || relative.host;
  result.port = relative.port;
  if (result.pathname || result.search) result.path = (result.pathname || '') + (result.search || '');
  result.slashes = result.slashes || relative.slashes;
  return finish(result);
}

const segmentsOf = (pathname) => (pathname ? pathname.split('/') : []);

/** Puts a host before a path as its first segment, in place of the empty one of an absolute path. */
function prependHost(segments, host) {
  if (!host) return;
  if (segments[0] === '') segments[0] = host;
  else segments.unshift(host);
}

/** The host of a URL without slashes is its first segment; an `@` in it splits off the user. */
function takeHost(result, host) {
  result.hostname = result.host = host;
  const parts = host && host.indexOf('@') > 0 && host.split('@');
  if (!parts) return;
  result.auth = parts.shift();
  result.host = result.hostname = parts.shift();
}

/** Takes host, port and query of an address that has its own absolute path. */
function takeAbsolute(result, relative) {
  if (relative.host || relative.host === '') {
    if (result.host !== relative.host) result.auth = null;
    result.host = relative.host;
    result.port = relative.port;
  }
  if (relative.hostname || relative.hostname === '') {
    if (result.hostname !== relative.hostname) result.auth = null;
    result.hostname = relative.hostname;
  }
  takeQuery(result, relative);
}

/** Resolves dots from the end; returns how many `..` had nothing to remove. */
function removeDots(segments) {
  let up = 0;
  for (let i = segments.length - 1; i >= 0; i--) {
    if (segments[i] === '.') {
      segments.splice(i, 1);
    } else if (segments[i] === '..') {
      segments.splice(i, 1);
      up++;
    } else if (up > 0) {
      segments.splice(i, 1);
      up--;
    }
  }
  return up;
}

/** The paths of both as segments; where the protocol has no slashes, the hosts become part of them. */
function pathsOf(result, relative, hostIsSegment) {
  const source = segmentsOf(result.pathname);
  const target = segmentsOf(relative.pathname);
  if (!hostIsSegment) return { source, target };
  result.hostname = '';
  result.port = null;
  prependHost(source, result.host);
  result.host = '';
  if (relative.protocol) {
    relative.hostname = null;
    relative.port = null;
    result.auth = null;
    prependHost(target, relative.host);
    relative.host = null;
  }
  return { source, target };
}

/**
 * The resolved path put back together.
 * `absolute`: `..` above the top vanish; `mustBeAbsolute`: the path begins with a slash. They differ where the host is a segment.
 */
function assemble(result, relative, segments, { absolute, mustBeAbsolute, hostIsSegment }) {
  const last = segments.at(-1);
  const dotted = (result.host || relative.host || segments.length > 1) && (last === '.' || last === '..');
  const up = removeDots(segments);
  if (!absolute) segments.unshift(...new Array(up).fill('..'));
  if (mustBeAbsolute && segments[0] !== '' && (!segments[0] || segments[0][0] !== '/')) segments.unshift('');
  if ((dotted || last === '') && !segments.join('/').endsWith('/')) segments.push('');
  const isAbsolute = segments[0] === '' || (segments[0] && segments[0][0] === '/');
  if (hostIsSegment) takeHost(result, isAbsolute ? '' : segments.shift() ?? '');
  if ((mustBeAbsolute || (result.host && segments.length > 0)) && !isAbsolute) segments.unshift('');
  if (segments.length > 0) {
    result.pathname = segments.join('/');
  } else {
    result.pathname = null;
    result.path = null;
  }
  setPath(result);
  result.auth = relative.auth || result.auth;
  result.slashes = result.slashes || relative.slashes;
  return finish(result);
}

/** Resolves against a base of the same protocol. */
function withinProtocol(result, relative) {
  const sourceIsAbsolute = result.pathname && result.pathname[0] === '/';
  const targetIsAbsolute = relative.host || (relative.pathname && relative.pathname[0] === '/');
  const absolute = targetIsAbsolute || sourceIsAbsolute || (result.host && relative.pathname);
  const hostIsSegment = result.protocol && !SLASHED.has(result.protocol);
  const { source, target } = pathsOf(result, relative, hostIsSegment);
  const mustBeAbsolute = hostIsSegment ? absolute && (target[0] === '' || source[0] === '') : absolute;
  let segments = source;
  if (targetIsAbsolute) {
    takeAbsolute(result, relative);
    segments = target;
  } else if (target.length > 0) {
    segments = [...source.slice(0, -1), ...target];
    takeQuery(result, relative);
  } else if (relative.search !== null && relative.search !== undefined) {
    if (hostIsSegment) takeHost(result, source.shift());
    takeQuery(result, relative);
    setPath(result);
    return finish(result);
  }
  if (segments.length === 0) {
    result.pathname = null;
    result.path = result.search ? `/${result.search}` : null;
    return finish(result);
  }
  return assemble(result, relative, segments, { absolute, mustBeAbsolute, hostIsSegment });
}

/**
 * Resolves one `Url` against another.
 * @param {Url} base
 * @param {Url} relative it may be changed on the way
 * @param {Url} result an empty one
 * @returns {Url} `result`
 */
function resolveInto(base, relative, result) {
  Object.assign(result, base);
  // A fragment is never inherited.
  result.hash = relative.hash;
  if (relative.href === '') return finish(result);
  if (relative.slashes && !relative.protocol) return withoutProtocol(result, relative);
  if (relative.protocol && relative.protocol !== result.protocol) return withOtherProtocol(result, relative);
  return withinProtocol(result, relative);
}

module.exports = { resolveInto };
