// node: >=22
// module.registerHooks(): virtual modules and patched sources, for require and import; the latest hook is asked first.
const { registerHooks } = require('module');
const log = [];
const name = (url) => url.slice(url.lastIndexOf('/') + 1);
const outer = registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    log.push(`${specifier} -> ${name(found.url)} for ${context.conditions.includes('import') ? 'import' : 'require'}`);
    return found;
  },
});
const inner = registerHooks({
  resolve: (specifier, context, next) => (specifier.startsWith('virtual:') ?
    { url: specifier, format: 'module', shortCircuit: true } : next(specifier)),
  load(url, context, next) {
    if (url === 'virtual:one') return { format: 'module', source: 'export default "one"; export const n = 1;', shortCircuit: true };
    const loaded = next(url);
    return url.endsWith('injected.cjs') ? { ...loaded, source: `const injected = 7;${loaded.source}` } : loaded;
  },
});
console.log(require('virtual:one').default, require('./support/injected.cjs'), typeof require('os').cpus);
for (const bad of [
  { resolve: (specifier) => ({ url: specifier }) },
  { resolve: () => ({ shortCircuit: true }) },
  { load: () => ({ format: 'commonjs', shortCircuit: true }) },
]) {
  const hook = registerHooks(bad);
  try {
    require('./support/counter.cjs');
  } catch (error) {
    console.log(error.code, error.message);
  }
  hook.deregister();
}
import('virtual:one').then((namespace) => {
  console.log(namespace);
  inner.deregister();
  return import('virtual:two');
}).catch((error) => console.log(error.code)).then(() => {
  outer.deregister();
  console.log(log.join('\n'));
});
