// Requests one after the other over one connection.
require('./http-requests').send({ requests: Number(process.argv[2] ?? 2_000), connections: 1 });
