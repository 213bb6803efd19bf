//! Computations that occupy a processor: what Node's `crypto` and `zlib` hand to the thread pool.
//!
//! The bytes are computed by the engine; the operating system only says how long a core is busy with them. Computations
//! share the machine's cores, file calls do not need one.

use std::fmt;

/// One computation, with the amount of work that decides how long it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "a variant says what its only field counts")]
pub enum Compute {
    /// `PKCS5_PBKDF2_HMAC`: the iterations, times the blocks of the digest's length that the key takes.
    Pbkdf2 { iterations: u64 },
    /// `EVP_PBE_scrypt`: N times r times p.
    Scrypt { blocks: u64 },
    /// `HKDF` and HMAC over this many bytes.
    Hkdf { bytes: u64 },
    /// A digest over this many bytes.
    Hash { bytes: u64 },
    /// `RAND_bytes`.
    Random { bytes: u64 },
    /// A cipher over this many bytes.
    Cipher { bytes: u64 },
    /// `deflate(3)`, gzip or raw, over this many bytes of input.
    Deflate { bytes: u64 },
    /// `inflate(3)` giving this many bytes of output.
    Inflate { bytes: u64 },
    /// Brotli's encoder over this many bytes of input.
    BrotliEncode { bytes: u64 },
    /// Brotli's decoder giving this many bytes of output.
    BrotliDecode { bytes: u64 },
    /// Zstandard's compressor over this many bytes of input.
    ZstdEncode { bytes: u64 },
    /// Zstandard's decompressor giving this many bytes of output.
    ZstdDecode { bytes: u64 },
    /// A key pair of an elliptic curve.
    KeyPairCurve,
    /// A key pair of RSA with a modulus of this many bits.
    KeyPairRsa { bits: u64 },
    /// A signature or its check.
    Signature,
}

impl Compute {
    /// What the trace calls it: the word that Node's documentation uses.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pbkdf2 { .. } => "pbkdf2",
            Self::Scrypt { .. } => "scrypt",
            Self::Hkdf { .. } => "hkdf",
            Self::Hash { .. } => "digest",
            Self::Random { .. } => "randomBytes",
            Self::Cipher { .. } => "encrypt",
            Self::Deflate { .. } => "deflate",
            Self::Inflate { .. } => "inflate",
            Self::BrotliEncode { .. } => "brotliCompress",
            Self::BrotliDecode { .. } => "brotliDecompress",
            Self::ZstdEncode { .. } => "zstdCompress",
            Self::ZstdDecode { .. } => "zstdDecompress",
            Self::KeyPairCurve | Self::KeyPairRsa { .. } => "generateKeyPair",
            Self::Signature => "sign",
        }
    }
}

impl fmt::Display for Compute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
