// process.versions and process.release: the measured release of each profile and what it was built from.
'use strict';

/** V8, libuv and the module ABI of each measured release. */
const BUILT_FROM = {
  10: { v8: '6.8.275.32-node.59', uv: '1.34.2', modules: '64' },
  18: { v8: '10.2.154.26-node.39', uv: '1.44.2', modules: '108', lts: 'Hydrogen' },
  20: { v8: '11.3.244.8-node.38', uv: '1.46.0', modules: '115', lts: 'Iron' },
  22: { v8: '12.4.254.21-node.35', uv: '1.51.0', modules: '127', lts: 'Jod' },
  24: { v8: '13.6.233.17-node.37', uv: '1.51.0', modules: '137', lts: 'Krypton' },
  26: { v8: '14.4.258.23-node.10', uv: '1.52.0', modules: '146' },
};

/** process.versions of a release such as '26.10.0'. */
function versions(node) {
  const { v8, uv, modules } = BUILT_FROM[node.slice(0, node.indexOf('.'))];
  return { node, v8, uv, zlib: '1.3.1', brotli: '1.1.0', ares: '1.34.5', modules, openssl: '3.5.0', unicode: '17.0' };
}

/** The code name of a long-term release. */
versions.release = (major) => {
  const { lts } = BUILT_FROM[major];
  return lts === undefined ? {} : { lts };
};

module.exports = versions;
