//! Random bytes from a seed that the simulation drew: what keys and paddings are made of.
//!
//! A whole search for primes so takes one draw of luck, and gives the same key whenever that draw is the same.

use std::convert::Infallible;

use super::digest::{Digest, digest};
use rsa::rand_core::{TryCryptoRng, TryRng};

/// The digests of the seed with 0, 1, 2 … behind it, one after the other.
pub(crate) struct SeededBytes {
    seed: Vec<u8>,
    block: u64,
    left: Vec<u8>,
}

impl SeededBytes {
    /// The stream of that seed, from its start.
    pub(crate) fn new(seed: &[u8]) -> Self {
        Self { seed: seed.to_vec(), block: 0, left: Vec::new() }
    }

    /// The next `count` bytes.
    pub(crate) fn take(&mut self, count: usize) -> Vec<u8> {
        while self.left.len() < count {
            let input = [&self.seed[..], &self.block.to_le_bytes()].concat();
            self.left.extend(digest(Digest::Sha256, &input));
            self.block += 1;
        }
        let rest = self.left.split_off(count);
        std::mem::replace(&mut self.left, rest)
    }

    /// The next bytes, as an array.
    pub(crate) fn array<const N: usize>(&mut self) -> [u8; N] {
        self.take(N).try_into().expect("[simulator bug] as many bytes as were asked for")
    }
}

impl TryRng for SeededBytes {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(self.array()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(self.array()))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        let taken = self.take(bytes.len());
        bytes.copy_from_slice(&taken);
        Ok(())
    }
}

impl TryCryptoRng for SeededBytes {}

#[cfg(test)]
mod tests {
    use super::SeededBytes;

    #[test]
    fn the_stream_depends_on_the_seed_and_not_on_how_it_is_taken() {
        let whole = SeededBytes::new(b"a").take(100);
        let mut pieces = SeededBytes::new(b"a");
        assert_eq!([pieces.take(33), pieces.take(67)].concat(), whole);
        assert_ne!(SeededBytes::new(b"b").take(100), whole);
    }
}
