// node: >=20
// Headers made of other ones keep their names as they were written, in their order.
const headers = new Headers({ 'X-B': '1', a: '2' });
headers.append('x-b', '3');
headers.append('Set-Cookie', 'q=1');
headers.append('set-cookie', 'r=2');
console.log(headers, new Headers(headers), [...new Headers(headers)]);
console.log(new Response('body', { headers }).headers, new Request('http://x/', { headers }).headers);
console.log(new Headers([...headers]), new Headers(new Map([['Q-r', '1']])));
