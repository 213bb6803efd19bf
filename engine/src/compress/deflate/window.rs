//! The input seen last, and where its strings came before: zlib's sliding window and hash chains.

use super::search::Effort;
use super::{Channel, Check};

/// The shortest match that can be written.
pub(super) const MATCH_MIN: usize = 3;

/// The longest.
pub(super) const MATCH_MAX: usize = 258;

/// With less input than this ahead the search waits for more: a match and the next one's first bytes.
pub(super) const LOOKAHEAD_MIN: usize = MATCH_MAX + MATCH_MIN + 1;

/// Bits of the hash table's size at the least, whatever the memory level says: Chromium's hash needs them.
const HASH_BITS_MIN: u32 = 15;

/// No position: the window's first byte can begin no match.
const NIL: u16 = 0;

/// The window: twice its size in bytes, the upper half of which moves down when it is full.
pub(super) struct Window {
    pub(super) bytes: Vec<u8>,
    /// The farthest distance of a match, and a little more.
    pub(super) size: usize,
    /// The latest position of each hash.
    head: Vec<u16>,
    /// The position before with the same hash, by position.
    previous: Vec<u16>,
    /// Where the next string begins.
    pub(super) start: usize,
    /// How many bytes from `start` on are there.
    lookahead: usize,
    /// How many strings before `start` are not yet in the chains.
    pub(super) unhashed: usize,
    /// Where the block begins; before the window when its first bytes have moved out of it.
    pub(super) block_start: isize,
    /// Where the last match that was found begins.
    pub(super) match_start: usize,
    /// Bytes beyond the input that were set to zero, so that nothing depends on what was there.
    high_water: usize,
    /// How often stored blocks have moved the window since the chains were right; two is as good as more.
    pub(super) moves_unhashed: u32,
    pub(super) effort: Effort,
    pub(super) lazy: Lazy,
}

/// What the lazy search knows of the byte before.
pub(super) struct Lazy {
    /// The length of the match that begins there.
    pub(super) length: usize,
    /// Whether it is a literal if that match is not taken.
    pub(super) has_literal: bool,
}

impl Window {
    /// An empty window.
    pub(super) fn new(window_bits: u32, hash_bits: u32, effort: Effort) -> Self {
        let size = 1 << window_bits;
        Self {
            // Eight bytes more, as a string's hash may read beyond the end.
            bytes: vec![0; 2 * size + 8],
            size,
            head: vec![NIL; 1 << hash_bits.max(HASH_BITS_MIN)],
            previous: vec![NIL; size],
            start: 0,
            lookahead: 0,
            unhashed: 0,
            block_start: 0,
            match_start: 0,
            high_water: 0,
            moves_unhashed: 0,
            effort,
            lazy: Lazy { length: MATCH_MIN - 1, has_literal: false },
        }
    }

    pub(super) const fn lookahead(&self) -> usize {
        self.lookahead
    }

    /// Goes on by so many bytes.
    pub(super) fn advance(&mut self, count: usize) {
        self.start += count;
        self.lookahead -= count;
    }

    /// The farthest distance of a match.
    pub(super) const fn distance_max(&self) -> usize {
        self.size - LOOKAHEAD_MIN
    }

    /// Bytes of the block so far.
    pub(super) fn block_length(&self) -> usize {
        self.start.wrapping_add_signed(-self.block_start)
    }

    /// The effort from here on.
    pub(super) fn set_effort(&mut self, effort: Effort) {
        self.effort = effort;
    }

    /// Forgets all strings, as the data before must not be needed any more.
    pub(super) fn forget(&mut self) {
        self.head.fill(NIL);
        if self.lookahead == 0 {
            self.start = 0;
            self.block_start = 0;
            self.unhashed = 0;
        }
    }

    /// Puts the chains right after blocks that were stored without looking at them.
    pub(super) fn forget_unhashed(&mut self) {
        match self.moves_unhashed {
            0 => return,
            1 => self.slide_hashes(),
            _ => self.head.fill(NIL),
        }
        self.moves_unhashed = 0;
    }

    /// Enters the string at `at`, and gives where the same hash came before; 0 for nowhere.
    pub(super) fn insert(&mut self, at: usize) -> usize {
        let four = self.bytes[at..at + 4].try_into().expect("[simulator bug] four bytes are four");
        // Chromium's hash: of four bytes, by multiplication.
        let hash = (u32::from_le_bytes(four).wrapping_mul(66521).wrapping_add(66521) >> 16) as usize;
        let mask = self.head.len() - 1;
        let slot = &mut self.head[hash & mask];
        let before = std::mem::replace(slot, at as u16);
        self.previous[at & (self.size - 1)] = before;
        usize::from(before)
    }

    fn slide_hashes(&mut self) {
        let size = self.size as u16;
        for position in self.head.iter_mut().chain(&mut self.previous) {
            *position = position.saturating_sub(size);
        }
    }

    /// Moves the upper half down.
    pub(super) fn slide(&mut self, count: usize) {
        self.bytes.copy_within(self.size..self.size + count, 0);
    }

    /// Copies as much input as there is room for: `read_buf`.
    pub(super) fn read(&mut self, at: usize, room: usize, channel: &mut Channel, check: &mut Check) -> usize {
        let count = room.min(channel.available_in());
        let bytes = &channel.input[channel.taken..channel.taken + count];
        self.bytes[at..at + count].copy_from_slice(bytes);
        channel.taken += count;
        check.take(bytes);
        count
    }

    /// Fills the window with input: `fill_window`.
    pub(super) fn fill(&mut self, channel: &mut Channel, check: &mut Check) {
        loop {
            let mut room = 2 * self.size - self.lookahead - self.start;
            if self.start >= self.size + self.distance_max() {
                self.slide(self.size - room);
                self.match_start = self.match_start.wrapping_sub(self.size);
                self.start -= self.size;
                self.block_start -= self.size as isize;
                self.unhashed = self.unhashed.min(self.start);
                self.slide_hashes();
                room += self.size;
            }
            if channel.available_in() == 0 {
                break;
            }
            self.lookahead += self.read(self.start + self.lookahead, room, channel, check);
            self.enter_unhashed();
            if self.lookahead >= LOOKAHEAD_MIN || channel.available_in() == 0 {
                break;
            }
        }
        self.clear_beyond();
    }

    /// Enters the strings that had too few bytes behind them before.
    fn enter_unhashed(&mut self) {
        let mut at = self.start - self.unhashed;
        while self.unhashed > 0 && self.lookahead + self.unhashed > MATCH_MIN {
            self.insert(at);
            at += 1;
            self.unhashed -= 1;
        }
    }

    /// Sets the bytes beyond the input to zero, as far as a comparison may reach.
    fn clear_beyond(&mut self) {
        let whole = 2 * self.size;
        let end = self.start + self.lookahead;
        if self.high_water >= whole || self.high_water >= end + MATCH_MAX {
            return;
        }
        let from = self.high_water.max(end);
        let to = (end + MATCH_MAX).min(whole);
        self.bytes[from..to.max(from)].fill(0);
        self.high_water = to;
    }

    /// Bytes were put into the window without [`Self::fill`].
    pub(super) fn raise_high_water(&mut self) {
        self.high_water = self.high_water.max(self.start);
    }

    /// Enters a dictionary: `deflateSetDictionary`.
    pub(super) fn learn(&mut self, dictionary: &[u8]) {
        let tail = &dictionary[dictionary.len().saturating_sub(self.size)..];
        if tail.len() == self.size {
            self.forget();
        }
        let mut channel = Channel { input: tail, taken: 0, output: &mut [], given: 0 };
        let mut check = Check::new(super::Wrap::Raw);
        self.fill(&mut channel, &mut check);
        while self.lookahead >= MATCH_MIN {
            let count = self.lookahead - (MATCH_MIN - 1);
            for at in self.start..self.start + count {
                self.insert(at);
            }
            self.advance(count);
            self.fill(&mut channel, &mut check);
        }
        self.start += self.lookahead;
        self.block_start = self.start as isize;
        self.unhashed = std::mem::take(&mut self.lookahead);
    }

    /// The longest match for the string at `start` along the chain from `candidate`, if it is longer than `best`:
    /// `longest_match`.
    pub(super) fn longest_match(&mut self, mut candidate: usize, mut best: usize) -> usize {
        let mut chain = self.effort.chain_max;
        if best >= self.effort.good_length {
            chain >>= 2;
        }
        let nice = self.effort.nice_length.min(self.lookahead);
        let limit = self.start.saturating_sub(self.distance_max());
        let string = &self.bytes[self.start..(self.start + MATCH_MAX).min(self.bytes.len())];
        loop {
            let other = &self.bytes[candidate..];
            if other[best] == string[best] && other[best - 1] == string[best - 1] {
                let length = string.iter().zip(other).take_while(|(a, b)| a == b).count();
                if length > best {
                    self.match_start = candidate;
                    best = length;
                    if length >= nice {
                        break;
                    }
                }
            }
            candidate = usize::from(self.previous[candidate & (self.size - 1)]);
            chain -= 1;
            if candidate <= limit || chain == 0 {
                break;
            }
        }
        best.min(self.lookahead)
    }
}
