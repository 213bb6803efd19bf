// A listener that is added too late: the resource says that it is open while the user still reads its settings.
'use strict';
const assert = require('assert');
const EventEmitter = require('events');
const fs = require('fs');

const resource = new EventEmitter();
fs.readFile(__filename, () => resource.emit('open'));

let isOpen = false;
fs.access('/app', () => resource.once('open', () => { isOpen = true; }));
process.on('exit', () => assert.ok(isOpen, 'nobody heard that it is open'));
