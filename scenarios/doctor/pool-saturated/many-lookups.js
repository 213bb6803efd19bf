// getaddrinfo may take half of the workers only: the other lookups stand in the queue.
const dns = require('dns');
let open = 40;
for (let i = 0; i < 40; i++) dns.lookup(`host${i}.example.com`, () => --open || console.log('looked up'));
