// Makes 'keypress' events of what a stream receives (Node's doc: «readline.emitKeypressEvents»).
'use strict';

const { ESCAPE, charLengthAt, emitKeys } = require('internal/readline/utils');

/** How long an escape may stand alone before it is the escape key (Node's doc: escapeCodeTimeout). */
const ESCAPE_CODE_TIMEOUT_MS = 500;

const kKeys = Symbol('escape-decoder');
const kSawKeyPress = Symbol('_sawKeyPress');

function newDecoder(stream) {
  const keys = emitKeys(stream);
  keys.next();
  return keys;
}

/** @param {object} [iface] the interface whose input this is: `escapeCodeTimeout`, and where keys are noted */
function emitKeypressEvents(stream, iface = {}) {
  if (stream[kKeys]) return;
  const { StringDecoder } = require('string_decoder');
  const { clearTimeout, setTimeout } = require('timers');
  const decoder = new StringDecoder('utf8');
  const { escapeCodeTimeout = ESCAPE_CODE_TIMEOUT_MS } = iface;
  let escapeTimer;
  stream[kKeys] = newDecoder(stream);

  function decode(text) {
    let length = 0;
    for (const character of text) {
      length += character.length;
      const isLast = length === text.length;
      // Only what is typed, one key at a time, is completed; pasted text is not.
      if (isLast) iface.isCompletionEnabled = true;
      try {
        stream[kKeys].next(character);
        if (isLast && character === ESCAPE) {
          escapeTimer = setTimeout(() => stream[kKeys].next(''), escapeCodeTimeout);
        }
      } catch (error) {
        // A listener threw: the generator is over, and a new one takes its place.
        stream[kKeys] = newDecoder(stream);
        throw error;
      }
    }
  }

  function onData(input) {
    if (stream.listenerCount('keypress') === 0) {
      // Nobody is watching: wait for someone who does.
      stream.removeListener('data', onData);
      stream.on('newListener', onNewListener);
      return;
    }
    const text = decoder.write(input);
    if (text === '') return;
    clearTimeout(escapeTimer);
    iface[kSawKeyPress] = charLengthAt(text, 0) === text.length;
    iface.isCompletionEnabled = false;
    decode(text);
  }

  function onNewListener(event) {
    if (event !== 'keypress') return;
    stream.on('data', onData);
    stream.removeListener('newListener', onNewListener);
  }

  if (stream.listenerCount('keypress') > 0) stream.on('data', onData);
  else stream.on('newListener', onNewListener);
}

module.exports = emitKeypressEvents;
