// node: >=26
// A WebSocket client and a server written by hand: the handshake, messages of all kinds, fragments, pings and ways to close.
const http = require('http');
const crypto = require('crypto');
const frame = (first, data) => { const bytes = Buffer.from(data); return Buffer.concat([Buffer.from([first, bytes.length]), bytes]); };
/** Short masked frames, as `[opcode, data]`. */
function readFrames(bytes) {
  const frames = [];
  while (bytes.length >= 6) {
    const length = bytes[1] & 127;
    const data = bytes.subarray(6, 6 + length).map((byte, i) => byte ^ bytes[2 + i % 4]);
    frames.push([bytes[0] & 15, Buffer.from(data)]);
    bytes = bytes.subarray(6 + length);
  }
  return frames;
}
const server = http.createServer();
server.on('upgrade', (req, socket) => {
  if (req.url === '/deny') return socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  const accept = crypto.createHash('sha1').update(req.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
  const protocol = req.headers['sec-websocket-protocol'];
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    `Sec-WebSocket-Accept: ${accept}\r\n${protocol ? 'Sec-WebSocket-Protocol: chat\r\n' : ''}\r\n`);
  if (req.url === '/fragments') socket.write(Buffer.concat([frame(0x01, 'one '), frame(0x89, 'are you there'), frame(0x80, 'two')]));
  if (req.url === '/closes') socket.write(frame(0x88, Buffer.concat([Buffer.from([0x0f, 0xa1]), Buffer.from('why')])));
  if (req.url === '/ends') socket.end();
  if (req.url === '/bad') socket.write(frame(0x81, Buffer.from([0xff])));
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    for (const [opcode, data] of readFrames(bytes)) {
      console.log('  server', opcode, opcode === 8 ? data.toString('hex') : data.toString());
      if (opcode < 8) socket.write(frame(0x80 | opcode, `echo ${data}`));
      if (opcode === 8) socket.end(req.url === '/closes' ? undefined : frame(0x88, data));
    }
  });
});
function run(path, { protocols, opened, messages = 0 } = {}) {
  const client = new WebSocket(`ws://127.0.0.1:${server.address().port}${path}`, protocols);
  console.log(path, client.readyState, client.binaryType);
  let left = messages;
  client.onopen = (event) => { console.log('open', event.type, client.readyState, client.protocol); opened?.(client); };
  client.addEventListener('message', async ({ data }) => {
    console.log('message', data instanceof Blob ? `blob ${await data.text()}` : data instanceof ArrayBuffer ? `buffer ${data.byteLength}` : data);
    if (--left === 0) client.close(3001, 'enough');
  });
  client.onerror = (event) => console.log('error', event.constructor.name, event.message);
  return new Promise((resolve) => {
    client.onclose = (event) => { console.log('close', event.code, event.reason, event.wasClean, client.readyState); resolve(client); };
  });
}
const attempt = (f) => { try { f(); } catch (e) { console.log(e.name, e.code, e.message); } };
server.listen(0, '127.0.0.1', async () => {
  await run('/talk', { protocols: ['chat', 'other'], messages: 3, opened(client) {
    client.send('text');
    client.send(new Uint8Array([65, 66]));
    client.send(new Blob(['late']));
    console.log(client.bufferedAmount);
  } });
  const closed = await run('/fragments', { messages: 1 });
  closed.send('ignored');
  for (const path of ['/closes', '/ends', '/bad', '/deny']) await run(path);
  await run('/plain', { opened: (client) => { attempt(() => client.close(999)); attempt(() => client.close(3000, 'x'.repeat(130))); client.close(); } });
  const early = new WebSocket(`ws://127.0.0.1:${server.address().port}/early`);
  attempt(() => early.send('too early'));
  early.onclose = (event) => console.log('early', event.code, event.wasClean);
  early.close();
  for (const url of ['nope', 'ftp://x', 'ws://x/#a']) attempt(() => new WebSocket(url));
  attempt(() => new WebSocket('ws://x', ['a', 'a']));
  server.close(() => console.log('server closed'));
});
