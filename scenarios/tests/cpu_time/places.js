'use strict';
function f(n) { 'use strict'; for (const x of [1]) { if (x) return new Error('here'); } }
const g = (x) => x * 2, h = async () => { for (;;) break; };
class A { m() { while (true) return (() => f())(); } }
console.log(f.toString());
console.log(String(g), `${h}`);
console.log(String(A), A.prototype.m.toString());
console.log(Function.prototype.toString.toString(), JSON.parse.name, JSON.stringify.length, String(JSON.parse));
const own = (stack) => stack.split('\n').filter((line) => line.includes('places.js')).join('\n');
console.log(own(new A().m().stack));
Error.prepareStackTrace = (error, sites) => sites.slice(0, 3).map((site) => `${site.getLineNumber()}:${site.getColumnNumber()}`);
console.log(new A().m().stack.join(' '));
Error.prepareStackTrace = undefined;
outer: for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) { if (j === 1) continue outer; if (i === 2) break outer; }
try { [1, 2].sort(() => { throw new TypeError('compared'); }); } catch (error) { console.log(own(error.stack)); }
try { const nothing = undefined; for (let i = 0; i < 2; i++) nothing.map((x) => x); } catch (error) { console.log(error.message); }
try { const o = {}; for (;;) o.method(1); } catch (error) { console.log(error.message); }
console.log('aXbX'.replace('X', (m) => m + '-'), String.prototype.split.call(12, '1').length);
try { String.prototype.replace.call(undefined, 'a', 'b'); } catch (error) { console.log(error.message); }
