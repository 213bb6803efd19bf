//! Level 0: input is copied as it is, into blocks as large as the output has room for. zlib's `deflate_stored`.

use super::Flush;
use super::search::{Outcome, Search};

/// The longest stored block.
const STORED_MAX: usize = 65535;

impl Search<'_, '_> {
    /// Copies the input as it is: level 0.
    pub(super) fn store(&mut self, flush: Flush) -> Outcome {
        let available = self.channel.available_in();
        if self.store_directly(flush) {
            self.remember(available - self.channel.available_in());
            return Outcome::FinishDone;
        }
        self.remember(available - self.channel.available_in());
        let is_flush = !matches!(flush, Flush::None | Flush::Finish);
        if is_flush && self.channel.available_in() == 0 && self.window.block_length() == 0 {
            return Outcome::BlockDone;
        }
        self.keep_rest();
        self.store_rest(flush)
    }

    /// The room that a stored block's head needs, in whole bytes.
    fn stored_head(&self) -> usize {
        (self.blocks.bit_count() + 42) >> 3
    }

    /// Writes stored blocks that fit into the output; true when the last one is written.
    fn store_directly(&mut self, flush: Flush) -> bool {
        let worthwhile = (self.blocks.pending_max() - 5).min(self.window.size);
        loop {
            let head = self.stored_head();
            if self.channel.available_out() < head {
                return false;
            }
            let left = self.window.block_length();
            let all = left + self.channel.available_in();
            let length = STORED_MAX.min(all).min(self.channel.available_out() - head);
            let is_too_small = length < worthwhile
                && ((length == 0 && flush != Flush::Finish) || flush == Flush::None || length != all);
            if is_too_small {
                return false;
            }
            let is_last = flush == Flush::Finish && length == all;
            self.blocks.write_stored_head(length, is_last);
            self.blocks.flush_pending(self.channel);
            let from_window = left.min(length);
            if from_window > 0 {
                let start =
                    usize::try_from(self.window.block_start).expect("[simulator bug] the block is in the window");
                let given = self.channel.given;
                self.channel.output[given..given + from_window]
                    .copy_from_slice(&self.window.bytes[start..start + from_window]);
                self.channel.given += from_window;
                self.window.block_start += from_window as isize;
            }
            self.copy_through(length - from_window);
            if is_last {
                return true;
            }
        }
    }

    /// Copies input to the output.
    fn copy_through(&mut self, count: usize) {
        let channel = &mut *self.channel;
        let bytes = &channel.input[channel.taken..channel.taken + count];
        channel.output[channel.given..channel.given + count].copy_from_slice(bytes);
        self.check.take(bytes);
        channel.taken += count;
        channel.given += count;
    }

    /// Moves the window down to make room in its upper half.
    fn slide_stored(&mut self) {
        self.window.start -= self.window.size;
        self.window.slide(self.window.start);
        self.window.moves_unhashed = (self.window.moves_unhashed + 1).min(2);
        self.window.unhashed = self.window.unhashed.min(self.window.start);
    }

    /// Puts the last `used` bytes of the input into the window, in case that a later level looks for matches there.
    fn remember(&mut self, used: usize) {
        let taken = self.channel.taken;
        let size = self.window.size;
        if used >= size {
            self.window.moves_unhashed = 2;
            self.window.bytes[..size].copy_from_slice(&self.channel.input[taken - size..taken]);
            self.window.start = size;
            self.window.unhashed = size;
            self.window.block_start = size as isize;
        } else if used > 0 {
            if 2 * size - self.window.start <= used {
                self.slide_stored();
            }
            let start = self.window.start;
            self.window.bytes[start..start + used].copy_from_slice(&self.channel.input[taken - used..taken]);
            self.window.start += used;
            self.window.unhashed += used.min(size - self.window.unhashed);
            self.window.block_start = self.window.start as isize;
        }
        self.window.raise_high_water();
    }

    /// Takes the rest of the input into the window.
    fn keep_rest(&mut self) {
        let size = self.window.size;
        let mut room = 2 * size - self.window.start;
        if self.channel.available_in() > room && self.window.block_start >= size as isize {
            self.window.block_start -= size as isize;
            self.slide_stored();
            room += size;
        }
        let count = self.window.read(self.window.start, room, self.channel, self.check);
        self.window.start += count;
        self.window.unhashed += count.min(size - self.window.unhashed);
        self.window.raise_high_water();
    }

    /// Writes what is in the window as a stored block that waits for room, if that is worth it or has to be.
    fn store_rest(&mut self, flush: Flush) -> Outcome {
        let room = (self.blocks.pending_max() - self.stored_head()).min(STORED_MAX);
        let worthwhile = room.min(self.window.size);
        let left = self.window.block_length();
        let is_all = self.channel.available_in() == 0;
        let must = (left > 0 || flush == Flush::Finish) && flush != Flush::None && is_all && left <= room;
        let mut is_last = false;
        if left >= worthwhile || must {
            let length = left.min(room);
            is_last = flush == Flush::Finish && is_all && length == left;
            let start = usize::try_from(self.window.block_start).expect("[simulator bug] the block is in the window");
            self.blocks.write_stored(&self.window.bytes[start..start + length], is_last);
            self.window.block_start += length as isize;
            self.blocks.flush_pending(self.channel);
        }
        if is_last { Outcome::FinishStarted } else { Outcome::NeedMore }
    }
}
