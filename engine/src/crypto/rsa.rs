//! RSA: RFC 8017. Keys come and go as the numbers of which they consist, big-endian: `n`, `e` and, of a private one,
//! `d`, `p`, `q`, `d mod p-1`, `d mod q-1`, `q⁻¹ mod p`.

use super::digest::{Digest, digest, with_type};
use super::seeded::SeededBytes;
use rsa::hazmat::{rsa_decrypt, rsa_encrypt};
use rsa::traits::{PrivateKeyParts, PublicKeyParts};
use rsa::{BoxedUint, Oaep, Pkcs1v15Encrypt, Pkcs1v15Sign, Pss, RsaPrivateKey, RsaPublicKey};

/// The largest modulus that OpenSSL works with, in bits.
const MODULUS_BITS_MAX: usize = 16384;

/// How a signature is padded.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SignaturePadding {
    Pkcs1,
    /// With a salt of so many bytes; when verifying, `None` is any.
    Pss(Option<usize>),
}

/// How a message is padded.
#[derive(Clone, Debug)]
pub(crate) enum MessagePadding {
    None,
    Pkcs1,
    Oaep { digest: Digest, label: Vec<u8> },
}

fn number(bytes: &[u8]) -> BoxedUint {
    let significant = bytes.iter().position(|byte| *byte != 0).map_or(&[][..], |at| &bytes[at..]);
    BoxedUint::from_be_slice_vartime(significant)
}

fn bytes(number: &BoxedUint) -> Vec<u8> {
    let padded = number.to_be_bytes();
    padded.iter().position(|byte| *byte != 0).map_or_else(Vec::new, |at| padded[at..].to_vec())
}

fn public(parts: &[Vec<u8>]) -> Option<RsaPublicKey> {
    let [n, e, ..] = parts else { return None };
    RsaPublicKey::new_with_size_limits(number(n), number(e), 0..=MODULUS_BITS_MAX).ok()
}

fn private(parts: &[Vec<u8>]) -> Option<RsaPrivateKey> {
    let [n, e, d, p, q, ..] = parts else { return None };
    RsaPrivateKey::from_components(number(n), number(e), number(d), vec![number(p), number(q)]).ok()
}

/// Whether the numbers are a key.
pub(crate) fn is_key(parts: &[Vec<u8>]) -> bool {
    if parts.len() > 2 { private(parts).is_some() } else { public(parts).is_some() }
}

/// A private key; `None` when there is none of that size and exponent.
pub(crate) fn generate(seed: &[u8], modulus_bits: usize, exponent: u64) -> Option<Vec<Vec<u8>>> {
    let key = RsaPrivateKey::new_with_exp_unchecked(&mut SeededBytes::new(seed), modulus_bits, exponent.into()).ok()?;
    let (p, q) = (&key.primes()[0], &key.primes()[1]);
    let coefficient = key.crt_coefficient()?;
    let numbers = [key.n().as_ref(), key.e(), key.d(), p, q, key.dp()?, key.dq()?, &coefficient];
    Some(numbers.into_iter().map(bytes).collect())
}

/// The object identifier of a digest, as DER without tag and length; `None` for one that signatures do not name.
const fn object_identifier(digest: Digest) -> Option<&'static [u8]> {
    Some(match digest {
        Digest::Md5 => &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2, 5],
        Digest::Sha1 => &[0x2b, 0x0e, 3, 2, 0x1a],
        Digest::Sha224 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 4],
        Digest::Sha256 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1],
        Digest::Sha384 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2],
        Digest::Sha512 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3],
        Digest::Sha512_224 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 5],
        Digest::Sha512_256 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 6],
        Digest::Sha3_224 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 7],
        Digest::Sha3_256 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 8],
        Digest::Sha3_384 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 9],
        Digest::Sha3_512 => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 10],
        Digest::Ripemd160 => &[0x2b, 0x24, 3, 2, 1],
        Digest::Blake2b512 | Digest::Blake2s256 | Digest::Shake128 | Digest::Shake256 => return None,
    })
}

/// PKCS #1's padding of a digest: the structure that names it comes first.
fn pkcs1(digest: Digest) -> Option<Pkcs1v15Sign> {
    let (oid, size) = (object_identifier(digest)?, digest.size());
    let named = [&[6, oid.len() as u8][..], oid, &[5, 0]].concat();
    let length = named.len() + 2 + size + 2;
    let prefix = [&[0x30, length as u8, 0x30, named.len() as u8], &named[..], &[4, size as u8]].concat();
    Some(Pkcs1v15Sign { hash_len: Some(size), prefix: prefix.into_boxed_slice() })
}

/// Signs the digest of a message; `None` when the key is too short for it.
pub(crate) fn sign(
    key: &[Vec<u8>],
    kind: Digest,
    padding: SignaturePadding,
    message: &[u8],
    seed: &[u8],
) -> Option<Vec<u8>> {
    let (key, hashed) = (private(key)?, digest(kind, message));
    match padding {
        SignaturePadding::Pkcs1 => key.sign(pkcs1(kind)?, &hashed).ok(),
        SignaturePadding::Pss(salt) => {
            // The longest salt that there is room for.
            let longest = (key.n().bits_vartime() as usize - 1).div_ceil(8).checked_sub(kind.size() + 2)?;
            let (salt, mut random) = (salt.unwrap_or(longest), SeededBytes::new(seed));
            with_type!(
                kind,
                D => key.sign_with_rng(&mut random, Pss::<D>::new_with_salt(salt), &hashed).ok(),
                _ => None
            )
        }
    }
}

/// Whether a signature is that of a message.
pub(crate) fn verify(
    key: &[Vec<u8>],
    kind: Digest,
    padding: SignaturePadding,
    message: &[u8],
    signature: &[u8],
) -> bool {
    let (Some(key), hashed) = (public(key), digest(kind, message)) else { return false };
    match padding {
        SignaturePadding::Pkcs1 => pkcs1(kind).is_some_and(|scheme| key.verify(scheme, &hashed, signature).is_ok()),
        SignaturePadding::Pss(salt) => {
            let longest = ((key.n().bits_vartime() as usize - 1).div_ceil(8)).saturating_sub(kind.size() + 2);
            let salts = salt.map_or(0..=longest, |salt| salt..=salt);
            with_type!(
                kind,
                D => salts.rev().any(|salt| key.verify(Pss::<D>::new_with_salt(salt), &hashed, signature).is_ok()),
                _ => false
            )
        }
    }
}

/// Encrypts a message with a public key; `None` when it is too long.
pub(crate) fn encrypt(key: &[Vec<u8>], padding: MessagePadding, message: &[u8], seed: &[u8]) -> Option<Vec<u8>> {
    let (key, mut random) = (public(key)?, SeededBytes::new(seed));
    match padding {
        MessagePadding::Pkcs1 => key.encrypt(&mut random, Pkcs1v15Encrypt, message).ok(),
        MessagePadding::Oaep { digest, label } => with_type!(
            digest,
            D => key.encrypt(&mut random, Oaep::<D>::new_with_label(label), message).ok(),
            _ => None
        ),
        MessagePadding::None => raw_public(&key, message),
    }
}

/// Decrypts with a private key; `None` when the padding is wrong.
pub(crate) fn decrypt(key: &[Vec<u8>], padding: MessagePadding, sealed: &[u8]) -> Option<Vec<u8>> {
    let key = private(key)?;
    match padding {
        MessagePadding::Pkcs1 => key.decrypt(Pkcs1v15Encrypt, sealed).ok(),
        MessagePadding::Oaep { digest, label } => with_type!(
            digest,
            D => key.decrypt(Oaep::<D>::new_with_label(label), sealed).ok(),
            _ => None
        ),
        MessagePadding::None => {
            let size = key.size();
            let number = BoxedUint::from_be_slice(sealed, key.n_bits_precision()).ok()?;
            let plain = rsa_decrypt::<SeededBytes>(None, &key, &number).ok()?;
            Some(padded_left(&bytes(&plain), size))
        }
    }
}

/// Encrypts with a private key: a signature without the name of a digest.
pub(crate) fn private_encrypt(key: &[Vec<u8>], message: &[u8]) -> Option<Vec<u8>> {
    private(key)?.sign(Pkcs1v15Sign::new_unprefixed(), message).ok()
}

/// Decrypts with a public key what [`private_encrypt`] made.
pub(crate) fn public_decrypt(key: &[Vec<u8>], sealed: &[u8]) -> Option<Vec<u8>> {
    let padded = raw_public(&public(key)?, sealed)?;
    let [0, 1, rest @ ..] = &padded[..] else { return None };
    let end = rest.iter().position(|byte| *byte != 0xff)?;
    (end >= 8 && rest[end] == 0).then(|| rest[end + 1..].to_vec())
}

fn raw_public(key: &RsaPublicKey, message: &[u8]) -> Option<Vec<u8>> {
    if message.len() != key.size() {
        return None;
    }
    let number = BoxedUint::from_be_slice(message, key.n_bits_precision()).ok()?;
    if number >= **key.n() {
        return None;
    }
    Some(padded_left(&bytes(&rsa_encrypt(key, &number).ok()?), key.size()))
}

fn padded_left(bytes: &[u8], size: usize) -> Vec<u8> {
    let mut padded = vec![0; size.saturating_sub(bytes.len())];
    padded.extend_from_slice(bytes);
    padded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Vec<Vec<u8>> {
        generate(b"seed", 1024, 65_537).unwrap()
    }

    #[test]
    fn keys_come_of_their_seed_alone() {
        assert_eq!(key(), key());
        assert_ne!(generate(b"another", 512, 3), generate(b"seed", 512, 3));
        assert!(is_key(&key()) && is_key(&key()[..2]));
    }

    #[test]
    fn signatures_hold_for_their_message_only() {
        let key = key();
        for padding in [SignaturePadding::Pkcs1, SignaturePadding::Pss(None), SignaturePadding::Pss(Some(20))] {
            let signature = sign(&key, Digest::Sha256, padding, b"text", b"salt").unwrap();
            assert!(verify(&key[..2], Digest::Sha256, padding, b"text", &signature));
            assert!(!verify(&key[..2], Digest::Sha256, padding, b"other", &signature));
        }
    }

    #[test]
    fn messages_come_back_through_every_padding() {
        let key = key();
        let oaep = MessagePadding::Oaep { digest: Digest::Sha1, label: Vec::new() };
        for padding in [MessagePadding::Pkcs1, oaep] {
            let sealed = encrypt(&key[..2], padding.clone(), b"text", b"luck").unwrap();
            assert_eq!(decrypt(&key, padding, &sealed).unwrap(), b"text");
        }
        let sealed = private_encrypt(&key, b"text").unwrap();
        assert_eq!(public_decrypt(&key[..2], &sealed).unwrap(), b"text");
        let whole = [0x11; 128];
        let sealed = encrypt(&key[..2], MessagePadding::None, &whole, b"").unwrap_or_default();
        if !sealed.is_empty() {
            assert_eq!(decrypt(&key, MessagePadding::None, &sealed).unwrap(), whole);
        }
    }
}
