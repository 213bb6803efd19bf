// How long Node's module loader takes, in microtask turns: its own async functions, counted on real binaries.
//
// A program can count them, too: `import()` of a module settles a fixed number of turns later, which differs between
// versions. The numbers are in engine/src/profile/modules.rs.
'use strict';

/** Lets that many microtask turns pass. */
async function turns(count) {
  for (let turn = 1; turn < count; turn++) await undefined;
}

module.exports = { turns };
