// node: >=18
// A context with microtasks of its own runs them when a script ends; one may forbid code from strings; cached data fits its source.
const vm = require('vm');
const own = vm.createContext({ log: [] }, { microtaskMode: 'afterEvaluate' });
const shared = vm.createContext({ log: [] });
const script = 'Promise.resolve().then(() => log.push("first")).then(() => log.push("second")); log.push("script")';
vm.runInContext(script, own);
vm.runInContext(script, shared);
console.log(own.log.join(), shared.log.join());
Promise.resolve().then(() => {}).then(() => {}).then(() => console.log(shared.log.join()));
const strict = vm.createContext({}, { codeGeneration: { strings: false } });
for (const source of ['eval("1")', 'new Function("return 1")', '1 + 1']) {
  try {
    console.log(vm.runInContext(source, strict));
  } catch (error) {
    console.log(error.name, error.message);
  }
}
const compiled = new vm.Script('6 * 7');
const cachedData = compiled.createCachedData();
console.log(Buffer.isBuffer(cachedData), new vm.Script('6 * 7', { cachedData }).cachedDataRejected);
console.log(new vm.Script('6 * 70', { cachedData }).cachedDataRejected, compiled.cachedDataRejected);
