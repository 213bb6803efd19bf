// `node:path`: the POSIX flavour, since the simulated machine is a Linux one; both flavours name each other.
'use strict';

const posix = require('internal/path/posix');
const win32 = require('internal/path/win32');

posix.win32 = win32.win32 = win32;
posix.posix = win32.posix = posix;

// Undocumented but used: the name that `toNamespacedPath` had before Node 9.
win32._makeLong = win32.toNamespacedPath;
posix._makeLong = posix.toNamespacedPath;

module.exports = posix;
