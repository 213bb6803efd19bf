// The listener is there before the event.
import { EventEmitter, once } from 'node:events';
const emitter = new EventEmitter();
setImmediate(() => emitter.emit('ready', 42));
const [value] = await once(emitter, 'ready');
console.log(value);
