// node: >=24
// navigator.locks: granted at once where possible, in order, shared or stolen; when the promises settle.
const { locks } = navigator;
const attempt = async (label, f) => { try { console.log(label, await f()); } catch (e) { console.log(label, e?.name, e?.code, e?.message ?? e); } };
async function order(label, callback) {
  const seen = [];
  const first = locks.request(label, () => { seen.push('first'); return callback(); }).then(() => seen.push('first settled'));
  seen.push('asked');
  const second = locks.request(label, () => { seen.push('second'); }).then(() => seen.push('second settled'));
  seen.push('asked again');
  let chain = Promise.resolve();
  for (let i = 1; i < 5; i++) chain = chain.then(() => seen.push(i));
  await Promise.all([first, second, chain]);
  console.log(label, seen.join());
}
await order('value', () => 1);
await order('promise', async () => 1);
await order('late', () => new Promise(setImmediate));
const held = locks.request('r', async (lock) => { console.log(lock.name, lock.mode, String(lock)); await new Promise(setImmediate); return 'A'; });
const shared = [1, 2].map((n) => locks.request('r', { mode: 'shared' }, (lock) => { console.log('shared', n); return n; }));
const { held: now, pending } = await locks.query();
console.log(now.map((lock) => lock.mode), pending.map((lock) => lock.mode));
console.log(await locks.request('r', { ifAvailable: true }, (lock) => lock), await held, await Promise.all(shared));
const robbed = locks.request('s', () => new Promise(() => {})).catch((e) => console.log('robbed', e.name, e.code));
await attempt('steal', () => locks.request('s', { steal: true }, () => 'stolen'));
await robbed;
const controller = new AbortController();
const keeper = locks.request('z', () => new Promise(setImmediate));
const waiter = locks.request('z', { signal: controller.signal }, () => 'never');
controller.abort();
await attempt('aborted', () => waiter);
await keeper;
await attempt('hyphen', () => locks.request('-x', () => {}));
await attempt('mode', () => locks.request('x', { mode: 'q' }, () => {}));
await attempt('both', () => locks.request('x', { steal: true, ifAvailable: true }, () => {}));
await attempt('no callback', () => locks.request('x'));
await attempt('reason', () => locks.request('x', { signal: AbortSignal.abort('why') }, () => {}));
