// `node:sea`: a simulated program is never a single executable. Node's doc: https://nodejs.org/api/single-executable-applications.html
'use strict';

function isSea() {
  return false;
}

module.exports = {
  isSea, ...require('internal/unsupported').refusals('sea', ['getAsset', 'getAssetAsBlob', 'getAssetKeys', 'getRawAsset']),
};
