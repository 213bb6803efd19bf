// Runs the program's main module, after --require and --import. Node's doc: "Command-line API", "Program entry point".
'use strict';

const path = require('path');
const { triggerUncaughtException } = internalBinding('errors');
const { getStalledAwait } = internalBinding('module_wrap');
const { internalModuleStat } = require('internal/modules/files');
const { getOptionValue } = require('internal/options');
const profile = require('internal/profile');

/** The exit code of a main module whose top-level await never settled. */
const UNSETTLED_TOP_LEVEL_AWAIT = 13;

/** The record of a main module that has begun and not ended. */
let unsettled;

/** Loads the main module: in one go for CommonJS, in microtasks for a module or after --import. */
function runMain() {
  const { main } = internalBinding('engine').program();
  process.argv[1] = main;
  runEntry(main);
}

/** Finds the folders of packages and loads what `--require` asks for. */
function preload() {
  const { Module } = require('internal/modules/cjs/loader');
  Module._initPaths();
  Module._preloadModules(getOptionValue('--require'));
  return Module;
}

/** Loads a thread's first module, after what its flags ask for. */
function runEntry(main) {
  const Module = preload();
  const preloads = getOptionValue('--import');
  const isModule = formatOf(main) === 'module';
  if (preloads.length === 0 && !isModule) {
    Module._load(main, null, true);
    return;
  }
  settle(runAsModule(main, preloads, isModule));
}

/** Compiles a file without running it: `node --check`. Throws what keeps it from being a program. */
function checkSyntax(main) {
  const { createRecord, sourceOf } = require('internal/modules/esm/records');
  const url = require('internal/url').pathToFileURL(main).href;
  const source = sourceOf(url);
  if (formatOf(main) === 'commonjs') {
    try {
      internalBinding('contextify').compileFunction(source, main, ['exports', 'require', 'module', '__filename', '__dirname']);
      return;
    } catch (error) {
      if (!require('internal/modules/helpers').shouldRetryAsModule(error, main, 'none')) throw error;
    }
  }
  createRecord(url, 'module', source);
}

/** Runs a program that is given as text; gives the completion value of a script that ran at once. */
function runEvaluated(name, source) {
  preload();
  const { evalScript, isModuleSource } = require('internal/process/eval');
  const preloads = getOptionValue('--import');
  const isModule = getOptionValue('--input-type') === 'module' || isModuleSource(name, source);
  if (preloads.length === 0 && !isModule) return evalScript(name, source);
  settle(evaluateAsModule(name, source, preloads, isModule));
  return undefined;
}

async function evaluateAsModule(name, source, preloads, isModule) {
  await undefined;
  const { evalScript, importSource } = require('internal/process/eval');
  for (const step of importPreloads(preloads)) await step;
  if (!isModule) {
    evalScript(name, source);
    return;
  }
  const { record, evaluation } = importSource(name, source);
  unsettled = record;
  await evaluation;
  unsettled = undefined;
}

/** Whether the main file is a module, by its name and package. Errors are the loader's to report. */
function formatOf(main) {
  if (main.startsWith('data:')) return 'module';
  if (main.endsWith('.mjs')) return internalModuleStat(main) < 0 ? 'commonjs' : 'module';
  if (!main.endsWith('.js')) return 'commonjs';
  return require('internal/modules/package').packageScope(main).type === 'module' ? 'module' : 'commonjs';
}

/** Begins one preload after the other: gives what is to be awaited before the next step. */
function* importPreloads(requests) {
  const { importEntry, readEntry } = require('internal/modules/esm/loader');
  for (const preload of requests.map(toSpecifier)) {
    if (profile.freshImportsReadAsynchronously) yield readEntry(preload);
    yield importEntry(preload).evaluation;
  }
}

async function runAsModule(main, preloads, isModule) {
  await undefined;
  const { importEntry, readEntry, setEntryUrl } = require('internal/modules/esm/loader');
  const { setMainUrl } = require('internal/modules/esm/records');
  const { pathToFileURL } = require('internal/url');
  for (const step of importPreloads(preloads)) await step;
  const url = main.startsWith('data:') ? main : pathToFileURL(main).href;
  setEntryUrl(url);
  setMainUrl(url);
  if (!isModule) {
    const { Module } = require('internal/modules/cjs/loader');
    Module._load(main, null, true);
    return;
  }
  if (profile.freshImportsReadAsynchronously) await readEntry(url);
  const { record, evaluation } = importEntry(url);
  unsettled = record;
  await evaluation;
  unsettled = undefined;
}

function toSpecifier(request) {
  const { pathToFileURL } = require('internal/url');
  return /^\.{1,2}\//.test(request) ? pathToFileURL(path.resolve(process.cwd(), request)).href : request;
}

/** A main module that fails ends the process, some microtask turns later. */
async function settle(running) {
  try {
    await running;
  } catch (error) {
    unsettled = undefined;
    await require('internal/modules/esm/turns').turns(profile.failedMainTurns);
    triggerUncaughtException(error, true);
  }
}

/** At the natural end: a main module that is still waiting makes the process fail. */
function checkForUnsettledMain() {
  if (unsettled === undefined) return;
  if (profile.exitEventTellsOfUnsettledAwait) process.exitCode ??= UNSETTLED_TOP_LEVEL_AWAIT;
  else process.once('exit', () => { process.exitCode ??= UNSETTLED_TOP_LEVEL_AWAIT; });
  const [url, line, source] = getStalledAwait(unsettled.id) ?? [];
  const place = url === undefined ? '' : ` at ${url}:${line}\n${source}\n^`;
  process._rawDebug(`Warning: Detected unsettled top-level await${place}\n\n\n`);
}

module.exports = { runMain, runEntry, runEvaluated, checkSyntax, checkForUnsettledMain };
