//! How a block's literals and matches are written: stored, with fixed codes, or with codes of its own. zlib's `trees.c`.

use super::Channel;
use super::alphabet::{
    DISTANCE_BASES, DISTANCE_EXTRA, DISTANCES, END_OF_BLOCK, FIXED_DISTANCE_LENGTHS, FIXED_LENGTHS, LENGTH_BASES,
    LENGTH_CODE, LENGTH_EXTRA, LENGTHS_EXTRA, LITERALS, OF_DISTANCES, OF_SYMBOLS, SYMBOLS, distance_code,
};
use super::header::{Header, LENGTHS_ORDER};
use super::tree::{Code, assign, build};

/// The type of a block, in two bits.
const STORED: u32 = 0;
const FIXED: u32 = 1;
const OWN: u32 = 2;

/// The block that is being collected, and the output that waits for room.
pub(super) struct Blocks {
    /// Distance, or 0 for a literal; and literal, or length less the shortest.
    symbols: Vec<(u16, u8)>,
    symbols_max: usize,
    frequency: [u32; SYMBOLS],
    distance_frequency: [u32; DISTANCES],
    pending: Vec<u8>,
    /// How much of `pending` is out.
    pending_out: usize,
    bits: u64,
    bit_count: u32,
}

impl Blocks {
    /// Nothing yet.
    pub(super) fn new(memory_level: u32) -> Self {
        let buffer = 1 << (memory_level + 6);
        let mut blocks = Self {
            symbols: Vec::with_capacity(buffer),
            symbols_max: buffer - 1,
            frequency: [0; SYMBOLS],
            distance_frequency: [0; DISTANCES],
            pending: Vec::new(),
            pending_out: 0,
            bits: 0,
            bit_count: 0,
        };
        blocks.begin();
        blocks
    }

    fn begin(&mut self) {
        self.symbols.clear();
        self.frequency.fill(0);
        self.distance_frequency.fill(0);
        self.frequency[END_OF_BLOCK] = 1;
    }

    /// Adds a literal; true when the block is full.
    pub(super) fn literal(&mut self, byte: u8) -> bool {
        self.symbols.push((0, byte));
        self.frequency[usize::from(byte)] += 1;
        self.symbols.len() == self.symbols_max
    }

    /// Adds a match; true when the block is full.
    pub(super) fn copy(&mut self, distance: usize, length: usize) -> bool {
        let length = (length - super::window::MATCH_MIN) as u8;
        self.symbols.push((distance as u16, length));
        self.frequency[LITERALS + 1 + usize::from(LENGTH_CODE[usize::from(length)])] += 1;
        self.distance_frequency[distance_code(distance as u16 - 1)] += 1;
        self.symbols.len() == self.symbols_max
    }

    /// Whether the block has anything in it.
    pub(super) fn has_symbols(&self) -> bool {
        !self.symbols.is_empty()
    }

    /// The size of zlib's buffer for pending output, which decides how large stored blocks are.
    pub(super) const fn pending_max(&self) -> usize {
        (self.symbols_max + 1) * 4
    }

    /// Whether output waits for room.
    pub(super) fn has_pending(&self) -> bool {
        self.pending_out < self.pending.len()
    }

    /// Bits that do not fill a byte yet.
    pub(super) const fn bit_count(&self) -> usize {
        self.bit_count as usize
    }

    /// Adds whole bytes.
    pub(super) fn put(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
    }

    /// Moves as much as there is room for to the output.
    pub(super) fn flush_pending(&mut self, channel: &mut Channel) {
        let count = (self.pending.len() - self.pending_out).min(channel.available_out());
        let bytes = &self.pending[self.pending_out..self.pending_out + count];
        channel.output[channel.given..channel.given + count].copy_from_slice(bytes);
        channel.given += count;
        self.pending_out += count;
        if self.pending_out == self.pending.len() {
            self.pending.clear();
            self.pending_out = 0;
        }
    }

    fn send(&mut self, value: u32, count: u32) {
        self.bits |= u64::from(value) << self.bit_count;
        self.bit_count += count;
        while self.bit_count >= 8 {
            self.pending.push(self.bits as u8);
            self.bits >>= 8;
            self.bit_count -= 8;
        }
    }

    fn send_code(&mut self, code: Code) {
        self.send(u32::from(code.bits), u32::from(code.length));
    }

    /// Fills the last byte with zeros.
    fn end_byte(&mut self) {
        if self.bit_count > 0 {
            self.send(0, 8 - self.bit_count);
        }
    }

    /// Adds an empty fixed block, which pushes all bits before it out: `_tr_align`.
    pub(super) fn align(&mut self) {
        self.send(FIXED << 1, 3);
        self.send(0, 7);
    }

    /// Adds the head of a stored block, whose bytes follow.
    pub(super) fn write_stored_head(&mut self, length: usize, is_last: bool) {
        self.send(STORED << 1 | u32::from(is_last), 3);
        self.end_byte();
        self.put(&(length as u16).to_le_bytes());
        self.put(&(!(length as u16)).to_le_bytes());
    }

    /// Adds a stored block.
    pub(super) fn write_stored(&mut self, bytes: &[u8], is_last: bool) {
        self.write_stored_head(bytes.len(), is_last);
        self.put(bytes);
    }

    /// Ends the block in the way that takes the fewest bytes: `_tr_flush_block`. `bytes` is what it stands for, if that
    /// is still there.
    pub(super) fn write(&mut self, bytes: Option<&[u8]>, length: usize, is_last: bool, is_fixed: bool) {
        let symbols = build(&self.frequency, &OF_SYMBOLS);
        let distances = build(&self.distance_frequency, &OF_DISTANCES);
        let header = Header::new(&symbols, &distances);
        let bytes_of = |bits: u64| (bits + 3 + 7) >> 3;
        let fixed_length = bytes_of(symbols.fixed_bits + distances.fixed_bits);
        let mut own_length = bytes_of(symbols.own_bits + distances.own_bits + header.bits());
        if fixed_length <= own_length || is_fixed {
            own_length = fixed_length;
        }
        match bytes {
            Some(bytes) if length as u64 + 4 <= own_length => self.write_stored(bytes, is_last),
            _ if fixed_length == own_length => {
                self.send(FIXED << 1 | u32::from(is_last), 3);
                self.write_symbols(&assign(&FIXED_LENGTHS), &assign(&FIXED_DISTANCE_LENGTHS));
            }
            _ => {
                self.send(OWN << 1 | u32::from(is_last), 3);
                self.write_header(&header);
                self.write_symbols(&assign(&symbols.lengths), &assign(&distances.lengths));
            }
        }
        self.begin();
        if is_last {
            self.end_byte();
        }
    }

    fn write_header(&mut self, header: &Header) {
        self.send(header.symbols as u32 - 257, 5);
        self.send(header.distances as u32 - 1, 5);
        self.send(header.order_length as u32 - 4, 4);
        for symbol in &LENGTHS_ORDER[..header.order_length] {
            self.send(u32::from(header.lengths.lengths[*symbol]), 3);
        }
        let codes = assign(&header.lengths.lengths);
        for (symbol, repeated) in &header.runs {
            self.send_code(codes[*symbol]);
            self.send(*repeated, u32::from(LENGTHS_EXTRA[*symbol]));
        }
    }

    fn write_symbols(&mut self, codes: &[Code], distance_codes: &[Code]) {
        let symbols = std::mem::take(&mut self.symbols);
        for (distance, value) in &symbols {
            let value = usize::from(*value);
            if *distance == 0 {
                self.send_code(codes[value]);
                continue;
            }
            let code = usize::from(LENGTH_CODE[value]);
            self.send_code(codes[LITERALS + 1 + code]);
            self.send(value as u32 - u32::from(LENGTH_BASES[code]), u32::from(LENGTH_EXTRA[code]));
            let distance = distance - 1;
            let code = distance_code(distance);
            self.send_code(distance_codes[code]);
            self.send(u32::from(distance - DISTANCE_BASES[code]), u32::from(DISTANCE_EXTRA[code]));
        }
        self.send_code(codes[END_OF_BLOCK]);
        self.symbols = symbols;
    }
}
