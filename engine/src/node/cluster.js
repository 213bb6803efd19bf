// node:cluster. Node's doc: "Cluster".
'use strict';

module.exports = require(process.env.NODE_UNIQUE_ID === undefined ? 'internal/cluster/primary' : 'internal/cluster/child');
