// node: >=18
// What of the language a version has: programs ask before they use it.
const has = (owner, name) => Object.hasOwn(owner, name);
console.log('toSorted', has(Array.prototype, 'toSorted'), 'isWellFormed', has(String.prototype, 'isWellFormed'));
console.log('fromAsync', has(Array, 'fromAsync'), 'groupBy', has(Object, 'groupBy'), has(Map, 'groupBy'));
console.log('withResolvers', has(Promise, 'withResolvers'), 'try', has(Promise, 'try'), 'Iterator', typeof Iterator);
console.log('union', has(Set.prototype, 'union'), 'transfer', has(ArrayBuffer.prototype, 'transfer'));
console.log('helpers', typeof [].values().map, 'escape', has(RegExp, 'escape'), 'isError', has(Error, 'isError'));
console.log('toBase64', has(Uint8Array.prototype, 'toBase64'), 'Temporal', typeof Temporal, typeof Float16Array);
console.log('wasm', typeof WebAssembly.compileStreaming, typeof WebAssembly.promising);
console.log(structuredClone(new Map([[1, [2]]])), new URLSearchParams('a=%F0%9F').toString());
