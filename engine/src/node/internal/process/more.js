// What `process` has besides that programs seldom ask for; loaded when they do. Node's doc: "Process".
'use strict';

const profile = require('internal/profile');

/** What this build of Node can do: `process.features`. */
function features() {
  const all = {
    inspector: true, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_sni: true, tls_ocsp: true, tls: true,
  };
  const later = { __proto__: null, cached_builtins: true };
  if (profile.requiresModules) later.require_module = require('internal/options').getOptionValue('--experimental-require-module');
  if (profile.processFeaturesTellOfModules) all.openssl_is_boringssl = false;
  if (profile.processFeaturesTellOfDtls) later.dtls = false;
  if (profile.processFeaturesTellOfQuic) later.quic = false;
  // No types are stripped here.
  if (profile.processFeaturesTellOfModules) later.typescript = false;
  for (const name of Object.keys(later)) {
    Object.defineProperty(all, name, { __proto__: null, get: () => later[name], enumerable: true, configurable: true });
  }
  return all;
}

/** How Node was built: nothing that a simulated one could say. */
function config() {
  const frozen = (value) => Object.freeze(value);
  return frozen({
    variables: frozen({ napi_build_version: '10', v8_enable_i18n_support: 1 }),
    target_defaults: frozen({ cflags: [], default_configuration: 'Release', defines: [], include_dirs: [], libraries: [] }),
  });
}

/** `process.loadEnvFile`: what is in the environment already stays. Throws as `readFileSync` does. */
function loadEnvFile(path = '.env') {
  const text = require('fs').readFileSync(path, 'utf8');
  for (const [name, value] of Object.entries(require('internal/util/parse_env').parseEnv(text))) {
    if (process.env[name] === undefined) process.env[name] = value;
  }
}

function openStdin() {
  process.stdin.resume();
  return process.stdin;
}

/** Calls what an object has for it: the method of the symbol `nodejs.ref`, or `ref`. */
function refer(name) {
  return { [name](maybeRefable) {
    const method = maybeRefable?.[Symbol.for(`nodejs.${name}`)] || maybeRefable?.[name];
    if (typeof method === 'function') Reflect.apply(method, maybeRefable, []);
  } }[name];
}

module.exports = {
  features,
  config,
  loadEnvFile,
  openStdin,
  ref: refer('ref'),
  unref: refer('unref'),
  finalization: () => ({ ...require('internal/process/finalization') }),
  report: () => require('internal/process/report'),
};
