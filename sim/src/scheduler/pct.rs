//! The PCT strategy: a typical run but for a few harsh delays at random places.
//!
//! Use it to find bugs that need few coincidences: most need one or two, and a schedule with two oddities reads better
//! than one with two thousand. It says little about how often something happens: for that sample with seeds.
//!
//! After "A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs" (Burckhardt and others, ASPLOS 2010):
//! whoever may go first has a random priority, and at `depth` random places of the run luck strikes. There a cost goes
//! to an end of its range, or the one that would have gone first falls behind all others.

use super::{Alternatives, ChoiceName, ChoicePoint, Origin, Scheduler, Seeded, key};
use std::collections::{BTreeMap, BTreeSet};

/// How many places a choice counts for. Work done elsewhere decides most races, and there is far less of it than there
/// are callbacks; without weights nearly every delay would hit a callback.
const fn weight(name: ChoiceName) -> u64 {
    match name {
        ChoiceName::CallbackCost | ChoiceName::ScriptCost | ChoiceName::CallCost | ChoiceName::WakeDelay => 1,
        _ => 4,
    }
}

/// Typical answers with a few harsh delays.
#[derive(Clone, Debug)]
pub struct Pct {
    seed: u64,
    depth: u32,
    luck: Seeded,
    places: BTreeSet<u64>,
    place: u64,
    /// Those that fell behind, by the hash of their name; a later fall is a deeper one.
    fallen: BTreeMap<u64, u64>,
}

impl Pct {
    /// The strategy with `depth` delays in a run of about `asked` choices, as a typical run counts them. A wrong
    /// estimate makes the delays too early or some of them too late to happen.
    pub fn new(seed: u64, depth: u32, asked: u64) -> Self {
        let mut luck = Seeded::new(seed);
        let run_length = asked.max(1).saturating_mul(2);
        let stream = key::hash(&"places of delays");
        let places = (0..depth).map(|nth| luck.draw(stream, nth).0 % run_length).collect();
        Self { seed, depth, luck, places, place: 0, fallen: BTreeMap::new() }
    }

    /// Whether luck strikes at this choice.
    fn strikes(&mut self, name: ChoiceName) -> bool {
        let begin = self.place;
        self.place += weight(name);
        self.places.range(begin..self.place).next().is_some()
    }

    /// The index of whoever has the highest priority.
    fn first_of(&mut self, hashes: &[u64]) -> usize {
        let fallen = &self.fallen;
        let luck = &mut self.luck;
        let rank = |hash: &u64| match fallen.get(hash) {
            None => (true, luck.draw(*hash, 0).0),
            Some(order) => (false, u64::MAX - order),
        };
        let ranks: Vec<_> = hashes.iter().map(rank).collect();
        (0..ranks.len()).max_by_key(|index| ranks[*index]).unwrap_or(0)
    }
}

impl Scheduler for Pct {
    fn origin(&self) -> Origin {
        Origin::Pct { seed: self.seed, depth: self.depth }
    }

    fn choose(&mut self, point: &ChoicePoint<'_>) -> u64 {
        let strikes = self.strikes(point.name);
        match point.alternatives {
            Alternatives::Range { min: 0, max: u64::MAX, typical } => typical,
            // Slow three times in four: the fast end is seldom far from the typical cost.
            Alternatives::Range { min, max, .. } if strikes => {
                if self.luck.draw(point.key, point.nth).0.is_multiple_of(4) { min } else { max }
            }
            Alternatives::Fault { .. } => u64::from(strikes),
            Alternatives::Range { typical, .. } => typical,
            Alternatives::Among(meanings) => {
                let hashes: Vec<u64> = meanings.iter().map(|meaning| key::hash(meaning)).collect();
                let first = self.first_of(&hashes);
                if !strikes {
                    return first as u64;
                }
                self.fallen.insert(hashes[first], self.place);
                self.first_of(&hashes) as u64
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pct;
    use crate::scheduler::{Alternatives, ChoiceName, Keep, Recorder};
    use loopscope_engine::clock::LoopTime;

    fn run(seed: u64, depth: u32) -> Recorder {
        let mut recorder = Recorder::new(Box::new(Pct::new(seed, depth, 100)), Keep::Schedule);
        for _ in 0..100 {
            let range = Alternatives::Range { min: 1, typical: 5, max: 9 };
            recorder.choose(LoopTime::ZERO, ChoiceName::CallbackCost, &"main", range);
        }
        recorder
    }

    #[test]
    fn no_run_has_more_delays_than_its_depth() {
        for seed in 0..50 {
            assert!(run(seed, 3).schedule().decisions.len() <= 3);
        }
    }

    #[test]
    fn depth_zero_is_typical() {
        assert_eq!(run(1, 0).schedule().decisions, []);
    }

    #[test]
    fn the_order_of_contestants_is_kept_until_a_delay_strikes() {
        let mut recorder = Recorder::new(Box::new(Pct::new(9, 0, 10)), Keep::Nothing);
        let mut ask = |meanings: &[&dyn std::fmt::Display]| {
            let among = Alternatives::Among(meanings);
            meanings[recorder.choose(LoopTime::ZERO, ChoiceName::NextEvent, &"main", among) as usize].to_string()
        };
        let first = ask(&[&"a", &"b", &"c"]);
        assert_eq!(ask(&[&"c", &"b", &"a"]), first);
    }
}
