// What a vm context's global object and its sandbox see of each other.
'use strict';
const vm = require('vm');
const s = Object.create({ inh: 1 }, { own: { value: 2, enumerable: false } }); s.a = 1; vm.createContext(s);
const g = vm.runInContext('this', s);
const show = (label, f) => { try { console.log(label, f()); } catch (e) { console.log(label, e.name, e.message); } };
for (const k of ['inh', 'own', 'a', 'toString', 'Array', 'nope']) {
  show(k, () => [k in g, Object.hasOwn(g, k), g.propertyIsEnumerable(k), JSON.stringify(Object.getOwnPropertyDescriptor(g, k)) ?? 'none', typeof g[k]].join(' '));
  show('  inside', () => vm.runInContext(`[${JSON.stringify(k)} in globalThis, Object.hasOwn(globalThis, ${JSON.stringify(k)}), typeof ${k}].join(' ')`, s));
}
s.inh = 5; show('after', () => ['inh' in g, vm.runInContext('inh', s)].join());
vm.runInContext('var v = 1; let l = 2; function f() {}', s); show('v', () => [ 'v' in g, 'l' in g, 'f' in g, Object.keys(s).join(), Object.keys(g).sort().join()].join(' '));
show('delete', () => [delete g.a, 'a' in s, vm.runInContext('delete globalThis.v', s), 'v' in g].join());
show('proto', () => { const p = { q: 1 }; Object.setPrototypeOf(g, p); return ['q' in g, 'q' in s, vm.runInContext('typeof q', s), Object.getPrototypeOf(g) === p].join(); });
if (vm.constants?.DONT_CONTEXTIFY) {
  const c = vm.createContext(vm.constants.DONT_CONTEXTIFY);
  show('plain', () => [vm.runInContext('globalThis', c) === c, vm.isContext(c), Object.keys(c).join(), typeof c.Array, 'Array' in c].join());
  const p = { m() { return this === c; } }; Object.setPrototypeOf(c, p); show('m', () => [c.m(), vm.runInContext('m()', c), 'zz' in c].join());
  Object.defineProperty(c, 'd', { value: 3 }); show('d', () => vm.runInContext('d + " " + JSON.stringify(Object.getOwnPropertyDescriptor(globalThis, "d"))', c));
  show('frozen', () => { Object.freeze(c); return vm.runInContext('"use strict"; try { globalThis.zz = 1; "set" } catch (e) { e.message }', c); });
  show('let', () => { const d = vm.createContext(vm.constants.DONT_CONTEXTIFY); vm.runInContext('var a = 1; let b = 2', d); return [d.a, d.b, vm.runInContext('b', d), Object.keys(d).join()].join(); });
  show('new', () => typeof vm.runInNewContext('globalThis', vm.constants.DONT_CONTEXTIFY));
}

const make = () => { const s = vm.createContext({ a: 1, get acc() { return 'got'; }, set acc(v) { this.seen = v; } }); Object.defineProperty(s, 'ro', { value: 1, enumerable: true }); return s; };
const run = (code) => { const s = make(); let r; try { r = String(vm.runInContext(code, s)); } catch (e) { r = e.name + ': ' + e.message; } const g = vm.runInContext('globalThis', s); return [r, '| sandbox', Object.keys(s).join(), '| global', Object.keys(g).sort().join()].join(' '); };
for (const code of [
  'x = 1',
  '"use strict"; x = 1',
  '"use strict"; globalThis.x = 1',
  'globalThis.x = 1',
  'var x = 1',
  '"use strict"; var x = 1',
  'let x = 1',
  'function x() {}',
  '"use strict"; function x() {}',
  'a = 2; a',
  '"use strict"; a = 2; a',
  'ro = 2; ro',
  'acc = 2; seen',
  '"use strict"; acc = 2',
  'globalThis[Symbol.for("s")] = 1; Object.getOwnPropertySymbols(globalThis).length',
  'Object.defineProperty(globalThis, "d", { value: 1, writable: false, enumerable: true, configurable: true }); d',
  'Object.defineProperty(globalThis, "d", { get() { return 5; }, enumerable: true }); d',
  'this.y = () => 1; y()',
  '"use strict"; this.y = () => 1; y()',
  'Array = 1; Array',
  '"use strict"; Array = 1; Array',
  'undefined = 1',
  '"use strict"; undefined = 1',
  'var a = 5; a',
  'delete a; typeof a',
  'var q = 1; delete q',
  'x = 1; delete x',
  'Object.assign(globalThis, { p: 1 }); p',
  'var { m, n } = { m: 1, n: 2 }; m + n',
  'class K {}; typeof K + typeof globalThis.K',
  'for (var i = 0; i < 2; i++); i',
  'Object.freeze(globalThis)',
  'Object.isExtensible(globalThis)',
  'Object.preventExtensions(globalThis); z = 1',
  'with (globalThis) { a = 9 } a',
  '(0, eval)("var e1 = 1"); e1',
  'new Function("return this")() === globalThis',
  'globalThis.globalThis === globalThis',
  'Object.getOwnPropertyNames(globalThis).includes("a")',
  'Reflect.ownKeys(globalThis).length > 50',
  'for (k in globalThis) ; typeof k',
]) console.log(JSON.stringify(code), run(code));
for (const code of [
  'Object.defineProperty(globalThis, "ro", { value: 9 }); ro',
  'Object.defineProperty(globalThis, "a", { get() { return 7; } }); a',
  'Object.defineProperty(globalThis, "NaN", { value: 9 })',
  'Reflect.defineProperty(globalThis, "ro", { value: 9 })',
  'Reflect.set(globalThis, "ro", 3)',
  'Reflect.set(globalThis, "w", 3); w',
  'Object.defineProperty(globalThis, Symbol.for("t"), { value: 1 }); Object.getOwnPropertySymbols(globalThis).length',
  'Object.getOwnPropertyDescriptor(globalThis, "acc").get.name',
  'x = function() {}; "use strict"',
  '"use strict"; delete globalThis.a',
  'Reflect.deleteProperty(globalThis, "ro")',
  'const c = 1; globalThis.c = 2; c + globalThis.c',
  'a++; a',
  'acc; acc = 1; acc',
  'Object.entries(globalThis).length',
  'JSON.stringify(globalThis)',
  'Object.getOwnPropertyDescriptor(globalThis, "zz")',
  'globalThis.hasOwnProperty("ro")',
  '({ ...globalThis }).a',
  'async function q() { a = 8; await null; } q(); a',
])
  console.log(JSON.stringify(code), run(code));
