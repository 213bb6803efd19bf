// The event was emitted before anybody listened.
import { EventEmitter, once } from 'node:events';
const emitter = new EventEmitter();
emitter.emit('ready');
await once(emitter, 'ready');
console.log('never');
