//! The fair strategy: everyone in turn, every cost typical.
//!
//! Use it to check that a program gets on without luck: whoever waits is served before another is served twice. Never
//! to look for races, of which it shows exactly one outcome.

use super::{Alternatives, ChoiceName, ChoicePoint, Origin, Scheduler, key};
use std::collections::BTreeMap;

/// Chooses whoever waited longest for a choice.
#[derive(Clone, Debug, Default)]
pub struct Fair {
    turn: u64,
    /// The turn in which each was chosen last, by kind of choice and hash of its name.
    served: BTreeMap<(ChoiceName, u64), u64>,
}

impl Scheduler for Fair {
    fn origin(&self) -> Origin {
        Origin::Fair
    }

    fn choose(&mut self, point: &ChoicePoint<'_>) -> u64 {
        let Alternatives::Among(meanings) = point.alternatives else { return point.alternatives.typical() };
        self.turn += 1;
        let hashes: Vec<u64> = meanings.iter().map(|meaning| key::hash(meaning)).collect();
        let last_turn = |index: &usize| self.served.get(&(point.name, hashes[*index])).copied().unwrap_or(0);
        // OK because `min_by_key` gives the first of equals: among those never served, first come is first served.
        let chosen = (0..hashes.len()).min_by_key(last_turn).unwrap_or(0);
        self.served.insert((point.name, hashes[chosen]), self.turn);
        chosen as u64
    }
}

#[cfg(test)]
mod tests {
    use super::Fair;
    use crate::scheduler::{Alternatives, ChoiceName, Keep, Recorder};
    use loopscope_engine::clock::LoopTime;

    #[test]
    fn everyone_is_served_once_before_anyone_is_served_twice() {
        let mut recorder = Recorder::new(Box::new(Fair::default()), Keep::Nothing);
        let among = Alternatives::Among(&[&"a", &"b", &"c"]);
        let mut next = || recorder.choose(LoopTime::ZERO, ChoiceName::NextThread, &"", among);
        assert_eq!([next(), next(), next(), next()], [0, 1, 2, 0]);
    }
}
