//! zlib's decompressor.

use super::{Status, Step, Wrap};
use zlib_rs::{Inflate, InflateError, InflateFlush};

/// What data is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Is(Wrap),
    /// Its header says which.
    ZlibOrGzip,
}

/// A decompressor.
pub(crate) struct Inflater {
    form: Form,
    window_bits: u8,
    stream: Inflate,
}

fn stream(form: Form, window_bits: u8) -> Inflate {
    match form {
        Form::Is(Wrap::Raw) => Inflate::new(false, window_bits),
        Form::Is(Wrap::Zlib) => Inflate::new(true, window_bits),
        Form::Is(Wrap::Gzip) => Inflate::new(true, window_bits + 16),
        Form::ZlibOrGzip => Inflate::new(true, window_bits + 32),
    }
}

impl Inflater {
    /// A decompressor at the start of its stream; a window of 0 bits is as large as the stream's header says.
    pub(crate) fn new(form: Form, window_bits: u8) -> Self {
        Self { form, window_bits, stream: stream(form, window_bits) }
    }

    /// Whether the data has no header.
    pub(crate) fn is_raw(&self) -> bool {
        self.form == Form::Is(Wrap::Raw)
    }

    /// Begins a new stream.
    pub(crate) fn reset(&mut self) {
        self.stream = stream(self.form, self.window_bits);
    }

    /// Makes strings known that the data refers to. False when it is not the dictionary that the data was made with.
    pub(crate) fn set_dictionary(&mut self, dictionary: &[u8]) -> bool {
        self.stream.set_dictionary(dictionary).is_ok()
    }

    /// Decompresses input into output. `flush` is one of zlib's numbers.
    pub(crate) fn step(&mut self, input: &[u8], output: &mut [u8], flush: u32) -> Step {
        let before = (self.stream.total_in(), self.stream.total_out());
        let flush = match flush {
            4 => InflateFlush::Finish,
            2 => InflateFlush::SyncFlush,
            5 => InflateFlush::Block,
            _ => InflateFlush::NoFlush,
        };
        let status = match self.stream.decompress(input, output, flush) {
            Ok(zlib_rs::Status::Ok) => Status::Ok,
            Ok(zlib_rs::Status::StreamEnd) => Status::End,
            Ok(zlib_rs::Status::BufError) => Status::BufferError,
            Err(InflateError::NeedDict { .. }) => Status::NeedDictionary,
            Err(InflateError::StreamError) => Status::StreamError,
            Err(InflateError::DataError | InflateError::MemError) => Status::DataError,
        };
        let taken = (self.stream.total_in() - before.0) as usize;
        let given = (self.stream.total_out() - before.1) as usize;
        Step { status, taken, given }
    }

    /// What was wrong with the data, in zlib's words.
    pub(crate) fn message(&self) -> Option<&'static str> {
        self.stream.error_message()
    }
}
