// What require() gives for a module with a default export: its namespace with `__esModule`, as bundlers expect.
'use strict';

const {
  createSynthetic, compileModule, evaluate, getNamespace, instantiate, link, setSyntheticExport,
} = internalBinding('module_wrap');

const SOURCE = "export * from 'original'; export { default } from 'original'; export const __esModule = true;";

/** A namespace with the same exports and `__esModule`. */
function withEsModuleMark(namespace) {
  const names = Object.keys(namespace);
  const original = createSynthetic('original', names, () => {
    for (const name of names) setSyntheticExport(original, name, namespace[name]);
  });
  const marked = compileModule(SOURCE, 'node:internal/require_module_default_facade');
  link(marked, [original, original]);
  instantiate(marked);
  evaluate(marked);
  return getNamespace(marked);
}

module.exports = { withEsModuleMark };
