// Stand-ins for what Loopscope does not have: importing them is harmless, calling them says which API is missing.
'use strict';

const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');

/** A function, or constructor, of this name that only throws; `api` is how the message names it. */
function refusal(name, api) {
  const refuse = function() {
    throw new ERR_LOOPSCOPE_UNSUPPORTED(api);
  };
  Object.defineProperty(refuse, 'name', { value: name });
  return refuse;
}

/** An object of refusals: `{ name: function }` for each of `names`, called `module.name()` in their messages. */
function refusals(module, names) {
  return Object.fromEntries(names.map((name) => [name, refusal(name, `${module}.${name}()`)]));
}

module.exports = { refusal, refusals };
