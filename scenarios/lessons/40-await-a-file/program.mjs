// nodes: 18 20 26
import { readFile } from 'node:fs/promises';

process.nextTick(() => console.log('tick: JavaScript goes on'));
const reading = readFile('config.json', 'utf8');
console.log('the call has returned');
const text = await reading;
console.log(`after the await: port ${JSON.parse(text).port}`);
