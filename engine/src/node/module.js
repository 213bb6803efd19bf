// node:module. Node's doc: "Modules: node:module API".
'use strict';

const { refusals } = require('internal/unsupported');

const { Module } = require('internal/modules/cjs/loader');

const { registerHooks } = require('internal/modules/hooks');
const profile = require('internal/profile');

/** Source maps are never enabled, and nothing is compiled ahead: what asks for them finds none. */
const none = {
  findSourceMap() {
    return undefined;
  },
  flushCompileCache() {},
  getCompileCacheDir() {
    return undefined;
  },
  getSourceMapsSupport() {
    return Object.freeze({ __proto__: null, enabled: false, nodeModules: false, generatedCode: false });
  },
};

module.exports = Object.assign(Module, none, profile.moduleHasRegisterHooks && { registerHooks }, refusals('module', [
  'SourceMap', 'setSourceMapsSupport', 'stripTypeScriptTypes',
]));
