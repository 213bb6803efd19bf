//! The best prefix code for how often symbols occur, down to what zlib leaves to chance. zlib's `trees.c`.

use super::alphabet::{Alphabet, BITS_MAX};

/// A code made for how often symbols occur, and what it saves.
pub(super) struct Tree {
    /// Of each symbol.
    pub(super) lengths: Vec<u8>,
    /// The last symbol that occurs.
    pub(super) last: usize,
    /// Bits that the symbols take with this code.
    pub(super) own_bits: u64,
    /// Bits that they take with the fixed code.
    pub(super) fixed_bits: u64,
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
pub(super) fn build(frequencies: &[u32], alphabet: &Alphabet) -> Tree {
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

/// A symbol's code: its bits, the first sent in the lowest place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Code {
    pub(super) bits: u16,
    pub(super) length: u8,
}

/// Gives the codes that lengths stand for: RFC 1951, section 3.2.2.
pub(super) fn assign(lengths: &[u8]) -> Vec<Code> {
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
