// Errors that Node throws from its C++ side: plain errors with a `code`, and a stack that does not show the code.
'use strict';

const { ErrorCaptureStackTrace } = primordials;

/**
 * @param {Function} Base such as TypeError
 * @param {string} code
 * @param {string} message
 * @param {Function} from the function above which the stack begins
 */
function nativeError(Base, code, message, from) {
  const error = new Base(message);
  ErrorCaptureStackTrace(error, from);
  error.code = code;
  return error;
}

module.exports = { nativeError };
