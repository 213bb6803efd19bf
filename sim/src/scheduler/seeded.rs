//! The seeded strategy: luck from a number. Also the one place that makes random bytes.
//!
//! Use it to sample how different runs can be: `--seed`, `explore`. Never to claim that something cannot happen.
//!
//! Every question draws from its own stream, found by its key, at a place found by its occurrence. So an edit of the
//! program that adds a question somewhere leaves the luck of all others as it was.

use super::{Alternatives, ChoicePoint, Origin, Scheduler};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// Words of 32 bits that one question may use; a power of two, so that two questions never share a word.
const WORDS_PER_CHOICE: u128 = 4;

/// Answers by luck from a seed.
#[derive(Clone, Debug)]
pub struct Seeded {
    seed: u64,
    rng: ChaCha8Rng,
}

impl Seeded {
    /// The luck of this seed.
    pub fn new(seed: u64) -> Self {
        Self { seed, rng: ChaCha8Rng::seed_from_u64(seed) }
    }

    /// The draw that belongs to a key and an occurrence: 64 even bits and 32 more.
    pub(super) fn draw(&mut self, key: u64, nth: u32) -> (u64, u32) {
        self.rng.set_stream(key);
        self.rng.set_word_pos(u128::from(nth) * WORDS_PER_CHOICE);
        (self.rng.next_u64(), self.rng.next_u32())
    }
}

impl Scheduler for Seeded {
    fn origin(&self) -> Origin {
        Origin::Seeded(self.seed)
    }

    fn choose(&mut self, point: &ChoicePoint<'_>) -> u64 {
        let (wide, narrow) = self.draw(point.key, point.nth);
        match point.alternatives {
            Alternatives::Range { min: 0, max: u64::MAX, .. } => wide,
            Alternatives::Range { min, typical, max } => {
                // OK because the low half decides the side and the high half the place on it: both are even.
                let side_is_low = wide & 1 == 0;
                let place = wide >> 32;
                if side_is_low {
                    typical - scale(typical - min, place)
                } else {
                    typical + scale(max - typical, skewed(place))
                }
            }
            Alternatives::Among(meanings) => scale(meanings.len() as u64 - 1, wide >> 32),
            Alternatives::Fault { millionths } => {
                u64::from(u64::from(narrow) * 1_000_000 < u64::from(millionths) << 32)
            }
        }
    }
}

/// A value of `0..=width`, evenly spread by `place`, a number of 32 bits.
fn scale(width: u64, place: u64) -> u64 {
    let value = ((u128::from(width) + 1) * u128::from(place)) >> 32;
    // OK because place < 2^32, so the product shifted down is at most `width`.
    value as u64
}

/// The cube of `place` seen as a fraction of 2^32: small delays are common and large ones rare, as on real machines,
/// yet one in five of the slow ones lies in the upper half of its side. In integers, so that every machine agrees.
fn skewed(place: u64) -> u64 {
    let square = (place * place) >> 32;
    (square * place) >> 32
}

/// An endless stream of random bytes from a seed: what `getrandom(2)` gives the program.
#[derive(Clone, Debug)]
pub struct RandomBytes(ChaCha8Rng);

impl RandomBytes {
    /// The stream of this seed.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Fills `bytes` with the next ones.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::Seeded;
    use crate::scheduler::{Alternatives, ChoiceName, ChoicePoint, Scheduler, key};

    fn answer(scheduler: &mut Seeded, who: &str, nth: u32, alternatives: Alternatives<'_>) -> u64 {
        let name = ChoiceName::JobCost;
        scheduler.choose(&ChoicePoint { name, who: &who, nth, key: key::key(name, &who), alternatives })
    }

    const RANGE: Alternatives<'static> = Alternatives::Range { min: 100, typical: 1_000, max: 100_000 };

    #[test]
    fn an_answer_depends_on_no_other_question() {
        let mut alone = Seeded::new(7);
        let expected = answer(&mut alone, "b", 3, RANGE);
        let mut after_others = Seeded::new(7);
        for nth in 0..50 {
            answer(&mut after_others, "a", nth, RANGE);
        }
        assert_eq!(answer(&mut after_others, "b", 3, RANGE), expected);
    }

    #[test]
    fn costs_fall_on_both_sides_of_the_typical_one_and_stay_inside() {
        let mut scheduler = Seeded::new(1);
        let answers: Vec<u64> = (0..1_000).map(|nth| answer(&mut scheduler, "a", nth, RANGE)).collect();
        assert!(answers.iter().all(|cost| (100..=100_000).contains(cost)));
        let below = answers.iter().filter(|cost| **cost <= 1_000).count();
        assert!((400..600).contains(&below), "{below} of 1000 are on the low side");
        let harsh = answers.iter().filter(|cost| **cost > 50_000).count();
        assert!((60..160).contains(&harsh), "{harsh} of 1000 are in the upper half");
    }

    #[test]
    fn every_alternative_is_reached() {
        let mut scheduler = Seeded::new(1);
        let mut seen = [0; 3];
        for nth in 0..300 {
            let chosen = answer(&mut scheduler, "a", nth, Alternatives::Among(&[&"x", &"y", &"z"]));
            seen[usize::try_from(chosen).unwrap()] += 1;
        }
        assert!(seen.iter().all(|count| (60..140).contains(count)), "{seen:?}");
    }

    #[test]
    fn a_fault_strikes_as_often_as_it_was_asked_to() {
        let mut scheduler = Seeded::new(1);
        let alternatives = Alternatives::Fault { millionths: 100_000 };
        let strikes: u64 = (0..1_000).map(|nth| answer(&mut scheduler, "a", nth, alternatives)).sum();
        assert!((60..140).contains(&strikes), "{strikes} of 1000");
    }
}
