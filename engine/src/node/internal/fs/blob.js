// Files as blobs (Node's doc: «fs.openAsBlob»). The blob holds the bytes that the file has when it is opened.
'use strict';

const { validateObject, validateString } = require('internal/validators');
const profile = require('internal/profile');
const { call, failed, tryCall } = require('internal/fs/binding');
const { readFileSync } = require('internal/fs/whole_files');
const { getValidatedPath } = require('internal/fs/utils');

/** @throws {Error} when there is no such file */
function openAsBlobSync(path, options = {}) {
  validateObject(options, 'options');
  const type = options.type || '';
  validateString(type, 'options.type');
  path = getValidatedPath(path);
  if (profile.openAsBlobNamesWhatFailed) {
    call('stat', path);
  } else if (failed(tryCall('stat', path))) {
    const error = new TypeError('Unable to open file as blob');
    error.code = 'ERR_INVALID_ARG_VALUE';
    throw error;
  }
  const { Blob } = require('buffer');
  return new Blob([readFileSync(path)], { type });
}

/** As `openAsBlobSync`: Node's, too, throws what is wrong at once. */
function openAsBlob(path, options) {
  return Promise.resolve(openAsBlobSync(path, options));
}

module.exports = { openAsBlob, openAsBlobSync };
