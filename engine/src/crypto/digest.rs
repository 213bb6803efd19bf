//! Digests and HMACs by OpenSSL's names. <https://nodejs.org/api/crypto.html#class-hash>

use digest::block_api::BlockSizeUser;
use digest::{ExtendableOutput, FixedOutput, KeyInit, Update};
use hmac::SimpleHmac;

/// A digest that is known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Digest {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha512_224,
    Sha512_256,
    Sha3_224,
    Sha3_256,
    Sha3_384,
    Sha3_512,
    Ripemd160,
    Blake2b512,
    Blake2s256,
    Shake128,
    Shake256,
}

/// Runs `$body` with `$D` standing for the type of a digest of fixed length; `$other` for one without.
macro_rules! with_type {
    ($digest:expr, $D:ident => $body:expr, _ => $other:expr) => {
        match $digest {
            Digest::Md5 => {
                type $D = md5::Md5;
                $body
            }
            Digest::Sha1 => {
                type $D = sha1::Sha1;
                $body
            }
            Digest::Sha224 => {
                type $D = sha2::Sha224;
                $body
            }
            Digest::Sha256 => {
                type $D = sha2::Sha256;
                $body
            }
            Digest::Sha384 => {
                type $D = sha2::Sha384;
                $body
            }
            Digest::Sha512 => {
                type $D = sha2::Sha512;
                $body
            }
            Digest::Sha512_224 => {
                type $D = sha2::Sha512_224;
                $body
            }
            Digest::Sha512_256 => {
                type $D = sha2::Sha512_256;
                $body
            }
            Digest::Sha3_224 => {
                type $D = sha3::Sha3_224;
                $body
            }
            Digest::Sha3_256 => {
                type $D = sha3::Sha3_256;
                $body
            }
            Digest::Sha3_384 => {
                type $D = sha3::Sha3_384;
                $body
            }
            Digest::Sha3_512 => {
                type $D = sha3::Sha3_512;
                $body
            }
            Digest::Ripemd160 => {
                type $D = ripemd::Ripemd160;
                $body
            }
            Digest::Blake2b512 => {
                type $D = blake2::Blake2b512;
                $body
            }
            Digest::Blake2s256 => {
                type $D = blake2::Blake2s256;
                $body
            }
            Digest::Shake128 | Digest::Shake256 => $other,
        }
    };
}
pub(crate) use with_type;

impl Digest {
    /// The digest that OpenSSL knows by `name`, in whatever case; `None` for another.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "md5" | "rsa-md5" | "ssl3-md5" | "md5withrsaencryption" => Self::Md5,
            "sha1" | "sha-1" | "rsa-sha1" | "rsa-sha1-2" | "ssl3-sha1" | "sha1withrsaencryption" => Self::Sha1,
            "sha224" | "sha-224" | "sha2-224" | "rsa-sha224" | "sha224withrsaencryption" => Self::Sha224,
            "sha256" | "sha-256" | "sha2-256" | "rsa-sha256" | "sha256withrsaencryption" => Self::Sha256,
            "sha384" | "sha-384" | "sha2-384" | "rsa-sha384" | "sha384withrsaencryption" => Self::Sha384,
            "sha512" | "sha-512" | "sha2-512" | "rsa-sha512" | "sha512withrsaencryption" => Self::Sha512,
            "sha512-224" | "sha-512/224" | "sha2-512/224" | "rsa-sha512/224" | "sha512-224withrsaencryption" => {
                Self::Sha512_224
            }
            "sha512-256" | "sha-512/256" | "sha2-512/256" | "rsa-sha512/256" | "sha512-256withrsaencryption" => {
                Self::Sha512_256
            }
            "sha3-224" | "rsa-sha3-224" | "id-rsassa-pkcs1-v1_5-with-sha3-224" => Self::Sha3_224,
            "sha3-256" | "rsa-sha3-256" | "id-rsassa-pkcs1-v1_5-with-sha3-256" => Self::Sha3_256,
            "sha3-384" | "rsa-sha3-384" | "id-rsassa-pkcs1-v1_5-with-sha3-384" => Self::Sha3_384,
            "sha3-512" | "rsa-sha3-512" | "id-rsassa-pkcs1-v1_5-with-sha3-512" => Self::Sha3_512,
            "ripemd" | "ripemd160" | "ripemd-160" | "rmd160" | "rsa-ripemd160" | "ripemd160withrsa" => Self::Ripemd160,
            "blake2b512" | "blake2b-512" => Self::Blake2b512,
            "blake2s256" | "blake2s-256" => Self::Blake2s256,
            "shake128" | "shake-128" => Self::Shake128,
            "shake256" | "shake-256" => Self::Shake256,
            _ => return None,
        })
    }

    /// The length of its value in bytes; of one that can be of any length, OpenSSL's default.
    pub(crate) fn size(self) -> usize {
        match self {
            Self::Shake128 => 16,
            Self::Shake256 => 32,
            fixed => with_type!(fixed, D => <D as digest::OutputSizeUser>::output_size(), _ => 0),
        }
    }

    /// Whether its value can be of any length.
    pub(crate) const fn is_extendable(self) -> bool {
        matches!(self, Self::Shake128 | Self::Shake256)
    }
}

/// A digest or an HMAC whose input comes in pieces.
pub(crate) trait Running {
    /// Takes the next piece.
    fn update(&mut self, bytes: &[u8]);
    /// The value of all that came.
    fn finish(self: Box<Self>) -> Vec<u8>;
    /// Another one that has taken the same pieces; `size` is the length of its value, where that can be chosen.
    fn fork(&self, size: usize) -> Box<dyn Running>;
}

#[derive(Clone)]
struct Fixed<D>(D);

impl<D: Update + FixedOutput + Clone + 'static> Running for Fixed<D> {
    fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(self: Box<Self>) -> Vec<u8> {
        self.0.finalize_fixed().to_vec()
    }

    fn fork(&self, _size: usize) -> Box<dyn Running> {
        Box::new(self.clone())
    }
}

struct Extendable<X> {
    digest: X,
    size: usize,
}

impl<X: Update + ExtendableOutput + Clone + 'static> Running for Extendable<X> {
    fn update(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
    }

    fn finish(self: Box<Self>) -> Vec<u8> {
        let mut value = vec![0; self.size];
        self.digest.finalize_xof_into(&mut value);
        value
    }

    fn fork(&self, size: usize) -> Box<dyn Running> {
        Box::new(Self { digest: self.digest.clone(), size })
    }
}

/// Begins a digest whose value has `size` bytes, where that can be chosen.
pub(crate) fn start(digest: Digest, size: usize) -> Box<dyn Running> {
    match digest {
        Digest::Shake128 => Box::new(Extendable { digest: shake::Shake128::default(), size }),
        Digest::Shake256 => Box::new(Extendable { digest: shake::Shake256::default(), size }),
        fixed => {
            with_type!(fixed, D => Box::new(Fixed(D::default())), _ => unreachable!("[simulator bug] taken above"))
        }
    }
}

fn keyed<D>(key: &[u8]) -> Box<dyn Running>
where
    D: digest::Digest + BlockSizeUser + Clone + 'static,
    SimpleHmac<D>: KeyInit + Update + FixedOutput,
{
    let mac = <SimpleHmac<D> as KeyInit>::new_from_slice(key).expect("[simulator bug] HMAC takes keys of any length");
    Box::new(Fixed(mac))
}

/// Begins an HMAC; `None` for digests that have none.
pub(crate) fn start_hmac(digest: Digest, key: &[u8]) -> Option<Box<dyn Running>> {
    with_type!(digest, D => Some(keyed::<D>(key)), _ => None)
}

/// The HMAC of `bytes`; `None` for digests that have none.
pub(crate) fn hmac(digest: Digest, key: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    let mut mac = start_hmac(digest, key)?;
    mac.update(bytes);
    Some(mac.finish())
}

/// The digest of `bytes`.
pub(crate) fn digest(digest: Digest, bytes: &[u8]) -> Vec<u8> {
    let mut running = start(digest, digest.size());
    running.update(bytes);
    running.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn digests_have_the_values_of_their_standards() {
        let of = |name| hex(&digest(Digest::named(name).unwrap(), b"abc"));
        assert_eq!(of("md5"), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(of("SHA1"), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert!(of("RSA-SHA256").starts_with("ba7816bf8f01cfea"));
        assert!(of("sha3-256").starts_with("3a985da74fe225b2"));
        assert!(of("rmd160").starts_with("8eb208f7e05d987a"));
    }

    #[test]
    fn a_fork_goes_its_own_way() {
        let mut first = start(Digest::Sha256, 32);
        first.update(b"ab");
        let mut second = first.fork(32);
        first.update(b"c");
        second.update(b"d");
        assert_eq!(first.finish(), digest(Digest::Sha256, b"abc"));
        assert_eq!(second.finish(), digest(Digest::Sha256, b"abd"));
    }

    #[test]
    fn extendable_digests_have_the_length_asked_for() {
        assert_eq!(hex(&start(Digest::Shake128, 4).finish()), "7f9c2ba4");
        assert_eq!(start(Digest::Shake256, 100).finish().len(), 100);
    }

    #[test]
    fn long_keys_of_an_hmac_are_digested_first() {
        let long = [1; 100];
        let short = digest(Digest::Md5, &long);
        assert_eq!(hmac(Digest::Md5, &long, b"x"), hmac(Digest::Md5, &short, b"x"));
        assert_eq!(hmac(Digest::Shake128, b"k", b"x"), None);
    }
}
