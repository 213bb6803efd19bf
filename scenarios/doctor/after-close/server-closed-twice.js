// Two owners each close the server; the second is told with an error nobody looks at.
const net = require('net');
const server = net.createServer();
server.listen(0, () => {
  server.close();
  server.close((error) => {
    if (error) throw error;
  });
});
