// `Request`: what is to be fetched.
// The Fetch standard, section 5.4; its errors are worded as undici words them.
'use strict';

const { AbortController, AbortSignal } = require('internal/abort_controller');
const { customInspectSymbol } = require('internal/util');
const { URL } = require('internal/url');
const { Headers, HeadersList, fill, listOf } = require('internal/fetch/headers');
const { cloneBody, extractBody, isDisturbed, isUnusable, mixInBody } = require('internal/fetch/body');
const {
  defineInterface, illegalInvocation, inspectMembers, isToken, refuseCloning, requireArguments, toByteString, toDictionary, toEnum,
  toUSVString,
} = require('internal/fetch/webidl');
const profile = require('internal/profile');

const MODES = ['navigate', 'same-origin', 'no-cors', 'cors'];
const CREDENTIALS = ['omit', 'same-origin', 'include'];
const CACHES = ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'];
const REDIRECTS = ['follow', 'manual', 'error'];
const REFERRER_POLICIES = ['', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin',
  'origin-when-cross-origin', 'strict-origin-when-cross-origin', 'unsafe-url'];
let hasWarnedOfPatch = false;

function warnOfPatch() {
  if (hasWarnedOfPatch) return;
  hasWarnedOfPatch = true;
  process.emitWarning('Using `patch` is highly likely to result in a `405 Method Not Allowed`. `PATCH` is much more likely to succeed.', {
    code: 'UNDICI-FETCH-patch',
  });
}

/** These methods are written in capitals whatever the program wrote; others, "patch" among them, stay as they are. */
const NORMALIZED_METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];

/** The word that undici puts before the complaint about a member of the init object. */
const INIT = profile.fetchArgumentsAreQuoted ? 'undefined' : 'Request constructor';

function parseUrl(input) {
  const text = toUSVString(input);
  let url;
  try {
    url = new URL(text);
  } catch (err) {
    throw new TypeError(`Failed to parse URL from ${text}`, { cause: err });
  }
  if (url.username || url.password) {
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${text}`);
  }
  return url;
}

function freshFacts(url) {
  return {
    method: 'GET', urlList: [url], headersList: new HeadersList(), body: null, referrer: 'client', referrerPolicy: '',
    mode: 'cors', credentials: 'same-origin', cache: 'default', redirect: 'follow', integrity: '', keepalive: false,
    duplex: 'half',
  };
}

function toMethod(value) {
  const method = toByteString(value);
  if (!isToken(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
  const upper = method.toUpperCase();
  if (['CONNECT', 'TRACE', 'TRACK'].includes(upper)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
  if (method === 'patch') warnOfPatch();
  return NORMALIZED_METHODS.includes(upper) ? upper : method;
}

function toReferrer(value) {
  const text = toUSVString(value);
  if (text === '') return 'no-referrer';
  let url;
  try {
    url = new URL(text);
  } catch (err) {
    throw new TypeError(`Referrer "${text}" is not a valid URL.`, { cause: err });
  }
  return url.protocol === 'about:' && url.pathname === 'client' ? 'client' : url;
}

/** Changes `facts` by what the init object says, in the standard's order of checks. */
function applyInit(facts, init) {
  if (init.window != null) throw new TypeError("'window' option 'client' must be null");
  if (init.referrer !== undefined) facts.referrer = toReferrer(init.referrer);
  facts.referrerPolicy = toEnum(init.referrerPolicy, REFERRER_POLICIES, INIT) ?? facts.referrerPolicy;
  const mode = toEnum(init.mode, MODES, INIT);
  if (mode === 'navigate') throw new TypeError('Request constructor: invalid request mode navigate.');
  facts.mode = mode ?? facts.mode;
  facts.credentials = toEnum(init.credentials, CREDENTIALS, INIT) ?? facts.credentials;
  facts.cache = toEnum(init.cache, CACHES, INIT) ?? facts.cache;
  if (facts.cache === 'only-if-cached' && facts.mode !== 'same-origin') {
    throw new TypeError("'only-if-cached' can be set only with 'same-origin' mode");
  }
  facts.redirect = toEnum(init.redirect, REDIRECTS, INIT) ?? facts.redirect;
  if (init.integrity != null) facts.integrity = String(init.integrity);
  if (init.keepalive !== undefined) facts.keepalive = Boolean(init.keepalive);
  if (init.method !== undefined) facts.method = toMethod(init.method);
}

/** Checks the signal of an init object; undefined when there is none, null when it is taken away. */
function initSignal(init) {
  const { signal } = init;
  if (signal === undefined || signal === null) return signal;
  if (signal instanceof AbortSignal) return signal;
  throw new TypeError(profile.fetchArgumentsAreQuoted ?
    `RequestInit: Expected signal ("${String(signal)}") to be an instance of AbortSignal.` :
    "Failed to construct 'Request': member signal is not of type AbortSignal.");
}

/** A signal that is aborted when `signal` is, with its reason. */
function followSignal(signal) {
  const controller = new AbortController();
  if (!signal) return controller.signal;
  const follow = () => controller.abort(signal.reason);
  if (signal.aborted) follow();
  else require('internal/events/abort_listener').addAbortListener(signal, follow);
  return controller.signal;
}

function checkBody(facts, init, body) {
  if (facts.body !== null && (facts.method === 'GET' || facts.method === 'HEAD')) {
    throw new TypeError('Request with GET/HEAD method cannot have body.');
  }
  if (body && body.source === null && init.duplex == null) {
    throw new TypeError('RequestInit: duplex option is required when sending a body.');
  }
}

class Request {
  #facts;
  #headers;
  #signal;

  constructor(input, init = undefined) {
    requireArguments(arguments.length, 1, 'Request constructor');
    refuseCloning(this);
    const options = toDictionary(init, INIT);
    toEnum(options.duplex, ['half'], INIT);
    const given = typeof input === 'object' && input !== null && #facts in input ? input : null;
    this.#facts = given ? { ...given.#facts, headersList: new HeadersList(given.#facts.headersList), body: null } :
      freshFacts(parseUrl(input));
    applyInit(this.#facts, options);
    const signal = initSignal(options);
    this.#signal = followSignal(signal === undefined ? given?.#signal : signal);
    this.#headers = new Headers();
    listOf(this.#headers, this.#facts.headersList);
    if (options.headers !== undefined) {
      this.#facts.headersList = listOf(this.#headers, new HeadersList());
      fill(this.#headers, options.headers);
    }
    this.#setBody(given, options);
  }

  /** The body: the init object's, or that of the request it is made from, which is then used up. */
  #setBody(given, init) {
    const facts = this.#facts;
    if (init.body != null) {
      facts.body = extractBody(init.body, facts.keepalive);
      const { type } = facts.body;
      checkBody(facts, init, facts.body);
      if (type && !facts.headersList.contains('content-type')) facts.headersList.append('content-type', type);
      return;
    }
    const body = given?.#facts.body ?? null;
    if (body === null) return;
    if (isUnusable(body)) {
      throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
    }
    facts.body = body;
    checkBody(facts, init, null);
    // What has gone through a transform can no longer be read from the original.
    const { TransformStream } = require('internal/webstreams/transformstream');
    facts.body = { ...body, stream: body.stream.pipeThrough(new TransformStream()) };
  }

  static #of(request) {
    if (!(#facts in request)) throw illegalInvocation();
    return request.#facts;
  }

  get method() { return Request.#of(this).method; }
  get url() { return Request.#of(this).urlList[0].href; }
  get headers() { return this.#headers; }
  get destination() { return Request.#of(this) && ''; }

  get referrer() {
    const { referrer } = Request.#of(this);
    if (referrer === 'no-referrer') return '';
    return referrer === 'client' ? 'about:client' : referrer.href;
  }

  get referrerPolicy() { return Request.#of(this).referrerPolicy; }
  get mode() { return Request.#of(this).mode; }
  get credentials() { return Request.#of(this).credentials; }
  get cache() { return Request.#of(this).cache; }
  get redirect() { return Request.#of(this).redirect; }
  get integrity() { return Request.#of(this).integrity; }
  get keepalive() { return Request.#of(this).keepalive; }
  get isReloadNavigation() { return Request.#of(this) && false; }
  get isHistoryNavigation() { return Request.#of(this) && false; }
  get signal() { return this.#signal; }
  get body() { return Request.#of(this).body?.stream ?? null; }

  get bodyUsed() {
    const { body } = Request.#of(this);
    return body !== null && isDisturbed(body.stream);
  }

  get duplex() { return Request.#of(this).duplex; }

  clone() {
    const facts = Request.#of(this);
    if (isUnusable(facts.body)) throw new TypeError('unusable');
    const body = facts.body && cloneBody(facts.body);
    const copy = new Request(facts.urlList[0]);
    copy.#facts = { ...facts, body, headersList: new HeadersList(facts.headersList) };
    listOf(copy.#headers, copy.#facts.headersList);
    copy.#signal = followSignal(this.#signal);
    return copy;
  }

  [customInspectSymbol](depth, options) {
    const names = ['method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials',
      'cache', 'redirect', 'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal'];
    return inspectMembers('Request', Object.fromEntries(names.map((name) => [name, this[name]])), depth ?? 2, options);
  }

  static factsOf(request) {
    return request.#facts;
  }

  static stateOf(request) {
    return { body: Request.#of(request).body, headers: request.#headers };
  }
}

const { factsOf, stateOf } = Request;
delete Request.factsOf;
delete Request.stateOf;

defineInterface(Request, 'Request', [
  'method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache', 'redirect',
  'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal', 'body', 'bodyUsed', 'duplex',
  'clone',
]);
mixInBody(Request, stateOf);

module.exports = { Request, factsOf };
