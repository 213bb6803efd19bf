// The only thing that could settle the promise does not keep the process alive.
import { setTimeout as sleep } from 'node:timers/promises';
await sleep(50, undefined, { ref: false });
console.log('never');
