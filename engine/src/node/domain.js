// `node:domain` (deprecated): not simulated. Node's doc: https://nodejs.org/api/domain.html
'use strict';

module.exports = { active: null, ...require('internal/unsupported').refusals('domain', ['create', 'createDomain', 'Domain']) };
