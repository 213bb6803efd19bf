// node: >=20
// What structuredClone refuses, by whose words: functions, objects of fetch, and what must be transferred.
const attempt = (label, f) => { try { console.log(label, f()); } catch (e) { console.log(label, e.name, e.code, e.message); } };
attempt('function', () => structuredClone(() => 1));
attempt('headers', () => structuredClone(new Headers()));
attempt('request', () => structuredClone(new Request('http://a.com')));
attempt('response', () => structuredClone(new Response('x')));
attempt('form', () => structuredClone(new FormData()));
attempt('stream', () => structuredClone(new ReadableStream()));
attempt('moved', () => { const stream = new ReadableStream(); return structuredClone(stream, { transfer: [stream] }).constructor.name; });
attempt('signal', () => structuredClone(require('util').transferableAbortController().signal));
attempt('promise', () => structuredClone(Promise.resolve()));
