// node: >=24
// URLPattern: components, groups, bases, modifiers, and what is no pattern.
const attempt = (label, f) => { try { console.log(label, f()); } catch (e) { console.log(label, e.name, e.code, e.message); } };
const book = new URLPattern({ pathname: '/books/:id(\\d+)' });
console.log(book.pathname, book.protocol, book.hasRegExpGroups, book.test('https://a.com/books/5'), book.test({ pathname: '/books/x' }));
console.log(book.exec('https://u:p@a.com:8080/books/5?x#y'), book.exec('http://a/'));
attempt('relative', () => new URLPattern('/foo/:bar', 'https://example.com').exec('https://example.com/foo/x').pathname.groups);
attempt('host', () => new URLPattern({ hostname: '(.*\\.)?example.com' }).exec('http://a.example.com').hostname);
attempt('ignoreCase', () => [new URLPattern({ pathname: '/Foo' }, { ignoreCase: true }).test({ pathname: '/fOO' }), new URLPattern({ pathname: '/Foo' }).test({ pathname: '/fOO' })]);
attempt('optional', () => new URLPattern({ pathname: '/a/:b?' }).exec({ pathname: '/a' }).pathname.groups);
attempt('many', () => new URLPattern({ pathname: '/a/:b+' }).exec({ pathname: '/a/x/y' }).pathname.groups);
attempt('extension', () => new URLPattern({ pathname: '*.:ext' }).exec({ pathname: '/x/y.png' }).pathname.groups);
attempt('search', () => new URLPattern({ search: 'a=:b&*' }).exec({ search: '?a=1&c' }).search);
attempt('base', () => { const { protocol, hostname, pathname, search } = new URLPattern({ search: 'z', baseURL: 'http://h/a/d?x#y' }); return [protocol, hostname, pathname, search]; });
attempt('canonical', () => [new URLPattern({ protocol: 'HTTPS' }).protocol, new URLPattern({ hostname: 'EXAMPLE.com' }).hostname, new URLPattern({ pathname: '/é x' }).pathname, new URLPattern({ protocol: 'https', port: '443' }).port]);
attempt('written anew', () => ['/a\\:b{c}d', '/{:x}y', '/:x(.*)', '/:x([^\\/]+?)', '/{a}*'].map((pathname) => new URLPattern({ pathname }).pathname));
attempt('no base', () => new URLPattern('/foo'));
attempt('twice', () => new URLPattern({ pathname: ':a/:a' }));
attempt('number', () => new URLPattern(5));
attempt('called', () => URLPattern('x'));
attempt('init and base', () => book.test({ pathname: '/x' }, 'http://b'));
attempt('brand', () => URLPattern.prototype.test.call({}, 'x'));
