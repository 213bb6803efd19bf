// Requests over a hundred connections at once.
require('./http-requests').send({ requests: Number(process.argv[2] ?? 2_000), connections: 100 });
