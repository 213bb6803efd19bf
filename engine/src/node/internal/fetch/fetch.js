// `fetch`: from a request to an answer: schemes, redirects, aborts, and the one error that programs see for all that
// goes wrong. The Fetch standard, section 4; causes are worded as undici words them.
'use strict';

const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
const { URL } = require('internal/url');
const { HeadersList } = require('internal/fetch/headers');
const { extractBody } = require('internal/fetch/body');
const { Request, factsOf } = require('internal/fetch/request');
const { REDIRECT_STATUS, makeFacts, wrap } = require('internal/fetch/response');

/** The standard's limit. */
const REDIRECTS_MAX = 20;

/** Ports that other protocols speak on: fetch does not connect to them. */
const BAD_PORTS = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

const BODY_HEADERS = ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length'];
const ORIGIN_HEADERS = ['authorization', 'proxy-authorization', 'cookie', 'host'];

/** The failure of a fetch before there is an answer: its reason becomes the cause of "fetch failed". */
class NetworkError {
  constructor(cause) {
    this.cause = cause instanceof Error ? cause : new Error(cause);
  }
}

/** Adds the headers that a program did not set. */
function addDefaultHeaders({ headersList: headers, referrer, mode, cache }) {
  const add = (name, value) => { if (!headers.contains(name)) headers.append(name, value); };
  add('accept', '*/*');
  add('accept-language', '*');
  if (referrer instanceof URL) add('referer', `${referrer.origin}/`);
  add('sec-fetch-mode', mode);
  add('user-agent', 'node');
  if (cache === 'no-cache') add('cache-control', 'max-age=0');
  if (cache === 'no-store' || cache === 'reload') {
    add('pragma', 'no-cache');
    add('cache-control', 'no-cache');
  }
  if (headers.contains('range')) add('accept-encoding', 'identity');
  add('accept-encoding', 'gzip, deflate');
}

/** One exchange over the network; a NetworkError's cause is thrown as one, a signal's reason as it is. */
async function exchange(facts, url, signal) {
  if (BAD_PORTS.has(Number(url.port))) throw new NetworkError('bad port');
  try {
    return await require('internal/fetch/transport').dispatch(facts, url, signal);
  } catch (cause) {
    throw signal.aborted ? cause : new NetworkError(cause);
  }
}

/** Where an answer points; null when nowhere. */
function locationOf(answer, url) {
  const location = answer.headersList.get('location');
  if (location === null) return null;
  let target;
  try {
    target = new URL(location, url);
  } catch (cause) {
    throw new NetworkError(cause);
  }
  if (!target.hash) target.hash = url.hash;
  if (target.protocol !== 'http:' && target.protocol !== 'https:') {
    throw new NetworkError('URL scheme must be a HTTP(S) scheme');
  }
  return target;
}

/** Makes of a request the one that follows a redirection to `target`. */
function followRedirect(facts, answer, url, target) {
  if (facts.redirectCount === REDIRECTS_MAX) throw new NetworkError('redirect count exceeded');
  facts.redirectCount++;
  const { status } = answer;
  if (status !== 303 && facts.body !== null && facts.body.source === null) throw new NetworkError('');
  const becomesGet = ((status === 301 || status === 302) && facts.method === 'POST') ||
    (status === 303 && facts.method !== 'GET' && facts.method !== 'HEAD');
  if (becomesGet) {
    facts.method = 'GET';
    facts.body = null;
    for (const name of BODY_HEADERS) facts.headersList.delete(name);
  }
  if (url.origin !== target.origin) for (const name of ORIGIN_HEADERS) facts.headersList.delete(name);
  if (facts.body !== null) facts.body = extractBody(facts.body.source);
  facts.urlList.push(target);
}

async function fetchHttp(facts, signal) {
  addDefaultHeaders(facts);
  for (;;) {
    const url = facts.urlList.at(-1);
    if (url.protocol === 'https:') throw new ERR_LOOPSCOPE_UNSUPPORTED('fetch() of https: addresses');
    const answer = await exchange(facts, url, signal);
    const isRedirect = REDIRECT_STATUS.includes(answer.status);
    if (isRedirect && facts.redirect === 'error') {
      answer.stream?.cancel();
      throw new NetworkError('unexpected redirect');
    }
    const target = isRedirect && facts.redirect === 'follow' ? locationOf(answer, url) : null;
    if (target === null) return answer;
    followRedirect(facts, answer, url, target);
    // The answer's own body is of no interest, but its connection is: read it to the end.
    drain(answer.stream);
  }
}

async function drain(stream) {
  try {
    if (stream) for await (const chunk of stream) void chunk;
  } catch {
    // It broke off; the next request has a connection of its own.
  }
}

function localAnswer(bodyOf, type, extra) {
  const headersList = new HeadersList();
  for (const [name, value] of Object.entries({ ...extra, 'content-type': type })) headersList.append(name, value);
  const { stream } = extractBody(bodyOf);
  return { status: 200, statusText: 'OK', headersList, stream };
}

function fetchData(url) {
  const data = require('internal/fetch/data_url').parseDataUrl(url);
  if (data === null) throw new NetworkError('failed to fetch the data URL');
  return localAnswer(data.bytes, data.type, {});
}

function fetchBlob(url, { method }) {
  const blob = require('internal/blob').resolveObjectURL(url.href);
  if (method !== 'GET' || blob === undefined) throw new NetworkError('invalid method');
  return localAnswer(blob, blob.type, { 'content-length': String(blob.size) });
}

function fetchByScheme(facts, signal) {
  const [url] = facts.urlList;
  switch (url.protocol) {
    case 'http:':
    case 'https:': return fetchHttp(facts, signal);
    case 'data:': return fetchData(url);
    case 'blob:': return fetchBlob(url, facts);
    case 'about:': throw new NetworkError('about scheme is not supported');
    case 'file:': throw new NetworkError('not implemented... yet...');
    default: throw new NetworkError('unknown scheme');
  }
}

/** Stops waiting when the signal fires: rejects with its reason, and lets go of a body that was to be sent. */
function whenAborted(signal, facts) {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      if (facts.body && !facts.body.stream.locked) facts.body.stream.cancel(signal.reason).catch(() => {});
      reject(signal.reason);
    };
    if (signal.aborted) onAbort();
    else require('internal/events/abort_listener').addAbortListener(signal, onAbort);
  });
}

/** Fetches, and rejects with the signal's reason or with "fetch failed" and its cause. */
async function fetch(input, init) {
  const request = new Request(input, init);
  const { signal } = request;
  const given = factsOf(request);
  const facts = {
    ...given, urlList: [...given.urlList], headersList: new HeadersList(given.headersList), redirectCount: 0,
  };
  try {
    const aborted = whenAborted(signal, facts);
    // An abort after the answer is the body's affair, so nobody may be waiting for this promise any more.
    aborted.catch(() => {});
    signal.throwIfAborted();
    const answer = await Promise.race([aborted, (async () => fetchByScheme(facts, signal))()]);
    return makeResponse(answer, facts, signal);
  } catch (error) {
    if (error instanceof NetworkError) throw new TypeError('fetch failed', { cause: error.cause });
    throw error;
  }
}

function makeResponse({ status, statusText, headersList, stream }, { urlList }, signal) {
  const body = stream && { source: null, stream, length: null, type: null };
  return wrap(makeFacts({ type: 'basic', status, statusText, headersList, body, urlList, signal }));
}

module.exports = { fetch };
