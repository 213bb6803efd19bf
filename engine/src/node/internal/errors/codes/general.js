// Message room: arguments, values, buffers, events, streams, timers, util and performance. Node's doc: "Errors".
// An entry is `[Base, message, ...further bases]`; a message function may hang details on the error (`this`).
'use strict';

const { Error, RangeError, TypeError, URIError } = primordials;

const profile = require('internal/profile');
const {
  describeNumber, determineSpecificType, formatList, inspect, invalidArgType,
} = require('internal/errors/messages');

/** A longer value is cut in ERR_INVALID_ARG_VALUE. */
const INSPECTED_LENGTH_MAX = 128;

module.exports = {
  ERR_ACCESS_DENIED: [Error, function(message, permission = '', resource = '') {
    if (profile.accessDeniedIsWordedHere) return `Access to this API has been restricted. Permission: ${message}`;
    this.permission = permission;
    this.resource = resource;
    return message;
  }],
  ERR_ARG_NOT_ITERABLE: [TypeError, '%s must be iterable'],
  ERR_ASYNC_CALLBACK: [TypeError, '%s must be a function'],
  ERR_ASYNC_TYPE: [TypeError, 'Invalid name for async "type": %s'],
  ERR_BUFFER_OUT_OF_BOUNDS: [RangeError, (name) => (
    name ? `"${name}" is outside of buffer bounds` : 'Attempt to access memory outside buffer bounds'
  )],
  ERR_BUFFER_TOO_LARGE: [RangeError, 'Cannot create a Buffer larger than %s bytes'],
  ERR_CONSOLE_WRITABLE_STREAM: [TypeError, 'Console expects a writable stream instance for %s'],
  ERR_CONSTRUCT_CALL_REQUIRED: [TypeError, 'Class constructor %s cannot be invoked without `new`'],
  ERR_DOMAIN_CALLBACK_NOT_AVAILABLE: [
    Error,
    'A callback was registered through process.setUncaughtExceptionCaptureCallback(), which is mutually exclusive with using the `domain` module',
  ],
  ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE: [
    Error,
    'The `domain` module is in use, which is mutually exclusive with calling process.setUncaughtExceptionCaptureCallback()',
  ],
  ERR_ENCODING_INVALID_ENCODED_DATA: [TypeError, function(encoding, errno) {
    this.errno = errno;
    return `The encoded data was not valid for encoding ${encoding}`;
  }],
  ERR_ENCODING_NOT_SUPPORTED: [RangeError, 'The "%s" encoding is not supported'],
  ERR_EVENT_RECURSION: [Error, 'The event "%s" is already being dispatched'],
  ERR_FALSY_VALUE_REJECTION: [Error, function(reason) {
    this.reason = reason;
    return 'Promise was rejected with falsy value';
  }],
  ERR_ILLEGAL_CONSTRUCTOR: [TypeError, 'Illegal constructor'],
  ERR_INCOMPATIBLE_OPTION_PAIR: [TypeError, 'Option "%s" cannot be used in combination with option "%s"'],
  ERR_INTERNAL_ASSERTION: [Error, (message) => {
    const suffix = 'This is caused by either a bug in Node.js or incorrect usage of Node.js internals.\n' +
      'Please open an issue with this stack trace at https://github.com/nodejs/node/issues\n';
    return message === undefined ? suffix : `${message}\n${suffix}`;
  }],
  ERR_INVALID_ARG_TYPE: [TypeError, invalidArgType],
  ERR_INVALID_ARG_VALUE: [TypeError, (name, value, reason = 'is invalid') => {
    let inspected = inspect(value);
    if (inspected.length > INSPECTED_LENGTH_MAX) inspected = `${inspected.slice(0, INSPECTED_LENGTH_MAX)}...`;
    return `The ${`${name}`.includes('.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${inspected}`;
  }, RangeError],
  ERR_INVALID_ASYNC_ID: [RangeError, 'Invalid %s value: %s'],
  ERR_INVALID_BUFFER_SIZE: [RangeError, 'Buffer size must be a multiple of %s'],
  ERR_INVALID_FILE_URL_HOST: [TypeError, 'File URL host must be "localhost" or empty on %s'],
  ERR_INVALID_FILE_URL_PATH: [TypeError, function(problem, input) {
    if (profile.fileUrlErrorsKeepInput) this.input = input;
    return `File URL path ${problem}`;
  }],
  ERR_INVALID_MIME_SYNTAX: [TypeError, (production, text, index) => (
    `The MIME syntax for a ${production} in "${text}" is invalid${index === -1 ? '' : ` at ${index}`}`
  )],
  ERR_INVALID_RETURN_VALUE: [TypeError, (expected, name, value) => (
    `Expected ${expected} to be returned from the "${name}" function but got ${determineSpecificType(value)}.`
  ), RangeError],
  ERR_INVALID_STATE: [Error, 'Invalid state: %s', TypeError, RangeError],
  ERR_INVALID_THIS: [TypeError, 'Value of "this" must be of type %s'],
  ERR_INVALID_TUPLE: [TypeError, '%s must be an iterable %s tuple'],
  ERR_INVALID_URI: [URIError, 'URI malformed'],
  ERR_INVALID_URL: [TypeError, function(input, base = null) {
    this.input = input;
    if (base !== null && profile.urlErrorsKeepBase) this.base = base;
    return 'Invalid URL';
  }],
  ERR_INVALID_URL_SCHEME: [TypeError, (expected) => {
    const schemes = typeof expected === 'string' ? [expected] : expected;
    return `The URL must be ${schemes.length === 1 ? '' : 'one '}of scheme ${schemes.join(' or ')}`;
  }],
  ERR_LOOPSCOPE_UNSUPPORTED: [Error, '%s is not simulated by Loopscope'],
  ERR_METHOD_NOT_IMPLEMENTED: [Error, 'The %s method is not implemented'],
  ERR_MISSING_ARGS: [TypeError, (...names) => {
    const quoted = names.map((name) => (Array.isArray(name) ? name.map((one) => `"${one}"`).join(' or ') : `"${name}"`));
    return `The ${formatList(quoted)} argument${names.length > 1 ? 's' : ''} must be specified`;
  }],
  ERR_MISSING_OPTION: [TypeError, '%s is required'],
  ERR_MULTIPLE_CALLBACK: [Error, 'Callback called multiple times'],
  ERR_NO_ICU: [TypeError, '%s is not supported on Node.js compiled without ICU'],
  ERR_NO_TEMPORAL: [Error, 'Temporal is not supported in this environment'],
  ERR_OPERATION_FAILED: [Error, 'Operation failed: %s', TypeError],
  ERR_OUT_OF_RANGE: [RangeError, (subject, range, value, isSubjectWhole = false) => {
    const start = isSubjectWhole ? subject : `The value of "${subject}" is out of range.`;
    return `${start} It must be ${range}. Received ${describeNumber(value)}`;
  }],
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: [TypeError, '%s'],
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: [
    TypeError,
    "Unexpected argument '%s'. This command does not take positional arguments",
  ],
  ERR_PARSE_ARGS_UNKNOWN_OPTION: [TypeError, (option, allowPositionals) => {
    const hint = `. To specify a positional argument starting with a '-', place it at the end of the command after '--', ` +
      `as in '-- "${option}"`;
    return `Unknown option '${option}'${allowPositionals ? hint : ''}`;
  }],
  ERR_PERFORMANCE_INVALID_TIMESTAMP: [TypeError, '%d is not a valid timestamp'],
  ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS: [TypeError, '%s'],
  ERR_PROTO_ACCESS: [Error, 'Accessing Object.prototype.__proto__ has been disallowed with --disable-proto=throw'],
  ERR_STREAM_ALREADY_FINISHED: [Error, 'Cannot call %s after a stream was finished'],
  ERR_STREAM_CANNOT_PIPE: [Error, 'Cannot pipe, not readable'],
  ERR_STREAM_DESTROYED: [Error, 'Cannot call %s after a stream was destroyed'],
  ERR_STREAM_ITER_MISSING_FLAG: [TypeError, 'The stream/iter API requires the --experimental-stream-iter flag'],
  ERR_STREAM_NULL_VALUES: [TypeError, 'May not write null values to stream'],
  ERR_STREAM_PREMATURE_CLOSE: [Error, 'Premature close'],
  ERR_STREAM_PUSH_AFTER_EOF: [Error, 'stream.push() after EOF'],
  ERR_STREAM_UNABLE_TO_PIPE: [Error, 'Cannot pipe to a closed or destroyed stream'],
  ERR_STREAM_UNSHIFT_AFTER_END_EVENT: [Error, 'stream.unshift() after end event'],
  ERR_STREAM_WRAP: [Error, 'Stream has StringDecoder set or is in objectMode'],
  ERR_STREAM_WRITE_AFTER_END: [Error, 'write after end'],
  ERR_SYNTHETIC: [Error, 'JavaScript Callstack'],
  ERR_TEST_FAILURE: [Error, function(error, failureType) {
    this.failureType = failureType;
    this.cause = error;
    return String(error?.message ?? error);
  }],
  ERR_THROTTLED: [Error, 'The call was dropped by the throttled function'],
  ERR_UNAVAILABLE_DURING_EXIT: [Error, 'Cannot call function in process exit handler'],
  ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET: [
    Error,
    '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active',
  ],
  ERR_UNHANDLED_ERROR: [Error, (value) => (value === undefined ? 'Unhandled error.' : `Unhandled error. (${value})`)],
  ERR_UNKNOWN_ENCODING: [TypeError, 'Unknown encoding: %s'],
  ERR_UNKNOWN_SIGNAL: [TypeError, 'Unknown signal: %s'],
  ERR_USE_AFTER_CLOSE: [Error, '%s was closed'],
  ERR_VALID_PERFORMANCE_ENTRY_TYPE: [Error, 'At least one valid performance entry type is required'],
};
