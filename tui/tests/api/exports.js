// Prints what every node: module exports, as JSON: run by a real Node it makes node-26.json, run by Loopscope what is held
// against it. Names that begin with an underscore are Node's own business.
const { builtinModules } = require('module');

const REFUSAL = 'ERR_LOOPSCOPE_UNSUPPORTED';
const REFUSED = new RegExp(`^[^{]*\\{\\s*(?:const [^;]*;\\s*)?throw new (?:codes\\.)?${REFUSAL}`);
const REFUSED_CLASS = new RegExp(`constructor\\([^)]*\\)\\s*\\{\\s*throw new (?:codes\\.)?${REFUSAL}`);
const LIMIT = new RegExp(`${REFUSAL}\\((['"\`])(.*?)\\1\\)`, 'g');

// What stands behind a name: a kind, or what is refused of it.
function look(owner, name) {
  let value;
  try {
    value = owner[name];
  } catch (error) {
    return { refused: true, code: error.code };
  }
  if (typeof value !== 'function') return { kind: typeof value };
  const source = Function.prototype.toString.call(value);
  if (REFUSED.test(source) || source.startsWith('class') && REFUSED_CLASS.test(source)) return { refused: true };
  const limits = [...new Set([...source.matchAll(LIMIT)].map((match) => match[2]))];
  return limits.length > 0 ? { kind: 'function', limits } : { kind: 'function' };
}

// Every function has these of its own.
const OF_FUNCTIONS = ['length', 'name', 'prototype', 'arguments', 'caller'];

function namesOf(exported) {
  const isFunction = typeof exported === 'function';
  const names = Object.getOwnPropertyNames(exported);
  const wanted = (name) => !name.startsWith('_') && !(isFunction && OF_FUNCTIONS.includes(name));
  return Object.fromEntries(names.filter(wanted).sort().map((name) => [name, look(exported, name)]));
}

process.removeAllListeners('warning');
process.on('warning', () => {});
const modules = {};
const given = process.argv.length > 2 ? process.argv.slice(2) : builtinModules;
const known = given.map((name) => name.replace(/^node:/, '')).filter((name) => /^[a-z]/.test(name));
for (const name of known.sort()) {
  try {
    modules[name] = namesOf(require(`node:${name}`));
  } catch (error) {
    modules[name] = { refused: error.code };
  }
}
modules['(globals)'] = namesOf(globalThis);
process.stdout.write(JSON.stringify(modules));
