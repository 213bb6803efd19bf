//! The codes of a block as they are written before it: their lengths, in a code of their own.

use super::alphabet::{LENGTHS, OF_LENGTHS};
use super::tree::{Tree, build};

/// Symbols of the code for code lengths that repeat the last one, or zero.
const REPEAT_LAST: usize = 16;
const REPEAT_ZERO_SHORT: usize = 17;
const REPEAT_ZERO_LONG: usize = 18;

/// The order in which the code for code lengths is written.
pub(super) const LENGTHS_ORDER: [usize; LENGTHS] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// The codes of a block as they are written before it.
pub(super) struct Header {
    /// How many symbols and distances have a length.
    pub(super) symbols: usize,
    pub(super) distances: usize,
    /// The lengths: symbols of the code for code lengths, each with how often it is repeated more.
    pub(super) runs: Vec<(usize, u32)>,
    /// The code for the runs.
    pub(super) lengths: Tree,
    /// How many lengths of that code are written.
    pub(super) order_length: usize,
}

impl Header {
    /// What is written for these two codes.
    pub(super) fn new(symbols: &Tree, distances: &Tree) -> Self {
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

    /// How many bits it takes.
    pub(super) fn bits(&self) -> u64 {
        self.lengths.own_bits + 3 * self.order_length as u64 + 5 + 5 + 4
    }
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
