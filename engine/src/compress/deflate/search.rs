//! The strategies: how input becomes literals and matches. zlib's `deflate_fast`, `_slow`, `_rle`, `_huff`.

use super::block::Blocks;
use super::window::{LOOKAHEAD_MIN, MATCH_MAX, MATCH_MIN, Window};
use super::{Channel, Check, Flush, Strategy};

/// How much is done for a good match: zlib's `configuration_table`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    /// From a match of this length on a better one is looked for less hard.
    pub(super) good_length: usize,
    /// From this length on none is; for the fast levels, up to this length its strings are entered.
    pub(super) lazy_max: usize,
    /// From this length on the search ends.
    pub(super) nice_length: usize,
    /// How many candidates are looked at.
    pub(super) chain_max: usize,
}

impl Effort {
    /// What a level from 0 to 9 does.
    pub(super) const fn of_level(level: usize) -> Self {
        const TABLE: [[usize; 4]; 10] = [
            [0, 0, 0, 0],
            [4, 4, 8, 4],
            [4, 5, 16, 8],
            [4, 6, 32, 32],
            [4, 4, 16, 16],
            [8, 16, 32, 32],
            [8, 16, 128, 128],
            [8, 32, 128, 256],
            [32, 128, 258, 1024],
            [32, 258, 258, 4096],
        ];
        let [good_length, lazy_max, nice_length, chain_max] = TABLE[level];
        Self { good_length, lazy_max, nice_length, chain_max }
    }
}

/// The levels whose search takes the first match.
const FAST_LEVELS: std::ops::RangeInclusive<usize> = 1..=3;

/// A match of the shortest length that is farther away than this is not worth it.
const TOO_FAR: usize = 4096;

/// How a strategy ended: `block_state`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// More input or more room for output is needed.
    NeedMore,
    /// All input is in finished blocks.
    BlockDone,
    /// The last block is made, but not all of it had room.
    FinishStarted,
    /// The last block is written.
    FinishDone,
}

/// A strategy at work.
pub(super) struct Search<'a, 'c> {
    pub(super) window: &'a mut Window,
    pub(super) blocks: &'a mut Blocks,
    pub(super) check: &'a mut Check,
    pub(super) level: usize,
    pub(super) strategy: Strategy,
    pub(super) channel: &'a mut Channel<'c>,
}

impl Search<'_, '_> {
    /// Works until the input is used up or the output is full.
    pub(super) fn run(&mut self, flush: Flush) -> Outcome {
        if self.level == 0 {
            return self.store(flush);
        }
        let done = match self.strategy {
            Strategy::HuffmanOnly => self.literals(flush),
            Strategy::RunLength => self.runs(flush),
            _ if FAST_LEVELS.contains(&self.level) => self.fast(flush),
            _ => self.slow(flush),
        };
        match done {
            Ok(()) => self.end(flush),
            Err(outcome) => outcome,
        }
    }

    /// Makes sure of enough input ahead; false at its end.
    fn look_ahead(&mut self, wanted: usize, flush: Flush) -> Result<bool, Outcome> {
        if self.window.lookahead() < wanted {
            self.window.fill(self.channel, self.check);
            if self.window.lookahead() < wanted && flush == Flush::None {
                return Err(Outcome::NeedMore);
            }
        }
        Ok(self.window.lookahead() > 0)
    }

    /// Ends the block here: `FLUSH_BLOCK_ONLY`.
    fn flush_block(&mut self, is_last: bool) {
        let window = &mut *self.window;
        let bytes = usize::try_from(window.block_start).ok().map(|start| &window.bytes[start..window.start]);
        self.blocks.write(bytes, window.block_length(), is_last, self.strategy == Strategy::Fixed);
        window.block_start = window.start as isize;
        self.blocks.flush_pending(self.channel);
    }

    /// Ends the block when `is_full`; an error when the output is full then.
    fn flush_if(&mut self, is_full: bool) -> Result<(), Outcome> {
        if is_full {
            self.flush_block(false);
            if self.channel.available_out() == 0 {
                return Err(Outcome::NeedMore);
            }
        }
        Ok(())
    }

    /// What all strategies do at the end of the input.
    fn end(&mut self, flush: Flush) -> Outcome {
        if flush == Flush::Finish {
            self.flush_block(true);
            return if self.channel.available_out() == 0 { Outcome::FinishStarted } else { Outcome::FinishDone };
        }
        match self.flush_if(self.blocks.has_symbols()) {
            Ok(()) => Outcome::BlockDone,
            Err(outcome) => outcome,
        }
    }

    /// Enters the string ahead, and gives where it may have come before.
    fn insert_ahead(&mut self) -> Option<usize> {
        if self.window.lookahead() < MATCH_MIN {
            return None;
        }
        let candidate = self.window.insert(self.window.start);
        let is_near = candidate > 0 && self.window.start - candidate <= self.window.distance_max();
        is_near.then_some(candidate)
    }

    fn literal(&mut self, at: usize) -> bool {
        self.blocks.literal(self.window.bytes[at])
    }

    /// Takes each match at once: levels 1 to 3.
    fn fast(&mut self, flush: Flush) -> Result<(), Outcome> {
        while self.look_ahead(LOOKAHEAD_MIN, flush)? {
            let found = self.insert_ahead();
            let length = found.map_or(0, |candidate| self.window.longest_match(candidate, MATCH_MIN - 1));
            let is_full = if length >= MATCH_MIN {
                let distance = self.window.start - self.window.match_start;
                let is_full = self.blocks.copy(distance, length);
                let is_short = length <= self.window.effort.lazy_max;
                if is_short && self.window.lookahead() - length >= MATCH_MIN {
                    for at in self.window.start + 1..self.window.start + length {
                        self.window.insert(at);
                    }
                }
                self.window.advance(length);
                is_full
            } else {
                let is_full = self.literal(self.window.start);
                self.window.advance(1);
                is_full
            };
            self.flush_if(is_full)?;
        }
        self.window.unhashed = self.window.start.min(MATCH_MIN - 1);
        Ok(())
    }

    /// Takes a match only when none that begins a byte later is better: levels 4 to 9.
    fn slow(&mut self, flush: Flush) -> Result<(), Outcome> {
        while self.look_ahead(LOOKAHEAD_MIN, flush)? {
            let found = self.insert_ahead();
            let (before, before_start) = (self.window.lazy.length, self.window.match_start);
            let length = self.lazy_match(found, before);
            self.window.lazy.length = length;
            if before >= MATCH_MIN && length <= before {
                self.take_match_before(before, before_start)?;
            } else if self.window.lazy.has_literal {
                let is_full = self.literal(self.window.start - 1);
                if is_full {
                    self.flush_block(false);
                }
                self.window.advance(1);
                if self.channel.available_out() == 0 {
                    return Err(Outcome::NeedMore);
                }
            } else {
                self.window.lazy.has_literal = true;
                self.window.advance(1);
            }
        }
        if std::mem::take(&mut self.window.lazy.has_literal) {
            self.literal(self.window.start - 1);
        }
        self.window.unhashed = self.window.start.min(MATCH_MIN - 1);
        Ok(())
    }

    /// The length of a match that is worth considering after one of length `before`.
    fn lazy_match(&mut self, found: Option<usize>, before: usize) -> usize {
        const NONE: usize = MATCH_MIN - 1;
        let Some(candidate) = found else { return NONE };
        if before >= self.window.effort.lazy_max {
            return NONE;
        }
        let length = self.window.longest_match(candidate, before);
        // OK because a match that is no better than the one before is not taken, whatever `match_start` says.
        let is_far = length == MATCH_MIN && self.window.start.wrapping_sub(self.window.match_start) > TOO_FAR;
        if length <= 5 && (self.strategy == Strategy::Filtered || is_far) { NONE } else { length }
    }

    /// Takes the match that began a byte ago.
    fn take_match_before(&mut self, length: usize, match_start: usize) -> Result<(), Outcome> {
        let window = &mut *self.window;
        let last_insert = window.start + window.lookahead() - MATCH_MIN;
        let is_full = self.blocks.copy(window.start - 1 - match_start, length);
        let end = window.start + length - 1;
        for at in window.start + 1..end {
            if at <= last_insert {
                window.insert(at);
            }
        }
        window.advance(length - 1);
        self.window.lazy.has_literal = false;
        self.window.lazy.length = MATCH_MIN - 1;
        self.flush_if(is_full)
    }

    /// Takes matches at distance one only.
    fn runs(&mut self, flush: Flush) -> Result<(), Outcome> {
        while self.look_ahead(MATCH_MAX + 1, flush)? {
            let (start, ahead) = (self.window.start, self.window.lookahead());
            let mut length = 0;
            if ahead >= MATCH_MIN && start > 0 {
                let byte = self.window.bytes[start - 1];
                let run = self.window.bytes[start..start + ahead.min(MATCH_MAX)].iter();
                length = run.take_while(|other| **other == byte).count();
            }
            let is_full = if length >= MATCH_MIN {
                self.window.advance(length);
                self.blocks.copy(1, length)
            } else {
                self.window.advance(1);
                self.literal(start)
            };
            self.flush_if(is_full)?;
        }
        self.window.unhashed = 0;
        Ok(())
    }

    /// Takes no matches.
    fn literals(&mut self, flush: Flush) -> Result<(), Outcome> {
        while self.look_ahead(1, flush)? {
            let is_full = self.literal(self.window.start);
            self.window.advance(1);
            self.flush_if(is_full)?;
        }
        self.window.unhashed = 0;
        Ok(())
    }
}
