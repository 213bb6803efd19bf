// v8.serialize and deserialize: every kind of value, identity, bytes, and what cannot be written or read.
const v8 = require('v8');
const value = {
  a: 1, list: [1, 2n, 'x', , null], date: new Date(5), map: new Map([[1, {}]]), set: new Set(['q']), pattern: /x/g, nothing: undefined,
  buffer: Buffer.from('hey'), floats: new Float64Array([1.5]), view: new DataView(new ArrayBuffer(2)), error: new TypeError('boo'),
};
value.self = value;
const bytes = v8.serialize(value);
console.log(Buffer.isBuffer(bytes), bytes.subarray(0, 2));
const back = v8.deserialize(bytes);
console.log(back.self === back, back.buffer, back.floats, back.view.byteLength, back.error instanceof TypeError, back.error.message);
delete back.self;
delete back.error;
delete back.view;
console.log(back);
console.log(v8.serialize({ a: 1, b: 'x' }).toString('hex'), v8.serialize(Buffer.from('hi')).toString('hex'));
for (const mistake of [() => v8.serialize(() => {}), () => v8.serialize(Symbol('s')), () => v8.deserialize(Buffer.from('zz')), () => v8.deserialize('x')]) {
  try { mistake(); } catch (e) { console.log(e.name, e.code, e.message); }
}
