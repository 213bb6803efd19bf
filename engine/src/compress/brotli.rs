//! Brotli's compressor and decompressor: RFC 7932.

use super::{Status, Step};
use brotli::enc::StandardAlloc;
use brotli::enc::encode::BrotliEncoderParameter;
use brotli::enc::encode::{BrotliEncoderOperation, BrotliEncoderStateStruct};
use brotli::{BrotliDecompressStream, BrotliResult, BrotliState};

/// The parameters that Node's `zlib.constants.BROTLI_PARAM_…` number from 0 on and that the crate has.
const PARAMETERS: [BrotliEncoderParameter; 7] = [
    BrotliEncoderParameter::BROTLI_PARAM_MODE,
    BrotliEncoderParameter::BROTLI_PARAM_QUALITY,
    BrotliEncoderParameter::BROTLI_PARAM_LGWIN,
    BrotliEncoderParameter::BROTLI_PARAM_LGBLOCK,
    BrotliEncoderParameter::BROTLI_PARAM_DISABLE_LITERAL_CONTEXT_MODELING,
    BrotliEncoderParameter::BROTLI_PARAM_SIZE_HINT,
    BrotliEncoderParameter::BROTLI_PARAM_LARGE_WINDOW,
];

/// A compressor.
pub(crate) struct Encoder {
    state: Box<BrotliEncoderStateStruct<StandardAlloc>>,
    parameters: Vec<(usize, u32)>,
}

impl Encoder {
    /// A compressor with parameters by number; `None` when one has a value that it cannot have.
    pub(crate) fn new(parameters: Vec<(usize, u32)>) -> Option<Self> {
        let mut state = Box::new(BrotliEncoderStateStruct::new(StandardAlloc::default()));
        for (number, value) in &parameters {
            // OK because those without a name here only shift bits from one part of the output to another.
            if let Some(parameter) = PARAMETERS.get(*number)
                && !state.set_parameter(*parameter, *value)
            {
                return None;
            }
        }
        Some(Self { state, parameters })
    }

    /// Begins a new stream with the same parameters.
    pub(crate) fn reset(&mut self) {
        let parameters = std::mem::take(&mut self.parameters);
        *self = Self::new(parameters).expect("[simulator bug] parameters were good before");
    }

    /// Compresses input into output; `operation` is one of Node's `BROTLI_OPERATION_…`.
    pub(crate) fn step(&mut self, input: &[u8], output: &mut [u8], operation: u32) -> Step {
        let operation = match operation {
            0 => BrotliEncoderOperation::BROTLI_OPERATION_PROCESS,
            1 => BrotliEncoderOperation::BROTLI_OPERATION_FLUSH,
            2 => BrotliEncoderOperation::BROTLI_OPERATION_FINISH,
            _ => BrotliEncoderOperation::BROTLI_OPERATION_EMIT_METADATA,
        };
        let (mut left, mut taken, mut room, mut given) = (input.len(), 0, output.len(), 0);
        let good = self.state.compress_stream(
            operation,
            &mut left,
            input,
            &mut taken,
            &mut room,
            output,
            &mut given,
            &mut None,
            &mut |_, _, _, _| (),
        );
        Step { status: if good { Status::Ok } else { Status::StreamError }, taken, given }
    }
}

type State = BrotliState<StandardAlloc, StandardAlloc, StandardAlloc>;

/// A decompressor.
pub(crate) struct Decoder {
    state: Box<State>,
}

impl Decoder {
    /// A decompressor at the start of its stream.
    pub(crate) fn new() -> Self {
        let [one, two, three] = std::array::from_fn(|_| StandardAlloc::default());
        Self { state: Box::new(BrotliState::new(one, two, three)) }
    }

    /// Begins a new stream.
    pub(crate) fn reset(&mut self) {
        *self = Self::new();
    }

    /// Decompresses input into output.
    pub(crate) fn step(&mut self, input: &[u8], output: &mut [u8]) -> Step {
        let (mut left, mut taken, mut room, mut given, mut total) = (input.len(), 0, output.len(), 0, 0);
        let result = BrotliDecompressStream(
            &mut left,
            &mut taken,
            input,
            &mut room,
            &mut given,
            output,
            &mut total,
            &mut self.state,
        );
        let status = match result {
            BrotliResult::ResultSuccess => Status::End,
            BrotliResult::NeedsMoreInput => Status::BufferError,
            BrotliResult::NeedsMoreOutput => Status::Ok,
            BrotliResult::ResultFailure => Status::DataError,
        };
        Step { status, taken, given }
    }

    /// Brotli's number for what was wrong with the data.
    pub(crate) fn error(&self) -> i32 {
        self.state.error_code as i32
    }

    /// Brotli's name for it, such as `_ERROR_FORMAT_PADDING_1`.
    pub(crate) fn error_name(&self) -> String {
        let name = format!("{:?}", self.state.error_code);
        name.trim_start_matches("BROTLI_DECODER").to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_compressed_comes_back() {
        let text = b"the quick brown fox ".repeat(50);
        let (mut packed, mut unpacked) = ([0; 2000], [0; 2000]);
        let mut encoder = Encoder::new(vec![(1, 5)]).unwrap();
        let step = encoder.step(&text, &mut packed, 2);
        assert!(step.given < 100);
        let step = Decoder::new().step(&packed[..step.given], &mut unpacked);
        assert_eq!((step.status, &unpacked[..step.given]), (Status::End, &text[..]));
    }

    #[test]
    fn damaged_data_has_a_number() {
        let mut decoder = Decoder::new();
        assert_eq!(decoder.step(&[0; 10], &mut [0; 10]).status, Status::DataError);
        assert!(decoder.error() < 0);
    }
}
