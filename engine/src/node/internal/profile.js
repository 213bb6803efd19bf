// The rules of the Node version that this run is: `profile.someRule` for each line of engine/src/profile.
'use strict';

module.exports = Object.freeze(internalBinding('engine').profileRules());
