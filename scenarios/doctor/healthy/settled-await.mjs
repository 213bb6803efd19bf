// Top-level await of something that comes.
import { setTimeout as sleep } from 'node:timers/promises';
await sleep(20);
console.log('awake');
