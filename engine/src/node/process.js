// node:process — the global `process`, as a module. Node's doc: "Process".
'use strict';

module.exports = process;
