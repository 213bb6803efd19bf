// An abort is answered.
const { setTimeout: sleep } = require('timers/promises');
const controller = new AbortController();
sleep(60_000, null, { signal: controller.signal }).catch((error) => console.log(error.name));
setTimeout(() => controller.abort(), 10);
