// node: >=26
// ErrorEvent, CloseEvent and QuotaExceededError are globals, made as the Web makes them.
const attempt = (label, f) => { try { console.log(label, f()); } catch (e) { console.log(label, e.name, e.code, e.message); } };
const error = new ErrorEvent('error', { message: 'broken', filename: 'a.js', lineno: '7.5', colno: 3, error: 'cause' });
console.log(error.type, error.message, error.filename, error.lineno, error.colno, error.error, error instanceof Event);
const close = new CloseEvent('close', { wasClean: 1, code: 70000, reason: 'bye\ud800' });
console.log(close.wasClean, close.code, close.reason, String(close));
attempt('no type', () => new ErrorEvent());
attempt('number', () => new CloseEvent('x', 5));
attempt('brand', () => Object.getOwnPropertyDescriptor(CloseEvent.prototype, 'code').get.call({}));
const target = new EventTarget();
target.addEventListener('close', (event) => console.log('heard', event.code, event.constructor.name));
target.dispatchEvent(close);
const full = new QuotaExceededError('full', { quota: 10, requested: 12 });
console.log(full.name, full.code, full.message, full.quota, full.requested, full instanceof DOMException, full instanceof Error);
attempt('less than the quota', () => new QuotaExceededError('x', { quota: 10, requested: 5 }));
attempt('cloned', () => structuredClone(error));
