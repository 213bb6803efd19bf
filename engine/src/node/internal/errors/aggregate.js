// Several errors as one: AggregateError with the code of the first. Node's doc: "Errors", class AggregateError.
'use strict';

const { AggregateError, Error, ErrorCaptureStackTrace } = primordials;

const { kIsNodeError, withoutStack } = require('internal/errors');

/** The error of several failed attempts: `net.connect()` to every address of a host gives one. */
class NodeAggregateError extends AggregateError {
  constructor(errors, message) {
    super(errors, message);
    this.code = errors[0]?.code;
  }
  get [kIsNodeError]() {
    return true;
  }
  get ['constructor']() {
    return AggregateError;
  }
}

/**
 * Joins the error of an operation and the one that its clean-up met.
 * @param {Error|null|undefined} innerError the later one
 * @param {Error|null|undefined} outerError the first one, whose message and code win
 * @returns {Error|null|undefined} the only one given, or an AggregateError of both
 */
function aggregateTwoErrors(innerError, outerError) {
  if (!innerError || !outerError || innerError === outerError) return innerError || outerError;
  if (Array.isArray(outerError.errors)) {
    outerError.errors.push(innerError);
    return outerError;
  }
  const error = withoutStack(() => new AggregateError([outerError, innerError], outerError.message));
  error.code = outerError.code;
  if (Error.stackTraceLimit) ErrorCaptureStackTrace(error, aggregateTwoErrors);
  return error;
}

module.exports = { NodeAggregateError, aggregateTwoErrors };
