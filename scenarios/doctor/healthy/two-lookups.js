// Two lookups: as many as may run at once.
const dns = require('dns');
let open = 2;
for (const host of ['localhost', 'loopscope']) dns.lookup(host, () => --open || console.log('looked up'));
