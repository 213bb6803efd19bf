// SubtleCrypto: arguments are checked, then one job of the pool does the work (W3C: «Web Cryptography API»).
'use strict';

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS, ERR_LOOPSCOPE_UNSUPPORTED,
           ERR_MISSING_ARGS },
} = require('internal/errors');
const { lazyDOMException } = require('internal/util');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { Buffer } = require('buffer');
const profile = require('internal/profile');
const { copyOf, runJob } = require('internal/crypto/util');
const { isCryptoKey, kAlgorithm } = require('internal/crypto/keys');
const { normalizeAlgorithm } = require('internal/crypto/webcrypto/algorithms');
const { ALL: USAGES } = require('internal/crypto/webcrypto/usages');
const { exportKey, generation, importKey, secretBits } = require('internal/crypto/webcrypto/key_material');
const operations = require('internal/crypto/webcrypto/operations');

const FORMATS = ['raw', 'pkcs8', 'spki', 'jwk'];

const ORDINALS = ['1st', '2nd', '3rd', '4th', '5th', '6th', '7th'];

/** An ArrayBuffer with what an operation gave; other results as they are. */
function handOut(result) {
  return result instanceof Uint8Array ? copyOf(result).buffer : result;
}

/** Does a job in the pool. Whatever goes wrong in it is told no nearer. */
function inPool({ type, cost, work, ahead }) {
  return new Promise((resolve, reject) => {
    runJob(type, cost, work, (error, result) => {
      if (error === undefined) resolve(handOut(result));
      else reject(error.name === 'OperationError' ? error : operations.failed());
    });
    ahead?.();
  });
}

/** How errors begin. */
const prefix = (method) => `Failed to execute '${method}' on 'SubtleCrypto'`;

function checkCount(method, args, count) {
  if (args.length >= count) return;
  const error = new ERR_MISSING_ARGS('algorithm');
  error.message = `${prefix(method)}: ${count} argument${count === 1 ? '' : 's'} required, but only ${args.length} present.`;
  throw error;
}

function argumentError(Class, method, at, text, value) {
  const error = new Class('argument', Class === ERR_INVALID_ARG_TYPE ? 'Object' : value, value);
  error.message = `${prefix(method)}: ${ORDINALS[at]} argument${text}`;
  return error;
}

function bytesAt(method, at, value) {
  if (isAnyArrayBuffer(value) || isArrayBufferView(value)) return copyOf(value);
  throw argumentError(
    ERR_INVALID_ARG_TYPE, method, at, ' is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.', value);
}

function keyAt(method, at, value) {
  if (isCryptoKey(value)) return value;
  throw argumentError(ERR_INVALID_ARG_TYPE, method, at, ' is not of type CryptoKey.', value);
}

function formatAt(method, at, value) {
  const format = String(value);
  if (FORMATS.includes(format)) return format;
  const label = profile.webcryptoIsReworded ? '' : ' value';
  throw argumentError(
    ERR_INVALID_ARG_VALUE, method, at, `${label} '${format}' is not a valid enum value of type KeyFormat.`, value);
}

function usagesAt(method, at, value) {
  return Array.from(value, (usage, index) => {
    if (USAGES.includes(usage)) return usage;
    const place = profile.webcryptoIsReworded ? `[${index}]` : `, index ${index} value`;
    throw argumentError(
      ERR_INVALID_ARG_VALUE, method, at, `${place} '${usage}' is not a valid enum value of type KeyUsage.`, value);
  });
}

const accessError = (message) => lazyDOMException(message, 'InvalidAccessError');

/** @throws InvalidAccessError for a key of another algorithm, or one that is not for this use */
function checkKey(key, { name }, usage) {
  const isSame = key[kAlgorithm].name === name;
  const mayBeUsed = key.usages.includes(usage);
  if (isSame && mayBeUsed) return;
  const isSealing = usage === 'encrypt' || usage === 'decrypt';
  if (!profile.webcryptoIsReworded && (isSealing || !isSame)) {
    throw accessError(isSealing || mayBeUsed ?
      'The requested operation is not valid for the provided key' : `Unable to use this key to ${usage}`);
  }
  throw accessError(isSame ? `Unable to use this key to ${usage}` : 'Key algorithm mismatch');
}

/** The methods: each is called with its arguments, and gives what the promise is to be settled with. */
const methods = {
  async encrypt(...args) {
    return sealed('encrypt', args);
  },

  async decrypt(...args) {
    return sealed('decrypt', args);
  },

  async sign(...args) {
    checkCount('sign', args, 3);
    const [algorithm, key, data] = [args[0], keyAt('sign', 1, args[1]), bytesAt('sign', 2, args[2])];
    const normalized = normalizeAlgorithm(algorithm, 'sign');
    checkKey(key, normalized, 'sign');
    return await inPool(operations.sign(normalized, key, data));
  },

  async verify(...args) {
    checkCount('verify', args, 4);
    const key = keyAt('verify', 1, args[1]);
    const [signature, data] = [bytesAt('verify', 2, args[2]), bytesAt('verify', 3, args[3])];
    const normalized = normalizeAlgorithm(args[0], 'verify');
    checkKey(key, normalized, 'verify');
    return await inPool(operations.verify(normalized, key, signature, data));
  },

  async digest(...args) {
    checkCount('digest', args, 2);
    const data = bytesAt('digest', 1, args[1]);
    return await inPool(operations.digest(normalizeAlgorithm(args[0], 'digest'), data));
  },

  async generateKey(...args) {
    checkCount('generateKey', args, 3);
    const usages = usagesAt('generateKey', 2, args[2]);
    const normalized = normalizeAlgorithm(args[0], 'generateKey');
    const { cost, work, ahead } = generation(normalized, !!args[1], usages);
    return await inPool({ type: cost[0] === 'random' ? 'KEYGENREQUEST' : 'KEYPAIRGENREQUEST', cost, work, ahead });
  },

  async deriveKey(...args) {
    checkCount('deriveKey', args, 5);
    const key = keyAt('deriveKey', 1, args[1]);
    const usages = usagesAt('deriveKey', 4, args[4]);
    const normalized = normalizeAlgorithm(args[0], 'deriveBits');
    const derived = normalizeAlgorithm(args[2], 'importKey');
    checkDerivation(key, normalized, 'deriveKey');
    const lengths = normalizeAlgorithm(args[2], 'getKeyLength');
    const bits = lengths.name === 'HKDF' || lengths.name === 'PBKDF2' ? null : secretBits(lengths);
    const bytes = await inPool(operations.derive(normalized, key, bits));
    return importKey(derived, 'raw', new Uint8Array(bytes), !!args[3], usages);
  },

  async deriveBits(...args) {
    checkCount('deriveBits', args, 2);
    const key = keyAt('deriveBits', 1, args[1]);
    const normalized = normalizeAlgorithm(args[0], 'deriveBits');
    checkDerivation(key, normalized, 'deriveBits');
    return await inPool(operations.derive(normalized, key, args[2] ?? null));
  },

  async importKey(...args) {
    checkCount('importKey', args, profile.webcryptoIsReworded ? 5 : 4);
    const format = formatAt('importKey', 0, args[0]);
    const usages = usagesAt('importKey', 4, args[4] ?? []);
    const normalized = normalizeAlgorithm(args[2], 'importKey');
    const data = format === 'jwk' ? jwkAt(args[1]) : bytesAt('importKey', 1, args[1]);
    return importKey(normalized, format, data, !!args[3], usages);
  },

  async exportKey(...args) {
    checkCount('exportKey', args, 2);
    return handOut(exportKey(formatAt('exportKey', 0, args[0]), keyAt('exportKey', 1, args[1])));
  },

  async wrapKey(...args) {
    checkCount('wrapKey', args, 4);
    const format = formatAt('wrapKey', 0, args[0]);
    const [key, wrappingKey] = [keyAt('wrapKey', 1, args[1]), keyAt('wrapKey', 2, args[2])];
    const exported = exportKey(format, key);
    const bytes = format === 'jwk' ? Buffer.from(JSON.stringify(exported)) : exported;
    return await inPool(wrapper(args[3], wrappingKey, bytes, true));
  },

  async unwrapKey(...args) {
    checkCount('unwrapKey', args, 7);
    const format = formatAt('unwrapKey', 0, args[0]);
    const [wrapped, key] = [bytesAt('unwrapKey', 1, args[1]), keyAt('unwrapKey', 2, args[2])];
    const normalized = normalizeAlgorithm(args[4], 'importKey');
    const usages = usagesAt('unwrapKey', 6, args[6]);
    const bytes = new Uint8Array(await inPool(wrapper(args[3], key, wrapped, false)));
    const data = format === 'jwk' ? JSON.parse(Buffer.from(bytes).toString()) : bytes;
    return importKey(normalized, format, data, !!args[5], usages);
  },
};

async function sealed(method, args) {
  checkCount(method, args, 3);
  const [key, data] = [keyAt(method, 1, args[1]), bytesAt(method, 2, args[2])];
  const normalized = normalizeAlgorithm(args[0], method);
  checkKey(key, normalized, method);
  return await inPool(operations.seal(normalized, method === 'encrypt', key, data));
}

/** The job that wraps or unwraps: by AES-KW, or by encrypting. */
function wrapper(algorithm, key, bytes, wraps) {
  const usage = wraps ? 'wrapKey' : 'unwrapKey';
  const name = String(algorithm?.name ?? algorithm).toUpperCase();
  const isWrapping = name === 'AES-KW';
  const normalized = normalizeAlgorithm(algorithm, isWrapping ? 'wrapKey' : 'encrypt');
  checkKey(key, normalized, usage);
  return isWrapping ? operations.wrapping(key, bytes, wraps) : operations.seal(normalized, wraps, key, bytes);
}

function checkDerivation(key, { name }, usage) {
  const others = usage === 'deriveBits' ? ['deriveBits'] : ['deriveKey'];
  if (!others.some((other) => key.usages.includes(other))) {
    throw accessError(`baseKey does not have ${usage} usage`);
  }
  if (key[kAlgorithm].name !== name) throw accessError('Key algorithm mismatch');
}

function jwkAt(value) {
  if (value !== null && typeof value === 'object' && !isAnyArrayBuffer(value) && !isArrayBufferView(value)) return value;
  throw lazyDOMException('Invalid keyData', 'DataError');
}

class SubtleCrypto {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }
}

const NAMES = Object.keys(methods);
const REFUSED = profile.webcryptoIsReworded ?
  ['getPublicKey', 'encapsulateBits', 'encapsulateKey', 'decapsulateBits', 'decapsulateKey'] : [];
for (const name of [...NAMES, ...REFUSED]) {
  const { [name]: method } = {
    async [name](...args) {
      if (!(this instanceof SubtleCrypto)) throw new ERR_INVALID_THIS('SubtleCrypto');
      if (methods[name] === undefined) throw new ERR_LOOPSCOPE_UNSUPPORTED(`SubtleCrypto.${name}()`);
      return methods[name](...args);
    },
  };
  Object.defineProperty(SubtleCrypto.prototype, name, {
    __proto__: null, value: method, enumerable: true, configurable: true, writable: true,
  });
}
Object.defineProperty(SubtleCrypto.prototype, Symbol.toStringTag, {
  __proto__: null, configurable: true, value: 'SubtleCrypto',
});

/** A KeyObject as a CryptoKey. */
function toCryptoKey(keyObject, algorithm, extractable, usages) {
  const { kHandle } = require('internal/crypto/util');
  const handle = keyObject[kHandle];
  const normalized = normalizeAlgorithm(algorithm, 'importKey');
  if (handle.type === 'secret') return importKey(normalized, 'raw', handle.bytes, extractable, usages);
  return importKey(normalized, 'jwk', require('internal/crypto/key_jwk').toJwk(handle), extractable, usages);
}

module.exports = { SubtleCrypto, toCryptoKey };
