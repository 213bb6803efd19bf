// node: >=26
// sessionStorage keeps texts by sorted keys; entries are properties, methods cannot be hidden by them.
const attempt = (label, f) => { try { console.log(label, f()); } catch (e) { console.log(label, e.name, e.code, e.message); } };
sessionStorage.setItem('pear', { toString: () => 'green' });
sessionStorage.apple = 5;
sessionStorage[1] = null;
console.log(sessionStorage, sessionStorage.length, Object.keys(sessionStorage), JSON.stringify(sessionStorage));
console.log(sessionStorage.getItem('pear'), sessionStorage.getItem('plum'), sessionStorage.plum, sessionStorage.key(0), sessionStorage.key(9));
console.log('apple' in sessionStorage, 'plum' in sessionStorage, 'clear' in sessionStorage, sessionStorage instanceof Storage);
sessionStorage.getItem = 'hidden';
console.log(typeof sessionStorage.getItem, sessionStorage.getItem('getItem'), sessionStorage.length);
console.log(delete sessionStorage.apple, sessionStorage.removeItem('none'), sessionStorage.length);
attempt('one argument', () => sessionStorage.setItem('x'));
attempt('none', () => sessionStorage.key());
attempt('symbol', () => sessionStorage.setItem(Symbol('s'), 1));
attempt('too much', () => sessionStorage.setItem('big', 'x'.repeat(6 * 1024 * 1024)));
attempt('new', () => new Storage());
attempt('brand', () => Storage.prototype.getItem.call({}, 'x'));
sessionStorage.clear();
console.log(sessionStorage.length, sessionStorage);
process.on('warning', (warning) => console.log(warning.name, warning.message));
console.log(globalThis.localStorage);
