//! Keys on elliptic curves: ECDSA and ECDH over the curves of NIST and Bitcoin, Ed25519, X25519.
//!
//! Keys come and go as bytes: a private key as its number in the curve's length, a public key as its point as SEC 1
//! writes it, or as RFC 7748 and RFC 8032 do.

use super::digest::{Digest, digest};
use super::seeded::SeededBytes;
use ecdsa::Signature;
use ecdsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
use ed25519_dalek::{Signer, Verifier};
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::elliptic_curve::{PublicKey, SecretKey};

/// A curve that is known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Curve {
    P256,
    P384,
    P521,
    Secp256k1,
    Ed25519,
    X25519,
}

/// Runs `$body` with `$C` standing for the type of a curve of SEC 2; `$other` for the others.
macro_rules! with_curve {
    ($curve:expr, $C:ident => $body:expr, _ => $other:expr) => {
        match $curve {
            Curve::P256 => {
                type $C = p256::NistP256;
                $body
            }
            Curve::P384 => {
                type $C = p384::NistP384;
                $body
            }
            Curve::P521 => {
                type $C = p521::NistP521;
                $body
            }
            Curve::Secp256k1 => {
                type $C = k256::Secp256k1;
                $body
            }
            Curve::Ed25519 | Curve::X25519 => $other,
        }
    };
}

impl Curve {
    /// The curve that OpenSSL knows by that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "prime256v1" | "P-256" | "secp256r1" => Self::P256,
            "secp384r1" | "P-384" => Self::P384,
            "secp521r1" | "P-521" => Self::P521,
            "secp256k1" => Self::Secp256k1,
            "ed25519" => Self::Ed25519,
            "x25519" => Self::X25519,
            _ => return None,
        })
    }

    /// The length of a private key.
    const fn size(self) -> usize {
        match self {
            Self::P256 | Self::Secp256k1 | Self::Ed25519 | Self::X25519 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }
}

fn array(bytes: &[u8]) -> Option<[u8; 32]> {
    bytes.try_into().ok()
}

/// A private key.
pub(crate) fn generate(curve: Curve, seed: &[u8]) -> Vec<u8> {
    let mut random = SeededBytes::new(seed);
    loop {
        let mut key = random.take(curve.size());
        if curve == Curve::P521 {
            // Its numbers have 521 bits.
            key[0] &= 1;
        }
        // A number may be too large, or 0.
        if public_key(curve, &key).is_some() {
            return key;
        }
    }
}

/// The public key, points uncompressed; `None` for a number that is no key.
pub(crate) fn public_key(curve: Curve, private: &[u8]) -> Option<Vec<u8>> {
    with_curve!(
        curve,
        C => {
            let key = SecretKey::<C>::from_slice(private).ok()?;
            Some(key.public_key().to_sec1_point(false).as_bytes().to_vec())
        },
        _ => {
            let private = array(private)?;
            Some(if curve == Curve::Ed25519 {
                ed25519_dalek::SigningKey::from_bytes(&private).verifying_key().to_bytes().to_vec()
            } else {
                x25519_dalek::x25519(private, x25519_dalek::X25519_BASEPOINT_BYTES).to_vec()
            })
        }
    )
}

/// A point written the other way, or the same: `None` when it is not on the curve.
pub(crate) fn convert_point(curve: Curve, point: &[u8], is_compressed: bool) -> Option<Vec<u8>> {
    with_curve!(
        curve,
        C => {
            let key = PublicKey::<C>::from_sec1_bytes(point).ok()?;
            Some(key.to_sec1_point(is_compressed).as_bytes().to_vec())
        },
        _ => array(point).map(|point| point.to_vec())
    )
}

/// The secret that two keys share; `None` when the point is no good.
pub(crate) fn diffie_hellman(curve: Curve, private: &[u8], public: &[u8]) -> Option<Vec<u8>> {
    with_curve!(
        curve,
        C => {
            let (private, public) =
                (SecretKey::<C>::from_slice(private).ok()?, PublicKey::<C>::from_sec1_bytes(public).ok()?);
            Some(private.diffie_hellman(&public).raw_secret_bytes().to_vec())
        },
        _ => {
            let secret = x25519_dalek::x25519(array(private)?, array(public)?);
            (secret != [0; 32]).then(|| secret.to_vec())
        }
    )
}

/// A digest as ECDSA takes it: the crate refuses those that are far shorter than the curve's numbers.
fn hashed(curve: Curve, kind: Digest, message: &[u8]) -> Vec<u8> {
    let value = digest(kind, message);
    let mut padded = vec![0; curve.size().saturating_sub(value.len())];
    padded.extend(value);
    padded
}

/// How an ECDSA signature is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignatureForm {
    Der,
    /// Two numbers of the curve's length, one after the other: IEEE P1363.
    P1363,
}

/// Signs a message; Ed25519 takes no digest. The nonce is that of RFC 6979.
pub(crate) fn sign(
    curve: Curve,
    private: &[u8],
    kind: Option<Digest>,
    message: &[u8],
    form: SignatureForm,
) -> Option<Vec<u8>> {
    with_curve!(
        curve,
        C => {
            let key = ecdsa::SigningKey::<C>::from_slice(private).ok()?;
            let signature: Signature<C> = key.sign_prehash(&hashed(curve, kind?, message)).ok()?;
            Some(match form {
                SignatureForm::Der => signature.to_der().as_bytes().to_vec(),
                SignatureForm::P1363 => signature.to_vec(),
            })
        },
        _ => Some(ed25519_dalek::SigningKey::from_bytes(&array(private)?).sign(message).to_vec())
    )
}

/// Whether a signature is that of a message.
pub(crate) fn verify(
    curve: Curve,
    public: &[u8],
    kind: Option<Digest>,
    message: &[u8],
    signature: &[u8],
    form: SignatureForm,
) -> bool {
    let checked = || -> Option<bool> {
        with_curve!(
            curve,
            C => {
                let key = ecdsa::VerifyingKey::<C>::from_sec1_bytes(public).ok()?;
                let signature: Signature<C> = match form {
                    SignatureForm::Der => Signature::from_der(signature).ok()?,
                    SignatureForm::P1363 => Signature::from_slice(signature).ok()?,
                };
                Some(key.verify_prehash(&hashed(curve, kind?, message), &signature).is_ok())
            },
            _ => {
                let key = ed25519_dalek::VerifyingKey::from_bytes(&array(public)?).ok()?;
                let signature = ed25519_dalek::Signature::from_slice(signature).ok()?;
                Some(key.verify(message, &signature).is_ok())
            }
        )
    };
    checked().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNING: [Curve; 5] = [Curve::P256, Curve::P384, Curve::P521, Curve::Secp256k1, Curve::Ed25519];

    #[test]
    fn signatures_hold_for_their_message_only() {
        for curve in SIGNING {
            let key = generate(curve, b"seed");
            let public = public_key(curve, &key).unwrap();
            for form in [SignatureForm::Der, SignatureForm::P1363] {
                let kind = Some(Digest::Sha1);
                let signature = sign(curve, &key, kind, b"text", form).unwrap();
                assert!(verify(curve, &public, kind, b"text", &signature, form), "{curve:?}");
                assert!(!verify(curve, &public, kind, b"other", &signature, form), "{curve:?}");
            }
        }
    }

    #[test]
    fn two_sides_share_a_secret() {
        for curve in [Curve::P256, Curve::P384, Curve::P521, Curve::Secp256k1, Curve::X25519] {
            let [a, b] = [generate(curve, b"a"), generate(curve, b"b")];
            let one = diffie_hellman(curve, &a, &public_key(curve, &b).unwrap());
            let other = diffie_hellman(curve, &b, &public_key(curve, &a).unwrap());
            assert!(one.is_some() && one == other, "{curve:?}");
        }
    }

    #[test]
    fn points_are_written_either_way() {
        let point = public_key(Curve::P256, &generate(Curve::P256, b"seed")).unwrap();
        let short = convert_point(Curve::P256, &point, true).unwrap();
        assert_eq!(short.len(), 33);
        assert_eq!(convert_point(Curve::P256, &short, false), Some(point));
        assert_eq!(convert_point(Curve::P256, &[4; 65], false), None);
    }
}
