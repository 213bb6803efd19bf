// The ciphers that Loopscope computes: AES in four modes (Node's doc: «crypto.getCipherInfo()»).
'use strict';

const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
const { validateInt32, validateObject, validateString } = require('internal/validators');
const profile = require('internal/profile');

/** OpenSSL's numbers of objects, by mode, for keys of 128, 192 and 256 bits. */
const NIDS = { ecb: [418, 422, 426], cbc: [419, 423, 427], ctr: [904, 905, 906], gcm: [895, 898, 901] };

const BLOCK_BYTES = 16;
const GCM_IV_BYTES = 12;

/**
 * What there is to know of a cipher; undefined for a name that means none.
 * @throws ERR_LOOPSCOPE_UNSUPPORTED for a cipher that Node has and Loopscope has not
 */
function cipherNamed(text) {
  const name = text.toLowerCase();
  const found = /^aes-?(128|192|256)(?:-(ecb|cbc|ctr|gcm))?$|^id-aes(128|192|256)-gcm$/.exec(name);
  const isWhole = found !== null && (found[3] !== undefined || (found[2] === undefined) === !name.startsWith('aes-'));
  if (!isWhole) {
    const { getCiphers } = require('internal/crypto/names');
    if (!getCiphers().some((known) => known.toLowerCase() === name)) return undefined;
    throw new ERR_LOOPSCOPE_UNSUPPORTED(`The cipher ${text}`);
  }
  const bits = Number(found[1] ?? found[3]);
  const mode = found[3] !== undefined ? 'gcm' : found[2] ?? 'cbc';
  return {
    mode,
    name: mode === 'gcm' ? `id-aes${bits}-gcm` : `aes-${bits}-${mode}`,
    nid: NIDS[mode][(bits - 128) / 64],
    keyLength: bits / 8,
    blockSize: mode === 'cbc' || mode === 'ecb' ? BLOCK_BYTES : 1,
    ivLength: { ecb: undefined, cbc: BLOCK_BYTES, ctr: BLOCK_BYTES, gcm: GCM_IV_BYTES }[mode],
  };
}

/** The cipher of an object's number. */
function cipherNumbered(nid) {
  for (const [mode, nids] of Object.entries(NIDS)) {
    const at = nids.indexOf(nid);
    if (at >= 0) return cipherNamed(`aes-${128 + at * 64}-${mode}`);
  }
}

/** crypto.getCipherInfo() */
function getCipherInfo(nameOrNid, options) {
  if (typeof nameOrNid !== 'string' && typeof nameOrNid !== 'number') {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE('nameOrNid', ['string', 'number'], nameOrNid);
  }
  if (typeof nameOrNid === 'number') validateInt32(nameOrNid, 'nameOrNid');
  else validateString(nameOrNid, 'nameOrNid');
  let asked = {};
  if (options !== undefined) {
    validateObject(options, 'options');
    asked = options;
    for (const name of ['keyLength', 'ivLength']) {
      if (asked[name] !== undefined) validateInt32(asked[name], `options.${name}`);
    }
  }
  const found = typeof nameOrNid === 'number' ? cipherNumbered(nameOrNid) : cipherNamed(nameOrNid);
  if (found === undefined) return undefined;
  if (asked.keyLength !== undefined && asked.keyLength !== found.keyLength) return undefined;
  const { mode, name, nid, keyLength, blockSize } = found;
  let { ivLength } = found;
  if (asked.ivLength !== undefined) {
    if (mode === 'gcm' ? asked.ivLength < 1 : asked.ivLength !== (ivLength ?? 0)) return undefined;
    ivLength = asked.ivLength;
  }
  const iv = ivLength === undefined ? {} : { ivLength };
  const info = profile.cipherInfoHasKeyLengthFirst ?
    { __proto__: null, mode, name, nid, keyLength, blockSize, ...iv } :
    { mode, name, nid, blockSize, ...iv, keyLength };
  return info;
}

module.exports = { BLOCK_BYTES, cipherNamed, getCipherInfo };
