// `process.binding`: what old packages reach for. The bindings that have Node's shape here are handed out; the others that
// Node knows are refused. Node's doc: DEP0111.
'use strict';

/** The bindings of libuv's streams and numbers, which are the runtime's own. */
const SHARED = new Set(['pipe_wrap', 'stream_wrap', 'tcp_wrap', 'udp_wrap', 'uv']);

/** Bindings made for those who ask here. */
const MADE = {
  config: () => ({ isDebugBuild: false, hasOpenSSL: true, fipsMode: false, hasIntl: true, hasInspector: true, bits: 64 }),
  constants: () => ({
    os: internalBinding('constants').os,
    fs: require('fs').constants,
    crypto: require('crypto').constants,
    zlib: require('zlib').constants,
  }),
  http_parser: () => {
    const { HTTPParser, methods } = require('_http_common');
    return { HTTPParser, methods };
  },
  natives: () => ({}),
  util: () => ({ ...require('util').types }),
};

/** Bindings of Node that are not simulated. */
const REFUSED = new Set([
  'async_wrap', 'buffer', 'cares_wrap', 'contextify', 'crypto', 'fs', 'fs_event_wrap', 'icu', 'inspector',
  'js_stream', 'os', 'process_wrap', 'signal_wrap', 'spawn_sync', 'tls_wrap', 'tty_wrap', 'url', 'v8', 'zlib',
]);

const made = new Map();

/** @param {string} name @returns {object} */
function binding(name) {
  name = `${name}`;
  if (SHARED.has(name)) return internalBinding(name);
  if (Object.hasOwn(MADE, name)) {
    if (!made.has(name)) made.set(name, MADE[name]());
    return made.get(name);
  }
  if (!REFUSED.has(name)) throw new Error(`No such module: ${name}`);
  const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
  throw new ERR_LOOPSCOPE_UNSUPPORTED(`process.binding('${name}')`);
}

module.exports = { binding };
