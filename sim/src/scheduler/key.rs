//! Keys of choices: a stable hash of name and subject, and how often each was asked.

use super::ChoiceName;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Write};

/// FNV-1a of 64 bits (draft-eastlake-fnv): tiny, and the same on every machine and in every version of Rust.
/// A collision would only make two subjects share their luck, so no stronger hash is needed.
struct Fnv(u64);

impl Fnv {
    const START: Self = Self(0xcbf2_9ce4_8422_2325);
    const PRIME: u64 = 0x0000_0100_0000_01b3;

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(Self::PRIME);
        }
    }
}

impl Write for Fnv {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.add(text.as_bytes());
        Ok(())
    }
}

/// The hash of any text.
pub(super) fn hash(text: &dyn Display) -> u64 {
    let mut fnv = Fnv::START;
    write!(fnv, "{text}").expect("hashing takes any text");
    fnv.0
}

/// The key of a choice. The zero byte keeps `a` + `bc` apart from `ab` + `c`.
pub(super) fn key(name: ChoiceName, who: &dyn Display) -> u64 {
    let mut fnv = Fnv::START;
    fnv.add(name.text().as_bytes());
    fnv.add(&[0]);
    write!(fnv, "{who}").expect("hashing takes any text");
    fnv.0
}

/// How often each key was met.
#[derive(Debug, Default)]
pub(super) struct Occurrences(BTreeMap<u64, u32>);

impl Occurrences {
    /// Counts one more, and says how many came before.
    pub(super) fn next(&mut self, key: u64) -> u32 {
        let count = self.0.entry(key).or_insert(0);
        let before = *count;
        *count = count.saturating_add(1);
        before
    }
}
