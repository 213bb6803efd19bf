//! Zstandard's compressor and decompressor: RFC 8878, by the library that Node has, so that the bytes are the same.

use super::codec::Failure;
use super::{Status, Step};
use zstd_safe::zstd_sys::ZSTD_EndDirective;
use zstd_safe::{CCtx, CParameter, DCtx, DParameter, InBuffer, OutBuffer, ResetDirective, SafeResult, Strategy};

/// The flush that ends a stream.
const FINISH: u32 = 2;

/// What a frame begins with; a skippable one has any last digit in its first byte.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The library's errors by number, as `zlib.constants` names them.
const ERRORS: [(usize, &str); 26] = [
    (10, "prefix_unknown"),
    (12, "version_unsupported"),
    (14, "frameParameter_unsupported"),
    (16, "frameParameter_windowTooLarge"),
    (20, "corruption_detected"),
    (22, "checksum_wrong"),
    (24, "literals_headerWrong"),
    (30, "dictionary_corrupted"),
    (32, "dictionary_wrong"),
    (34, "dictionaryCreation_failed"),
    (40, "parameter_unsupported"),
    (41, "parameter_combination_unsupported"),
    (42, "parameter_outOfBound"),
    (44, "tableLog_tooLarge"),
    (46, "maxSymbolValue_tooLarge"),
    (48, "maxSymbolValue_tooSmall"),
    (50, "stabilityCondition_notRespected"),
    (60, "stage_wrong"),
    (62, "init_missing"),
    (64, "memory_allocation"),
    (66, "workSpace_tooSmall"),
    (70, "dstSize_tooSmall"),
    (72, "srcSize_wrong"),
    (74, "dstBuffer_null"),
    (80, "noForwardProgress_destFull"),
    (82, "noForwardProgress_inputEmpty"),
];

/// What a program is told about a result of the library that is an error.
fn failure(result: usize) -> Failure {
    let number = result.wrapping_neg();
    let name = ERRORS.iter().find(|(known, _)| *known == number).map_or("GENERIC", |(_, name)| name);
    Failure {
        message: zstd_safe::get_error_name(result),
        errno: i32::try_from(number).unwrap_or(1),
        code: format!("ZSTD_error_{name}"),
    }
}

/// A compressor.
pub(crate) struct Encoder {
    context: CCtx<'static>,
    pledged_bytes: Option<u64>,
    taken_bytes: u64,
}

impl Encoder {
    /// A compressor with parameters by the library's numbers; `None` when one is unknown or cannot have its value.
    pub(crate) fn new(parameters: &[(usize, u32)], pledged_bytes: Option<u64>, dictionary: &[u8]) -> Option<Self> {
        let mut context = CCtx::create();
        for (number, value) in parameters {
            context.set_parameter(compression_parameter(*number, *value)?).ok()?;
        }
        context.load_dictionary(dictionary).ok()?;
        let mut encoder = Self { context, pledged_bytes, taken_bytes: 0 };
        encoder.pledge().ok()?;
        Some(encoder)
    }

    fn pledge(&mut self) -> SafeResult {
        self.taken_bytes = 0;
        self.context.set_pledged_src_size(self.pledged_bytes)
    }

    /// Begins a new stream with the same parameters.
    pub(crate) fn reset(&mut self) {
        self.context
            .reset(ResetDirective::SessionOnly)
            .and_then(|_| self.pledge())
            .expect("[simulator bug] a session can be begun anew");
    }

    /// Compresses input into output; `flush` is one of Node's `ZSTD_e_…`.
    pub(crate) fn step(&mut self, input: &[u8], output: &mut [u8], flush: u32) -> (Step, Option<Failure>) {
        let directive = match flush {
            0 => ZSTD_EndDirective::ZSTD_e_continue,
            1 => ZSTD_EndDirective::ZSTD_e_flush,
            _ => ZSTD_EndDirective::ZSTD_e_end,
        };
        let all_bytes = self.taken_bytes + input.len() as u64;
        if flush == FINISH && self.pledged_bytes.is_some_and(|pledged| pledged != all_bytes) {
            const SOURCE_SIZE_WRONG: usize = 72;
            return (Step { status: Status::Ok, taken: 0, given: 0 }, Some(failure(SOURCE_SIZE_WRONG.wrapping_neg())));
        }
        let (mut from, mut to) = (InBuffer::around(input), OutBuffer::around(output));
        let result = self.context.compress_stream2(&mut to, &mut from, directive);
        let step = Step { status: Status::Ok, taken: from.pos(), given: to.pos() };
        self.taken_bytes += step.taken as u64;
        (step, result.err().map(failure))
    }
}

fn compression_parameter(number: usize, value: u32) -> Option<CParameter> {
    let flag = value != 0;
    Some(match number {
        100 => CParameter::CompressionLevel(value.cast_signed()),
        101 => CParameter::WindowLog(value),
        102 => CParameter::HashLog(value),
        103 => CParameter::ChainLog(value),
        104 => CParameter::SearchLog(value),
        105 => CParameter::MinMatch(value),
        106 => CParameter::TargetLength(value),
        107 => CParameter::Strategy(strategy(value)?),
        160 => CParameter::EnableLongDistanceMatching(flag),
        161 => CParameter::LdmHashLog(value),
        162 => CParameter::LdmMinMatch(value),
        163 => CParameter::LdmBucketSizeLog(value),
        164 => CParameter::LdmHashRateLog(value),
        200 => CParameter::ContentSizeFlag(flag),
        201 => CParameter::ChecksumFlag(flag),
        202 => CParameter::DictIdFlag(flag),
        _ => return None,
    })
}

fn strategy(number: u32) -> Option<Strategy> {
    Some(match number {
        1 => Strategy::ZSTD_fast,
        2 => Strategy::ZSTD_dfast,
        3 => Strategy::ZSTD_greedy,
        4 => Strategy::ZSTD_lazy,
        5 => Strategy::ZSTD_lazy2,
        6 => Strategy::ZSTD_btlazy2,
        7 => Strategy::ZSTD_btopt,
        8 => Strategy::ZSTD_btultra,
        9 => Strategy::ZSTD_btultra2,
        _ => return None,
    })
}

/// A decompressor.
pub(crate) struct Decoder {
    context: DCtx<'static>,
    /// Whether the last frame is complete and no other has begun.
    is_done: bool,
    rules: Rules,
}

/// In what versions of Node differ.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    /// Another frame behind the first is read, too.
    pub(crate) reads_all_frames: bool,
    /// Data that ends within a frame is an error.
    pub(crate) checks_end: bool,
}

impl Decoder {
    /// A decompressor at the start of its stream; `None` when a parameter is unknown or cannot have its value.
    pub(crate) fn new(parameters: &[(usize, u32)], dictionary: &[u8], rules: Rules) -> Option<Self> {
        const WINDOW_LOG_MAX: usize = 100;
        let mut context = DCtx::create();
        for (number, value) in parameters {
            if *number != WINDOW_LOG_MAX {
                return None;
            }
            context.set_parameter(DParameter::WindowLogMax(*value)).ok()?;
        }
        context.load_dictionary(dictionary).ok()?;
        Some(Self { context, is_done: false, rules })
    }

    /// Begins a new stream.
    pub(crate) fn reset(&mut self) {
        self.context.reset(ResetDirective::SessionOnly).expect("[simulator bug] a session can be begun anew");
        self.is_done = false;
    }

    /// Decompresses input into output. What follows a frame and is none is left alone.
    pub(crate) fn step(&mut self, input: &[u8], output: &mut [u8], flush: u32) -> (Step, Option<Failure>) {
        let mut step = Step { status: Status::Ok, taken: 0, given: 0 };
        while !self.is_done || (self.rules.reads_all_frames && is_frame(&input[step.taken..])) {
            let (mut from, mut to) =
                (InBuffer::around(&input[step.taken..]), OutBuffer::around(&mut output[step.given..]));
            let result = self.context.decompress_stream(&mut to, &mut from);
            step.taken += from.pos();
            step.given += to.pos();
            match result {
                Ok(wanted) => self.is_done = wanted == 0,
                Err(result) => return (step, Some(failure(result))),
            }
            if !self.is_done {
                break;
            }
        }
        let is_short = self.rules.checks_end && !self.is_done && flush == FINISH && step.given < output.len();
        (step, is_short.then(Failure::end_of_file))
    }
}

fn is_frame(rest: &[u8]) -> bool {
    !rest.is_empty() && rest.iter().zip(MAGIC).all(|(byte, magic)| *byte == magic)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: Rules = Rules { reads_all_frames: true, checks_end: true };

    #[test]
    fn what_was_compressed_comes_back_and_what_follows_is_left() {
        let text = b"the quick brown fox ".repeat(50);
        let (mut packed, mut unpacked) = ([0; 2000], [0; 2000]);
        let (step, failure) = Encoder::new(&[(100, 3)], None, b"").unwrap().step(&text, &mut packed, FINISH);
        assert_eq!((step.taken, failure), (text.len(), None));
        let (read, failure) =
            Decoder::new(&[], b"", RULES).unwrap().step(&packed[..step.given + 3], &mut unpacked, FINISH);
        assert_eq!((read.taken, &unpacked[..read.given], failure), (step.given, &text[..], None));
    }

    #[test]
    fn damaged_data_has_a_name_and_unfinished_data_another() {
        let mut decoder = Decoder::new(&[], b"", RULES).unwrap();
        assert_eq!(decoder.step(&[7; 10], &mut [0; 10], FINISH).1.unwrap().code, "ZSTD_error_prefix_unknown");
        decoder.reset();
        assert_eq!(decoder.step(&MAGIC, &mut [0; 10], FINISH).1.unwrap().code, "Z_BUF_ERROR");
    }

    #[test]
    fn a_pledge_is_kept() {
        let mut encoder = Encoder::new(&[], Some(5), b"").unwrap();
        assert_eq!(encoder.step(b"1234", &mut [0; 100], FINISH).1.unwrap().code, "ZSTD_error_srcSize_wrong");
        assert_eq!(encoder.step(b"12345", &mut [0; 100], FINISH).1, None);
    }

    #[test]
    fn parameters_out_of_bounds_are_refused() {
        assert!(Encoder::new(&[(101, 99)], None, b"").is_none());
        assert!(Encoder::new(&[(5, 1)], None, b"").is_none());
    }
}
