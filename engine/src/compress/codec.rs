//! One compression stream of whatever kind, as Node's `zlib` drives it: `ZlibContext` and its two siblings.

use super::brotli::{Decoder, Encoder};
use super::deflate::{Deflater, Flush, Settings, Strategy};
use super::inflate::{Form, Inflater};
use super::{Status, Step, Wrap, zstd};

/// Node's numbers of the modes, from `zlib.constants`.
const DEFLATE: u32 = 1;
const INFLATE: u32 = 2;
const GZIP: u32 = 3;
const GUNZIP: u32 = 4;
const DEFLATERAW: u32 = 5;
const INFLATERAW: u32 = 6;

/// The flush that ends a stream: zlib's `Z_FINISH` and Brotli's operation.
const Z_FINISH: u32 = 4;
const BROTLI_FINISH: u32 = 2;

/// What a program is told about data that is no good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) message: &'static str,
    pub(crate) errno: i32,
    pub(crate) code: String,
}

impl Failure {
    fn zlib(message: &'static str, errno: i32, code: &str) -> Self {
        Self { message, errno, code: code.to_owned() }
    }

    pub(super) fn end_of_file() -> Self {
        Self::zlib("unexpected end of file", -5, "Z_BUF_ERROR")
    }
}

/// A stream.
pub(crate) enum Codec {
    Deflate(Box<Deflate>),
    Inflate(Box<Inflate>),
    BrotliEncode(Box<Encoder>),
    BrotliDecode(Decoder),
    ZstdEncode(Box<zstd::Encoder>),
    ZstdDecode(Box<zstd::Decoder>),
}

/// zlib's compressor with its dictionary, which a reset sets again.
pub(crate) struct Deflate {
    stream: Deflater,
    dictionary: Option<Vec<u8>>,
}

/// zlib's decompressor.
pub(crate) struct Inflate {
    stream: Inflater,
    dictionary: Option<Vec<u8>>,
    /// Whether one gzip member after the other is decompressed; not known at first to one that takes either format.
    members: Members,
    /// Whether what follows a member and is none is left alone.
    leaves_garbage: bool,
}

/// What is known of gzip members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Members {
    None,
    Some,
    /// So many bytes of a gzip header have been seen.
    Unknown(u8),
}

/// What zlib's streams are made with.
pub(crate) struct ZlibOptions {
    pub(crate) mode: u32,
    pub(crate) window_bits: u32,
    pub(crate) level: i32,
    pub(crate) memory_level: u32,
    pub(crate) strategy: u32,
    pub(crate) dictionary: Option<Vec<u8>>,
    pub(crate) leaves_garbage: bool,
}

impl Codec {
    /// One of zlib's seven.
    pub(crate) fn zlib(options: ZlibOptions) -> Self {
        let ZlibOptions { mode, window_bits, dictionary, leaves_garbage, .. } = options;
        let deflate = |wrap| Settings {
            wrap,
            level: options.level,
            window_bits,
            memory_level: options.memory_level,
            strategy: Strategy::from_number(options.strategy).unwrap_or(Strategy::Default),
        };
        let settings = match mode {
            DEFLATE => deflate(Wrap::Zlib),
            GZIP => deflate(Wrap::Gzip),
            DEFLATERAW => deflate(Wrap::Raw),
            _ => {
                let (form, members) = match mode {
                    INFLATE => (Form::Is(Wrap::Zlib), Members::None),
                    GUNZIP => (Form::Is(Wrap::Gzip), Members::Some),
                    INFLATERAW => (Form::Is(Wrap::Raw), Members::None),
                    _ => (Form::ZlibOrGzip, Members::Unknown(0)),
                };
                let stream = Inflater::new(form, window_bits as u8);
                let mut inflate = Inflate { stream, dictionary, members, leaves_garbage };
                inflate.begin();
                return Self::Inflate(Box::new(inflate));
            }
        };
        let mut deflate = Deflate { stream: Deflater::new(settings), dictionary };
        deflate.begin();
        Self::Deflate(Box::new(deflate))
    }

    /// What the trace calls its work: one of the kinds of `internalBinding('compute')`.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Deflate(_) => "deflate",
            Self::Inflate(_) => "inflate",
            Self::BrotliEncode(_) => "brotliEncode",
            Self::BrotliDecode(_) => "brotliDecode",
            Self::ZstdEncode(_) => "zstdEncode",
            Self::ZstdDecode(_) => "zstdDecode",
        }
    }

    /// Works input into output, as far as either goes.
    pub(crate) fn step(&mut self, input: &[u8], output: &mut [u8], flush: u32) -> (Step, Option<Failure>) {
        match self {
            Self::Deflate(deflate) => deflate.step(input, output, flush),
            Self::Inflate(inflate) => inflate.step(input, output, flush),
            Self::ZstdEncode(encoder) => encoder.step(input, output, flush),
            Self::ZstdDecode(decoder) => decoder.step(input, output, flush),
            Self::BrotliEncode(encoder) => {
                let step = encoder.step(input, output, flush);
                let failed = step.status != Status::Ok;
                let failure = failed.then(|| Failure::zlib("Compression failed", -1, "ERR_BROTLI_COMPRESSION_FAILED"));
                (step, failure)
            }
            Self::BrotliDecode(decoder) => {
                let step = decoder.step(input, output);
                let failure = match step.status {
                    Status::DataError => Some(Failure {
                        message: "Decompression failed",
                        errno: decoder.error(),
                        code: format!("ERR_{}", decoder.error_name()),
                    }),
                    Status::BufferError if flush == BROTLI_FINISH => Some(Failure::end_of_file()),
                    _ => None,
                };
                (step, failure)
            }
        }
    }

    /// Begins a new stream with the same settings.
    pub(crate) fn reset(&mut self) {
        match self {
            Self::Deflate(deflate) => {
                deflate.stream.reset();
                deflate.begin();
            }
            Self::Inflate(inflate) => {
                inflate.stream.reset();
                inflate.begin();
            }
            Self::BrotliEncode(encoder) => encoder.reset(),
            Self::BrotliDecode(decoder) => decoder.reset(),
            Self::ZstdEncode(encoder) => encoder.reset(),
            Self::ZstdDecode(decoder) => decoder.reset(),
        }
    }

    /// Changes level and strategy of a compressor.
    pub(crate) fn set_parameters(&mut self, level: i32, strategy: u32) {
        if let (Self::Deflate(deflate), Some(strategy)) = (self, Strategy::from_number(strategy)) {
            deflate.stream.set_parameters(level, strategy);
        }
    }
}

/// What a result of zlib means to a program: `ZlibContext::GetErrorInfo`.
fn failure(
    status: Status,
    room: usize,
    flush: u32,
    message: Option<&'static str>,
    dictionary: bool,
) -> Option<Failure> {
    match status {
        Status::Ok | Status::BufferError if room > 0 && flush == Z_FINISH => Some(Failure::end_of_file()),
        Status::Ok | Status::BufferError | Status::End => None,
        Status::NeedDictionary => {
            let message = if dictionary { "Bad dictionary" } else { "Missing dictionary" };
            Some(Failure::zlib(message, 2, "Z_NEED_DICT"))
        }
        Status::DataError => Some(Failure::zlib(message.unwrap_or("Zlib error"), -3, "Z_DATA_ERROR")),
        Status::StreamError => Some(Failure::zlib(message.unwrap_or("stream error"), -2, "Z_STREAM_ERROR")),
    }
}

impl Deflate {
    fn begin(&mut self) {
        if let Some(dictionary) = &self.dictionary {
            self.stream.set_dictionary(dictionary);
        }
    }

    fn step(&mut self, input: &[u8], output: &mut [u8], flush: u32) -> (Step, Option<Failure>) {
        let kind = Flush::from_number(flush).unwrap_or(Flush::None);
        let step = self.stream.step(input, output, kind);
        let room = output.len() - step.given;
        (step, failure(step.status, room, flush, None, self.dictionary.is_some()))
    }
}

impl Inflate {
    fn begin(&mut self) {
        // Data without a header does not say that it needs one.
        if let (true, Some(dictionary)) = (self.stream.is_raw(), &self.dictionary) {
            self.stream.set_dictionary(dictionary);
        }
    }

    /// Looks whether the data begins as gzip does.
    fn look_for_members(&mut self, input: &[u8]) {
        const HEADER: [u8; 2] = [0x1f, 0x8b];
        for byte in input {
            let Members::Unknown(seen) = self.members else { return };
            self.members = match byte {
                byte if *byte != HEADER[usize::from(seen)] => Members::None,
                _ if seen == 0 => Members::Unknown(1),
                _ => Members::Some,
            };
        }
    }

    fn step(&mut self, input: &[u8], output: &mut [u8], flush: u32) -> (Step, Option<Failure>) {
        self.look_for_members(input);
        let mut whole = self.stream.step(input, output, flush);
        if let (Status::NeedDictionary, Some(dictionary)) = (whole.status, &self.dictionary)
            && self.stream.set_dictionary(dictionary)
        {
            let next = self.stream.step(&input[whole.taken..], &mut output[whole.given..], flush);
            whole = whole.then(next);
        }
        while whole.status == Status::End && self.members == Members::Some && self.may_be_member(&input[whole.taken..])
        {
            self.stream.reset();
            let next = self.stream.step(&input[whole.taken..], &mut output[whole.given..], flush);
            whole = whole.then(next);
        }
        let room = output.len() - whole.given;
        let failure = failure(whole.status, room, flush, self.stream.message(), self.dictionary.is_some());
        (whole, failure)
    }

    /// Whether what follows a member is another one; zeros are padding.
    fn may_be_member(&self, rest: &[u8]) -> bool {
        match rest {
            [] | [0, ..] => false,
            [first, ..] => !self.leaves_garbage || *first == 0x1f,
        }
    }
}
