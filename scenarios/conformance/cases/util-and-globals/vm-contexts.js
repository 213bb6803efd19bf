// node: >=18
// Scripts in contexts of their own: names, errors, functions, time limits.
const vm = require('vm');
const ctx = vm.createContext({ x: 1 });
vm.runInContext('var y = x + 1; x = 10; z = 5; function f() { return this === globalThis; } let q = 3; const w = 4;', ctx);
console.log(ctx.x, ctx.y, ctx.z, typeof ctx.f, ctx.q, vm.isContext(ctx), vm.isContext({}));
console.log(vm.runInContext('q + w + f()', ctx), typeof q, typeof y);
console.log(vm.runInContext('[] instanceof Array', ctx), vm.runInContext('[]', ctx) instanceof Array);
console.log(vm.runInContext('typeof require + typeof process + typeof setTimeout', ctx));
try { vm.runInContext('nope()', ctx, 'my.js'); } catch (e) { console.log(e instanceof ReferenceError, e.name, e.message, e.stack.split('\n')[0]); }
try { new vm.Script('a b c', { filename: 'bad.js', lineOffset: 3 }); } catch (e) { console.log(e instanceof SyntaxError, e.stack.split('\n')[0]); }
const script = new vm.Script('n = (typeof n === "undefined" ? 0 : n) + 1');
for (let i = 0; i < 3; i++) console.log(script.runInThisContext());
console.log(n, delete globalThis.n, script.runInNewContext({ n: 41 }));
console.log(vm.compileFunction('return a + b', ['a', 'b'])(1, 2));
for (const mistake of [
  () => vm.runInContext('1', {}), () => vm.runInNewContext('while (true) {}', {}, { timeout: 20 }),
  () => vm.runInThisContext('1', { timeout: -1 }), () => vm.createContext(1), () => vm.compileFunction('1', 'a'),
]) try { mistake(); } catch (e) { console.log(e.code, e.message); }
console.log(vm.runInNewContext('"use strict"; try { undeclared = 1 } catch (e) { e.message }'));
console.log(vm.runInNewContext('delete k; typeof k', { k: 1 }));
console.log(vm.runInContext('a = 2; a', vm.createContext(Object.freeze({ a: 1 }))));
console.log(vm.runInContext('g = 3; g', vm.createContext({ get g() { return 7; }, set g(v) { console.log('set', v); } })));
vm.runInContext('Promise.resolve().then(() => log("microtask"))', Object.assign(ctx, { log: console.log }));
process.nextTick(() => console.log('tick'));
