// `Response`: an answer, from the network or made by hand.
// The Fetch standard, section 5.5; its errors are worded as undici words them.
'use strict';

const { customInspectSymbol } = require('internal/util');
const { URL } = require('internal/url');
const { Headers, HeadersList, fill, listOf } = require('internal/fetch/headers');
const { cloneBody, extractBody, isDisturbed, isUnusable, mixInBody } = require('internal/fetch/body');
const {
  defineInterface, illegalInvocation, inspectMembers, refuseCloning, requireArguments, toByteString, toDictionary, toUSVString,
} = require('internal/fetch/webidl');

const NULL_BODY_STATUS = [101, 204, 205, 304];
const REDIRECT_STATUS = [301, 302, 303, 307, 308];

/** The plain facts of an answer, as the algorithm of fetch handles them. */
function makeFacts(facts) {
  return {
    type: 'default', status: 200, statusText: '', headersList: new HeadersList(), body: null, urlList: [], ...facts,
  };
}

function stringifyJson(data) {
  const text = JSON.stringify(data);
  if (text === undefined) throw new TypeError('Value is not JSON serializable');
  return text;
}

class Response {
  #facts;
  #headers;

  constructor(body = null, init = undefined) {
    refuseCloning(this);
    const { status = 200, statusText = '', headers } = toDictionary(init, 'undefined');
    this.#facts = makeFacts({ status: toStatus(status), statusText: toStatusText(statusText) });
    this.#headers = new Headers();
    listOf(this.#headers, this.#facts.headersList);
    if (headers !== undefined) fill(this.#headers, headers);
    if (body !== null && body !== undefined) setBody(this, body, undefined);
  }

  static error() {
    return wrap(makeFacts({ type: 'error', status: 0 }));
  }

  static json(data, init = undefined) {
    requireArguments(arguments.length, 1, 'Response.json');
    const text = stringifyJson(data);
    const response = new Response(null, init);
    setBody(response, text, 'application/json');
    return response;
  }

  static redirect(url, status = 302) {
    requireArguments(arguments.length, 1, 'Response.redirect');
    let parsed;
    try {
      parsed = new URL(toUSVString(url));
    } catch (err) {
      throw new TypeError(`Failed to parse URL from ${url}`, { cause: err });
    }
    if (!REDIRECT_STATUS.includes(status)) throw new RangeError(`Invalid status code ${status}`);
    const facts = makeFacts({ status });
    facts.headersList.append('location', parsed.href);
    return wrap(facts);
  }

  static #of(response) {
    if (!(#facts in response)) throw illegalInvocation();
    return response.#facts;
  }

  get type() { return Response.#of(this).type; }

  get url() {
    const url = Response.#of(this).urlList.at(-1);
    if (!url) return '';
    return url.href.replace(/#.*$/, '');
  }

  get redirected() { return Response.#of(this).urlList.length > 1; }
  get status() { return Response.#of(this).status; }
  get ok() { return this.status >= 200 && this.status <= 299; }
  get statusText() { return Response.#of(this).statusText; }
  get headers() { return this.#headers; }
  get body() { return Response.#of(this).body?.stream ?? null; }

  get bodyUsed() {
    const { body } = Response.#of(this);
    return body !== null && isDisturbed(body.stream);
  }

  clone() {
    const facts = Response.#of(this);
    if (isUnusable(facts.body)) throw new TypeError('Response.clone: Body has already been consumed.');
    const body = facts.body && cloneBody(facts.body);
    const copy = { ...facts, body, headersList: new HeadersList(facts.headersList) };
    return wrap(copy, facts.urlList.length > 0 ? 'immutable' : 'none');
  }

  [customInspectSymbol](depth, options) {
    const members = {
      status: this.status, statusText: this.statusText, headers: this.headers, body: this.body,
      bodyUsed: this.bodyUsed, ok: this.ok, redirected: this.redirected, type: this.type, url: this.url,
    };
    return inspectMembers('Response', members, depth ?? 2, options);
  }

  static wrap(facts, guard = 'immutable') {
    const response = new Response();
    response.#facts = facts;
    listOf(response.#headers, facts.headersList, guard);
    return response;
  }

  static stateOf(response) {
    const { body, signal } = Response.#of(response);
    return { body, signal, headers: response.#headers };
  }

  static setBody(response, object, type) {
    const facts = response.#facts;
    if (NULL_BODY_STATUS.includes(facts.status)) {
      throw new TypeError(`Response constructor: Invalid response status code ${facts.status}`);
    }
    const body = extractBody(object);
    facts.body = body;
    const contentType = type ?? body.type;
    if (contentType && !facts.headersList.contains('content-type')) {
      facts.headersList.append('content-type', contentType);
    }
  }
}

const { setBody, stateOf, wrap } = Response;
delete Response.setBody;
delete Response.stateOf;
delete Response.wrap;

function toStatus(value) {
  const status = Math.trunc(Number(value)) || 0;
  if (status < 200 || status > 599) {
    throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
  }
  return status;
}

function toStatusText(value) {
  const text = toByteString(value);
  if (/[^\t\x20-\x7e\x80-\xff]/.test(text)) throw new TypeError('Invalid statusText');
  return text;
}

defineInterface(Response, 'Response', [
  'type', 'url', 'redirected', 'status', 'ok', 'statusText', 'headers', 'body', 'bodyUsed', 'clone',
]);
mixInBody(Response, stateOf);
for (const name of ['error', 'json', 'redirect']) Object.defineProperty(Response, name, { enumerable: true });

module.exports = { NULL_BODY_STATUS, REDIRECT_STATUS, Response, makeFacts, wrap };
