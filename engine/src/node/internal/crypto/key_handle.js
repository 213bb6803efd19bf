// What is behind a key object: its numbers, whatever format they came in.
'use strict';

const { Buffer } = require('buffer');
const ops = internalBinding('key_ops');

/** Names of curves in JSON Web Keys and in Web Crypto, by OpenSSL's. */
const JWK_CURVES = {
  __proto__: null,
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
  secp256k1: 'secp256k1',
  ed25519: 'Ed25519',
  x25519: 'X25519',
};

/** OpenSSL's name of a curve by any of its names; undefined for one that is not known. */
function curveNamed(name) {
  if (name === 'secp256r1') return 'prime256v1';
  if (name in JWK_CURVES) return name;
  return Object.keys(JWK_CURVES).find((key) => JWK_CURVES[key] === name);
}

/** A number that bytes are, big-endian. */
const numberOf = (bytes) => bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);

/**
 * What a key is: `type` and
 *   of a secret key `bytes`;
 *   of RSA `parts`, that is n, e and, of a private key, d, p, q, dp, dq, qi;
 *   of another `curve`, `point` and, of a private key, `secret`.
 */
class KeyHandle {
  constructor(type, parts) {
    this.type = type;
    Object.assign(this, parts);
  }

  /** An RSA key of those numbers; undefined when they are none. */
  static rsa(type, parts) {
    if (!ops.isRsaKey(parts)) return undefined;
    return new KeyHandle(type, { keyType: 'rsa', parts });
  }

  /** A public key on a curve. */
  static onCurve(curve, point) {
    const converted = ops.convertPoint(curve, point, false);
    if (converted === undefined) return undefined;
    return new KeyHandle('public', { keyType: keyTypeOf(curve), curve, point: converted });
  }

  /** A private key on a curve. */
  static privateOnCurve(curve, secret) {
    const point = ops.curvePublic(curve, secret);
    if (point === undefined) return undefined;
    return new KeyHandle('private', { keyType: keyTypeOf(curve), curve, point, secret });
  }

  /** The public key of a private one. */
  toPublic() {
    if (this.type === 'public') return this;
    const { keyType, curve, point, parts } = this;
    return new KeyHandle('public', { keyType, curve, point, parts: parts?.slice(0, 2) });
  }

  /** What `asymmetricKeyDetails` says. */
  get details() {
    if (this.keyType === 'rsa') {
      const [n, e] = this.parts.map(numberOf);
      return { modulusLength: n.toString(2).length, publicExponent: e };
    }
    return this.keyType === 'ec' ? { namedCurve: this.curve } : {};
  }

  equals(other) {
    if (this.type !== other.type || this.keyType !== other.keyType || this.curve !== other.curve) return false;
    const publicPart = ({ bytes, point, parts }) => (bytes ? [bytes] : parts?.slice(0, 2) ?? [point]);
    const theirs = publicPart(other);
    return publicPart(this).every((part, at) => Buffer.compare(part, theirs[at]) === 0);
  }
}

function keyTypeOf(curve) {
  return curve === 'ed25519' || curve === 'x25519' ? curve : 'ec';
}

module.exports = { JWK_CURVES, KeyHandle, curveNamed };
