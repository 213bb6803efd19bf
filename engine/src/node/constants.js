// `node:constants` (deprecated): the constants of several modules in one object. Answers to Node's doc "Deprecated APIs", DEP0008.
'use strict';

const { os } = internalBinding('constants');

Object.assign(exports, os.dlopen, os.errno, os.priority, os.signals, require('fs').constants, require('crypto').constants);
