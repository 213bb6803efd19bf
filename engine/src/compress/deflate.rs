//! zlib's compressor: the stream around its blocks. `deflate.c` of zlib 1.3 as Node builds it.
//!
//! The bytes depend on every detail of the search for matches and of when a block ends, so the algorithm is zlib's own,
//! with the hash that Chromium's version has and the larger symbol buffer (`LIT_MEM`). All Node versions from 18 on
//! give the same bytes, and so does this: held against them for every level, strategy, window and memory level over
//! eight kinds of data. The crate zlib-rs follows zlib-ng instead, which searches otherwise at levels 1 to 6 and so
//! gives other bytes: it serves for what has one answer only, decompression and checksums. In reading order:
//!
//! * [`window`]: the input seen last, and where its strings came before
//! * [`search`]: the strategies, which turn input into literals and matches
//! * [`stored`]: the strategy that looks for none
//! * [`block`]: how a block's literals and matches are written, with `alphabet`, `tree` and `header`
//! * [`wrapping`]: the headers and trailers around them

mod alphabet;
mod block;
mod header;
mod search;
mod stored;
#[cfg(test)]
mod tests;
mod tree;
mod window;
mod wrapping;

use super::{Status, Step, Wrap, crc32};
use block::Blocks;
use search::{Effort, Outcome};
use window::Window;
use wrapping::Check;

/// How much of the output is wanted now: zlib's flush values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flush {
    None = 0,
    Partial = 1,
    Sync = 2,
    Full = 3,
    Finish = 4,
    Block = 5,
}

impl Flush {
    /// The flush of that number.
    pub(crate) fn from_number(number: u32) -> Option<Self> {
        [Self::None, Self::Partial, Self::Sync, Self::Full, Self::Finish, Self::Block].get(number as usize).copied()
    }

    /// How strong it is: a flush no stronger than the last, without input, is an error.
    const fn rank(self) -> i32 {
        match self {
            Self::Block => 1,
            other => other as i32 * 2,
        }
    }
}

/// What literals and matches are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strategy {
    Default = 0,
    Filtered = 1,
    HuffmanOnly = 2,
    RunLength = 3,
    Fixed = 4,
}

impl Strategy {
    /// The strategy of that number.
    pub(crate) fn from_number(number: u32) -> Option<Self> {
        [Self::Default, Self::Filtered, Self::HuffmanOnly, Self::RunLength, Self::Fixed].get(number as usize).copied()
    }
}

/// What a compressor is made with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) wrap: Wrap,
    /// 0 to 9; -1 is 6.
    pub(crate) level: i32,
    /// 8 to 15.
    pub(crate) window_bits: u32,
    /// 1 to 9.
    pub(crate) memory_level: u32,
    pub(crate) strategy: Strategy,
}

/// Where the stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Header,
    Body,
    /// The last block is made.
    Finishing,
    /// So is the trailer.
    Finished,
}

/// What the last call wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LastFlush {
    /// There was none.
    NoCall,
    /// It may be repeated: the output was full.
    Repeatable,
    Was(Flush),
}

impl LastFlush {
    const fn rank(self) -> i32 {
        match self {
            Self::NoCall => -4,
            Self::Repeatable => -2,
            Self::Was(flush) => flush.rank(),
        }
    }
}

/// Input, output, and how far both are.
struct Channel<'a> {
    input: &'a [u8],
    taken: usize,
    output: &'a mut [u8],
    given: usize,
}

impl Channel<'_> {
    const fn available_in(&self) -> usize {
        self.input.len() - self.taken
    }

    const fn available_out(&self) -> usize {
        self.output.len() - self.given
    }
}

/// A compressor.
pub(crate) struct Deflater {
    settings: Settings,
    level: usize,
    strategy: Strategy,
    phase: Phase,
    last_flush: LastFlush,
    check: Check,
    /// The Adler-32 of the dictionary, if one was set.
    dictionary: Option<u32>,
    window: Window,
    blocks: Blocks,
}

impl Deflater {
    /// A compressor at the start of its stream.
    pub(crate) fn new(settings: Settings) -> Self {
        let level = usize::try_from(settings.level).unwrap_or(6);
        // zlib never uses the smallest window: it had a bug there.
        let window_bits = settings.window_bits.max(9);
        Self {
            settings: Settings { window_bits, ..settings },
            level,
            strategy: settings.strategy,
            phase: Phase::Header,
            last_flush: LastFlush::NoCall,
            check: Check::new(settings.wrap),
            dictionary: None,
            window: Window::new(window_bits, settings.memory_level + 7, Effort::of_level(level)),
            blocks: Blocks::new(settings.memory_level),
        }
    }

    /// Begins a new stream with the same settings: `deflateReset`.
    pub(crate) fn reset(&mut self) {
        let settings = Settings { level: self.level as i32, strategy: self.strategy, ..self.settings };
        *self = Self::new(settings);
    }

    /// Makes strings known that the input may refer to: `deflateSetDictionary`. False for a stream that has begun.
    pub(crate) fn set_dictionary(&mut self, dictionary: &[u8]) -> bool {
        if self.settings.wrap == Wrap::Gzip || self.phase != Phase::Header || self.window.lookahead() > 0 {
            return false;
        }
        if self.settings.wrap == Wrap::Zlib {
            self.dictionary = Some(zlib_rs::adler32::adler32(1, dictionary));
        }
        self.window.learn(dictionary);
        true
    }

    /// Changes level and strategy for the input from here on: `deflateParams`, after a flush.
    pub(crate) fn set_parameters(&mut self, level: i32, strategy: Strategy) {
        let level = usize::try_from(level).unwrap_or(6);
        if level != self.level {
            if self.level == 0 {
                self.window.forget_unhashed();
            }
            self.level = level;
            self.window.set_effort(Effort::of_level(level));
        }
        self.strategy = strategy;
    }

    /// Compresses input into output: `deflate`.
    pub(crate) fn step(&mut self, input: &[u8], output: &mut [u8], flush: Flush) -> Step {
        let mut channel = Channel { input, taken: 0, output, given: 0 };
        let status = self.run(&mut channel, flush);
        Step { status, taken: channel.taken, given: channel.given }
    }

    fn run(&mut self, channel: &mut Channel, flush: Flush) -> Status {
        let is_finishing = matches!(self.phase, Phase::Finishing | Phase::Finished);
        if is_finishing && flush != Flush::Finish {
            return Status::StreamError;
        }
        if channel.available_out() == 0 {
            return Status::BufferError;
        }
        let last_flush = std::mem::replace(&mut self.last_flush, LastFlush::Was(flush));
        if self.blocks.has_pending() {
            self.blocks.flush_pending(channel);
            if channel.available_out() == 0 {
                self.last_flush = LastFlush::Repeatable;
                return Status::Ok;
            }
        } else if channel.available_in() == 0 && flush.rank() <= last_flush.rank() && flush != Flush::Finish {
            return Status::BufferError;
        }
        if is_finishing && channel.available_in() > 0 {
            return Status::BufferError;
        }
        if self.phase == Phase::Header && !self.write_header(channel) {
            return Status::Ok;
        }
        if (channel.available_in() > 0 || self.window.lookahead() > 0 || (flush != Flush::None && !is_finishing))
            && !self.compress(channel, flush)
        {
            return Status::Ok;
        }
        if flush == Flush::Finish { self.write_trailer(channel) } else { Status::Ok }
    }

    /// Runs the strategy; false when the output is full or more input is needed.
    fn compress(&mut self, channel: &mut Channel, flush: Flush) -> bool {
        let mut search = search::Search {
            window: &mut self.window,
            blocks: &mut self.blocks,
            check: &mut self.check,
            level: self.level,
            strategy: self.strategy,
            channel,
        };
        let outcome = search.run(flush);
        if matches!(outcome, Outcome::FinishStarted | Outcome::FinishDone) {
            self.phase = Phase::Finishing;
        }
        match outcome {
            Outcome::NeedMore | Outcome::FinishStarted => {
                if channel.available_out() == 0 {
                    self.last_flush = LastFlush::Repeatable;
                }
                false
            }
            Outcome::BlockDone => {
                match flush {
                    Flush::Partial => self.blocks.align(),
                    Flush::Block => {}
                    Flush::None | Flush::Sync | Flush::Full | Flush::Finish => {
                        self.blocks.write_stored(&[], false);
                        if flush == Flush::Full {
                            self.window.forget();
                        }
                    }
                }
                self.blocks.flush_pending(channel);
                if channel.available_out() == 0 {
                    self.last_flush = LastFlush::Repeatable;
                    return false;
                }
                true
            }
            Outcome::FinishDone => true,
        }
    }
}
