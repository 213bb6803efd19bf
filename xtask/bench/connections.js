// A server whose clients, as many as the first argument says, have all connected before it answers the first of them. With
// a second argument it ends then, and says how much memory V8 has taken.
const http = require('http');
const { getHeapStatistics } = require('v8');

const [clients, ends] = process.argv.slice(2);
const waiting = [];
let requests = 0;

const server = http.createServer((request, response) => {
  if (++requests > Number(clients)) return response.end('ok');
  waiting.push(response);
  if (waiting.length < Number(clients)) return;
  if (ends) {
    const { total_heap_size: heap, external_memory: external, malloced_memory: malloced } = getHeapStatistics();
    console.log(heap + external + malloced);
    process.exit();
  }
  for (const response of waiting.splice(0)) response.end('ok');
});
server.keepAliveTimeout = 0;
server.listen({ port: 3000, backlog: 16_384 });
process.on('SIGTERM', () => {
  console.log(requests);
  server.close();
  server.closeAllConnections();
});
