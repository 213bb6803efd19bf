// `node:inspector/promises`: as `node:inspector`, whose Session is refused, too.
'use strict';

module.exports = { ...require('inspector') };
