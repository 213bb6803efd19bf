// What a worker and the thread that started it say to each other on a port of their own, besides the program's messages.
'use strict';

module.exports = {
  /** To the worker: what to run. */
  LOAD_SCRIPT: 'loadScript',
  /** From it: the script begins. */
  UP_AND_RUNNING: 'upAndRunning',
  /** From it: an error that nobody there caught. */
  ERROR_MESSAGE: 'errorMessage',
  /** Both ways: chunks of a standard stream. */
  STDIO_PAYLOAD: 'stdioPayload',
  /** Both ways: the chunks were read. */
  STDIO_WANTS_MORE_DATA: 'stdioWantsMoreData',
};
