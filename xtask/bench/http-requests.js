// A server and a client in one process.
const http = require('node:http');

exports.send = ({ requests, connections }) => {
  const server = http.createServer((request, response) => response.end('hello'));
  server.listen(0, () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
    const { port } = server.address();
    let answered = 0;
    for (let request = 0; request < requests; request++) {
      http.get({ port, agent }, (response) => {
        response.resume().on('end', () => {
          if (++answered < requests) return;
          agent.destroy();
          server.close();
        });
      });
    }
  });
};
