//! How a block's literals and matches are written: stored, with fixed codes, or with codes of its own. zlib's `trees.c`.

use super::Channel;

/// Symbols of the alphabets of RFC 1951, section 3.2.
const LITERALS: usize = 256;
const END_OF_BLOCK: usize = 256;
const LENGTH_CODES: usize = 29;
const SYMBOLS: usize = LITERALS + 1 + LENGTH_CODES;
/// The fixed code has two symbols more that never occur.
const FIXED_SYMBOLS: usize = SYMBOLS + 2;
const DISTANCES: usize = 30;
const LENGTHS: usize = 19;

/// Bits of the longest code, and of the longest of the code for code lengths.
const BITS_MAX: usize = 15;
const LENGTH_BITS_MAX: usize = 7;

/// Symbols of the code for code lengths that repeat the last one, or zero.
const REPEAT_LAST: usize = 16;
const REPEAT_ZERO_SHORT: usize = 17;
const REPEAT_ZERO_LONG: usize = 18;

const LENGTH_EXTRA: [u8; LENGTH_CODES] =
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_EXTRA: [u8; DISTANCES] =
    [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const LENGTHS_EXTRA: [u8; LENGTHS] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 7];

/// The order in which the code for code lengths is written.
const LENGTHS_ORDER: [usize; LENGTHS] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// The type of a block, in two bits.
const STORED: u32 = 0;
const FIXED: u32 = 1;
const OWN: u32 = 2;

/// The first value of each code with extra bits.
const fn bases<const N: usize>(extra: [u8; N]) -> [u16; N] {
    let mut bases = [0; N];
    let mut at = 1;
    while at < N {
        bases[at] = bases[at - 1] + (1 << extra[at - 1]);
        at += 1;
    }
    bases
}

const LENGTH_BASES: [u16; LENGTH_CODES] = {
    let mut bases = bases(LENGTH_EXTRA);
    // The longest match has a code of its own.
    bases[LENGTH_CODES - 1] = 255;
    bases
};
const DISTANCE_BASES: [u16; DISTANCES] = bases(DISTANCE_EXTRA);

/// The code of each length, less the shortest.
const LENGTH_CODE: [u8; 256] = {
    let mut codes = [0; 256];
    let mut length = 0;
    let mut code = 0;
    while length < 256 {
        while code + 1 < LENGTH_CODES && LENGTH_BASES[code + 1] as usize <= length {
            code += 1;
        }
        codes[length] = code as u8;
        length += 1;
    }
    codes
};

/// The code of a distance, less one.
fn distance_code(distance: u16) -> usize {
    if distance < 4 {
        return usize::from(distance);
    }
    let bits = distance.ilog2();
    (2 * bits + u32::from(distance >> (bits - 1) & 1)) as usize
}

/// A symbol's code: its bits, the first sent in the lowest place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Code {
    bits: u16,
    length: u8,
}

/// Gives the codes that lengths stand for: RFC 1951, section 3.2.2.
fn assign(lengths: &[u8]) -> Vec<Code> {
    let mut count = [0_u16; BITS_MAX + 1];
    for length in lengths.iter().filter(|length| **length > 0) {
        count[usize::from(*length)] += 1;
    }
    let mut next = [0_u16; BITS_MAX + 2];
    for bits in 1..=BITS_MAX {
        next[bits + 1] = (next[bits] + count[bits]) << 1;
    }
    let code = |length: &u8| {
        if *length == 0 {
            return Code::default();
        }
        let bits = next[usize::from(*length)];
        next[usize::from(*length)] += 1;
        Code { bits: bits.reverse_bits() >> (16 - length), length: *length }
    };
    lengths.iter().map(code).collect()
}

/// What a code is made for.
struct Alphabet {
    extra: &'static [u8],
    /// The first symbol with an entry in `extra`.
    extra_base: usize,
    /// The lengths of the fixed code; none for the code of code lengths.
    fixed: &'static [u8],
    bits_max: usize,
}

const FIXED_LENGTHS: [u8; FIXED_SYMBOLS] = {
    let mut lengths = [8; FIXED_SYMBOLS];
    let mut symbol = 144;
    while symbol < 280 {
        lengths[symbol] = if symbol < 256 { 9 } else { 7 };
        symbol += 1;
    }
    lengths
};
const FIXED_DISTANCE_LENGTHS: [u8; DISTANCES] = [5; DISTANCES];

const OF_SYMBOLS: Alphabet =
    Alphabet { extra: &LENGTH_EXTRA, extra_base: LITERALS + 1, fixed: &FIXED_LENGTHS, bits_max: BITS_MAX };
const OF_DISTANCES: Alphabet =
    Alphabet { extra: &DISTANCE_EXTRA, extra_base: 0, fixed: &FIXED_DISTANCE_LENGTHS, bits_max: BITS_MAX };
const OF_LENGTHS: Alphabet = Alphabet { extra: &LENGTHS_EXTRA, extra_base: 0, fixed: &[], bits_max: LENGTH_BITS_MAX };

/// A code made for how often symbols occur, and what it saves.
struct Tree {
    lengths: Vec<u8>,
    /// The last symbol that occurs.
    last: usize,
    /// Bits that the symbols take with this code.
    own_bits: u64,
    /// Bits that they take with the fixed code.
    fixed_bits: u64,
}

/// The least frequent nodes first, as zlib's heap orders them: ties go to the flatter subtree, and what is left to
/// chance in a heap is zlib's.
struct Heap<'a> {
    /// From index 1 on.
    nodes: Vec<usize>,
    frequency: &'a mut Vec<u32>,
    depth: &'a mut Vec<u8>,
}

impl Heap<'_> {
    fn is_smaller(&self, a: usize, b: usize) -> bool {
        (self.frequency[a], self.depth[a]) <= (self.frequency[b], self.depth[b])
    }

    fn len(&self) -> usize {
        self.nodes.len() - 1
    }

    fn sift_down(&mut self, mut at: usize) {
        let node = self.nodes[at];
        loop {
            let mut child = at * 2;
            if child > self.len() {
                break;
            }
            if child < self.len() && self.is_smaller(self.nodes[child + 1], self.nodes[child]) {
                child += 1;
            }
            if self.is_smaller(node, self.nodes[child]) {
                break;
            }
            self.nodes[at] = self.nodes[child];
            at = child;
        }
        self.nodes[at] = node;
    }

    fn pop(&mut self) -> usize {
        let least = self.nodes[1];
        self.nodes[1] = self.nodes[self.len()];
        self.nodes.pop();
        if self.len() > 0 {
            self.sift_down(1);
        }
        least
    }
}

/// Makes the best code for how often symbols occur: `build_tree`.
fn build(frequencies: &[u32], alphabet: &Alphabet) -> Tree {
    let symbols = frequencies.len();
    let mut frequency = frequencies.to_vec();
    frequency.resize(2 * symbols + 1, 0);
    let mut depth = vec![0_u8; 2 * symbols + 1];
    let mut nodes = vec![0];
    nodes.extend((0..symbols).filter(|symbol| frequencies[*symbol] > 0));
    let mut last = nodes.last().copied().filter(|_| nodes.len() > 1);
    // At least two symbols have a code, so that there is one at all.
    let mut forced = Vec::new();
    while nodes.len() < 3 {
        let symbol = match last {
            Some(symbol) if symbol >= 2 => 0,
            Some(symbol) => symbol + 1,
            None => 0,
        };
        last = Some(last.map_or(symbol, |other| other.max(symbol)));
        frequency[symbol] = 1;
        nodes.push(symbol);
        forced.push(symbol);
    }
    let last = last.expect("[simulator bug] two symbols have a code");
    let mut heap = Heap { nodes, frequency: &mut frequency, depth: &mut depth };
    for at in (1..=heap.len() / 2).rev() {
        heap.sift_down(at);
    }
    let (parents, order) = join(&mut heap, symbols);
    let lengths = lengths_of(&parents, &order, symbols, alphabet);
    let (mut own_bits, mut fixed_bits) = (0, 0);
    for symbol in 0..symbols {
        let extra = symbol.checked_sub(alphabet.extra_base).and_then(|at| alphabet.extra.get(at)).copied().unwrap_or(0);
        let count = u64::from(frequency[symbol]);
        if count == 0 {
            continue;
        }
        // A symbol that was forced takes no bits, as it does not occur.
        if forced.contains(&symbol) {
            continue;
        }
        own_bits += count * u64::from(lengths[symbol] + extra);
        fixed_bits += count * u64::from(alphabet.fixed.get(symbol).map_or(0, |bits| bits + extra));
    }
    Tree { lengths, last, own_bits, fixed_bits }
}

/// Joins the two least frequent nodes until one is left. Gives the parent of each node, and the nodes from the root on.
fn join(heap: &mut Heap, symbols: usize) -> (Vec<usize>, Vec<usize>) {
    let mut parents = vec![0; 2 * symbols + 1];
    let mut order = Vec::new();
    let mut node = symbols;
    while heap.len() >= 2 {
        let (first, second) = (heap.pop(), heap.nodes[1]);
        order.extend([first, second]);
        heap.frequency[node] = heap.frequency[first].wrapping_add(heap.frequency[second]);
        heap.depth[node] = heap.depth[first].max(heap.depth[second]) + 1;
        parents[first] = node;
        parents[second] = node;
        heap.nodes[1] = node;
        heap.sift_down(1);
        node += 1;
    }
    order.push(heap.nodes[1]);
    order.reverse();
    (parents, order)
}

/// The lengths of the symbols' codes, none too long: `gen_bitlen`.
fn lengths_of(parents: &[usize], order: &[usize], symbols: usize, alphabet: &Alphabet) -> Vec<u8> {
    let mut depth = vec![0_usize; parents.len()];
    let mut count = [0_usize; BITS_MAX + 1];
    let mut overflow = 0_i32;
    for node in &order[1..] {
        let bits = depth[parents[*node]] + 1;
        overflow += i32::from(bits > alphabet.bits_max);
        depth[*node] = bits.min(alphabet.bits_max);
        if *node < symbols {
            count[depth[*node]] += 1;
        }
    }
    let mut lengths: Vec<u8> = depth[..symbols].iter().map(|bits| *bits as u8).collect();
    if overflow == 0 {
        return lengths;
    }
    while overflow > 0 {
        let mut bits = alphabet.bits_max - 1;
        while count[bits] == 0 {
            bits -= 1;
        }
        count[bits] -= 1;
        count[bits + 1] += 2;
        count[alphabet.bits_max] -= 1;
        overflow -= 2;
    }
    // The rarest symbols get the longest codes.
    let mut rarest = order.iter().rev().filter(|node| **node < symbols);
    for bits in (1..=alphabet.bits_max).rev() {
        for symbol in rarest.by_ref().take(count[bits]) {
            lengths[*symbol] = bits as u8;
        }
    }
    lengths
}

/// Code lengths as symbols of the code for code lengths, each with how often it is repeated more: `scan_tree`.
fn runs(lengths: &[u8]) -> Vec<(usize, u32)> {
    let mut runs = Vec::new();
    let mut previous = None;
    let mut at = 0;
    while at < lengths.len() {
        let length = lengths[at];
        let (max, min) = match length {
            0 => (138, 3),
            _ if previous == Some(length) => (6, 3),
            _ => (7, 4),
        };
        let count = lengths[at..].iter().take(max).take_while(|other| **other == length).count();
        at += count;
        if count < min {
            runs.extend(std::iter::repeat_n((usize::from(length), 0), count));
        } else if length != 0 {
            let mut repeated = count;
            if previous != Some(length) {
                runs.push((usize::from(length), 0));
                repeated -= 1;
            }
            runs.push((REPEAT_LAST, repeated as u32 - 3));
        } else if count <= 10 {
            runs.push((REPEAT_ZERO_SHORT, count as u32 - 3));
        } else {
            runs.push((REPEAT_ZERO_LONG, count as u32 - 11));
        }
        previous = Some(length);
    }
    runs
}

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

/// The codes of a block as they are written before it.
struct Header {
    /// How many symbols and distances have a length.
    symbols: usize,
    distances: usize,
    runs: Vec<(usize, u32)>,
    /// The code for the runs.
    lengths: Tree,
    /// How many lengths of that code are written.
    order_length: usize,
}

impl Header {
    fn new(symbols: &Tree, distances: &Tree) -> Self {
        let mut all = runs(&symbols.lengths[..=symbols.last]);
        all.extend(runs(&distances.lengths[..=distances.last]));
        let mut frequency = [0; LENGTHS];
        for (symbol, _) in &all {
            frequency[*symbol] += 1;
        }
        let lengths = build(&frequency, &OF_LENGTHS);
        let last = LENGTHS_ORDER.iter().rposition(|symbol| lengths.lengths[*symbol] != 0);
        let order_length = last.map_or(0, |last| last + 1).max(4);
        Self { symbols: symbols.last + 1, distances: distances.last + 1, runs: all, lengths, order_length }
    }

    fn bits(&self) -> u64 {
        self.lengths.own_bits + 3 * self.order_length as u64 + 5 + 5 + 4
    }
}
