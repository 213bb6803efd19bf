// The globals of fetch: one door to the rooms of `internal/fetch`, each loaded when it is first asked for.
// Node's documentation: globals, "fetch"; the Fetch standard; undici for what the standard leaves open.
'use strict';

const { refusal } = require('internal/unsupported');

function defineLazy(name, load) {
  Object.defineProperty(module.exports, name, { enumerable: true, configurable: true, get: load });
}

defineLazy('Headers', () => require('internal/fetch/headers').Headers);
defineLazy('Request', () => require('internal/fetch/request').Request);
defineLazy('Response', () => require('internal/fetch/response').Response);
defineLazy('FormData', () => require('internal/fetch/formdata').FormData);

/** The global function; its name and its one argument are visible, so it stands here and not in a room. */
module.exports.fetch = function fetch(input, init = undefined) {
  return require('internal/fetch/fetch').fetch(input, init);
};

for (const name of ['WebSocket', 'EventSource', 'CloseEvent']) module.exports[name] = refusal(name, name);
