// readable.wrap(): an old-style stream, which knows only 'data', 'end', pause() and resume(), as a source.
'use strict';

const profile = require('internal/profile');
const { errorOrDestroy } = require('internal/streams/destroy');

/**
 * @param {object} readable the modern stream; its _read is replaced
 * @param {object} stream the old one
 */
function wrap(readable, stream) {
  let paused = false;

  stream.on('data', (chunk) => {
    if (!readable.push(chunk) && stream.pause) {
      paused = true;
      stream.pause();
    }
  });
  stream.on('end', () => {
    readable.push(null);
  });
  stream.on('error', (err) => {
    errorOrDestroy(readable, err);
  });
  stream.on('close', () => {
    readable.destroy();
  });
  stream.on('destroy', () => {
    readable.destroy();
  });

  readable._read = () => {
    if (paused && stream.resume) {
      paused = false;
      stream.resume();
    }
  };

  // Up to Node 22 the first own property was left out by mistake.
  const names = Object.keys(stream).slice(profile.streamsWrapEveryMethod ? 0 : 1);
  for (const name of names) {
    if (readable[name] === undefined && typeof stream[name] === 'function') readable[name] = stream[name].bind(stream);
  }
  return readable;
}

module.exports = { wrap };
