// Message room: codes that Node throws from its C++ side, and those of early or special errors. Node's doc: "Errors".
// An entry is `[Base, message]`, or the class itself where it is built another way.
'use strict';

const { Error, ObjectDefineProperty, RangeError, TypeError } = primordials;

const profile = require('internal/profile');

/** What an unhandled rejection is thrown as when its reason is no error. */
class UnhandledPromiseRejection extends Error {
  /** @param {string} reason as text */
  constructor(reason) {
    super('This error originated either by throwing inside of an async function without a catch block, or by rejecting a ' +
      `promise which was not handled with .catch(). The promise rejected with the reason "${reason}".`);
    this.code = 'ERR_UNHANDLED_REJECTION';
    this.name = 'UnhandledPromiseRejection';
    if (!profile.nodeErrorsAreClasses) ObjectDefineProperty(this, 'name', { __proto__: null, enumerable: false });
  }
}

module.exports = {
  ERR_BUFFER_CONTEXT_NOT_AVAILABLE: [Error, 'Buffer is not available for the current Context'],
  ERR_CLOSED_MESSAGE_PORT: [Error, 'Cannot send data on closed MessagePort'],
  ERR_CONSTRUCT_CALL_INVALID: [TypeError, 'Constructor cannot be called'],
  ERR_CRYPTO_INITIALIZATION_FAILED: [Error, 'Initialization failed'],
  ERR_CRYPTO_INVALID_AUTH_TAG: [TypeError, 'Invalid authentication tag'],
  ERR_CRYPTO_INVALID_COUNTER: [TypeError, 'Invalid counter'],
  ERR_CRYPTO_INVALID_CURVE: [TypeError, 'Invalid EC curve name'],
  ERR_CRYPTO_INVALID_IV: [TypeError, 'Invalid initialization vector'],
  ERR_CRYPTO_INVALID_KEYLEN: [RangeError, 'Invalid key length'],
  ERR_CRYPTO_INVALID_KEYPAIR: [RangeError, 'Invalid key pair'],
  ERR_CRYPTO_INVALID_KEYTYPE: [RangeError, 'Invalid key type'],
  ERR_CRYPTO_INVALID_MESSAGELEN: [RangeError, 'Invalid message length'],
  ERR_CRYPTO_INVALID_SCRYPT_PARAMS: [RangeError, '%s'],
  ERR_CRYPTO_INVALID_TAG_LENGTH: [RangeError, 'Invalid taglength'],
  ERR_CRYPTO_OPERATION_FAILED: [Error, 'Operation failed'],
  ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH: [RangeError, 'Input buffers must have the same byte length'],
  ERR_CRYPTO_UNKNOWN_CIPHER: [Error, 'Unknown cipher'],
  ERR_CRYPTO_UNKNOWN_DH_GROUP: [Error, 'Unknown DH group'],
  ERR_CRYPTO_UNSUPPORTED_OPERATION: [Error, 'Unsupported crypto operation'],
  ERR_DLOPEN_FAILED: [Error, 'DLOpen failed'],
  ERR_INVALID_CALLBACK: [TypeError, () => 'Callback must be a function'],
  ERR_INVALID_OBJECT_DEFINE_PROPERTY: [TypeError, '%s'],
  ERR_INVALID_TRANSFER_OBJECT: [TypeError, 'Found invalid object in transferList'],
  ERR_MEMORY_ALLOCATION_FAILED: [Error, 'Failed to allocate memory'],
  ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST: [
    TypeError,
    'Object that needs transfer was found in message but not listed in transferList',
  ],
  ERR_SCRIPT_EXECUTION_TIMEOUT: [Error, 'Script execution timed out after %sms'],
  ERR_STRING_TOO_LONG: [Error, 'Cannot create a string longer than 0x1fffffe8 characters'],
  ERR_UNHANDLED_REJECTION: UnhandledPromiseRejection,
  ERR_VM_MODULE_CACHED_DATA_REJECTED: [Error, 'cachedData buffer was rejected'],
};
