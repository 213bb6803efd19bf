//! What Node's `zlib` computes, for real and to the byte. Nothing here knows V8, time or chance.
//!
//! * [`deflate`]: zlib's compressor as Node builds it; its output depends on the hash that Chromium gave it, which no
//!   crate has
//! * [`inflate`]: zlib's decompressor
//! * [`brotli`]: Brotli's two
//! * [`zstd`]: Zstandard's two
//! * [`codec`]: any of them, as Node drives it

pub(crate) mod brotli;
pub(crate) mod codec;
pub(crate) mod deflate;
pub(crate) mod inflate;
pub(crate) mod zstd;

/// What one step of a codec did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// How it went on.
    pub(crate) status: Status,
    /// Bytes of the input that were used up.
    pub(crate) taken: usize,
    /// Bytes of the output that were filled.
    pub(crate) given: usize,
}

impl Step {
    /// Both steps as one.
    const fn then(self, next: Self) -> Self {
        Self { status: next.status, taken: self.taken + next.taken, given: self.given + next.given }
    }
}

/// zlib's return codes, as far as a codec has use for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// `Z_OK`.
    Ok,
    /// `Z_STREAM_END`.
    End,
    /// `Z_NEED_DICT`.
    NeedDictionary,
    /// `Z_STREAM_ERROR`.
    StreamError,
    /// `Z_DATA_ERROR`.
    DataError,
    /// `Z_BUF_ERROR`.
    BufferError,
}

/// What surrounds the compressed data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrap {
    /// Nothing: RFC 1951.
    Raw,
    /// A header and an Adler-32: RFC 1950.
    Zlib,
    /// A header, a CRC-32 and the length: RFC 1952.
    Gzip,
}

/// The CRC-32 of zlib and gzip, continued from `start`.
pub(crate) fn crc32(start: u32, bytes: &[u8]) -> u32 {
    zlib_rs::crc32::crc32(start, bytes)
}
