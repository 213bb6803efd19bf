// A service that waits for its clients is alive on purpose.
const http = require('http');
http.createServer((request, response) => response.end('hello')).listen(8080, () => console.log('listening'));
