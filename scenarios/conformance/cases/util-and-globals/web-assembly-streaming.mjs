// node: >=18
// Modules that come with an answer of fetch(), and answers that hold none.
const bytes = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0]);
const answer = (type = 'application/wasm', status = 200) => new Response(bytes, { headers: { 'content-type': type }, status });

console.log(await WebAssembly.compileStreaming(answer()) instanceof WebAssembly.Module);
console.log(Object.keys(await WebAssembly.instantiateStreaming(Promise.resolve(answer()))).sort());
const used = answer();
await used.arrayBuffer();
for (const source of [5, answer('text/html'), answer(undefined, 404), used]) {
  await WebAssembly.compileStreaming(source).catch(({ name, code, message }) => console.log(name, code, message));
}
