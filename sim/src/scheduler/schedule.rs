//! A schedule: the answers of one run as a plain value that compares, prints, parses and replays.

use super::ChoiceName;
use std::collections::BTreeMap;

/// What a scheduler decides about things that happen meanwhile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Luck {
    /// How long each takes.
    #[default]
    OfTimes,
    /// Which is next.
    OfOrders,
}

/// Where a schedule's answers came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The typical strategy.
    #[default]
    Typical,
    /// Luck from this seed.
    Seeded(u64),
    /// Few harsh delays, placed by this seed.
    Pct {
        /// The seed.
        seed: u64,
        /// How many delays.
        depth: u32,
    },
    /// Everyone in turn.
    Fair,
    /// This run, counted from 0, of an exhaustive search.
    Exhaustive(u64),
    /// Another schedule, made smaller.
    Shrunk,
    /// Written by hand.
    Manual,
}

/// One answer that was not the typical one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What was chosen.
    pub name: ChoiceName,
    /// Whom it was about.
    pub who: String,
    /// How many times the same was asked before of the same subject.
    pub nth: u32,
    /// The answer, as [`Scheduler::choose`](super::Scheduler::choose) gives it.
    pub answer: u64,
    /// What the answer means, where it is more than a number. On replay it counts for more than the index.
    pub meaning: Option<String>,
}

impl Decision {
    /// What makes it the same question in two schedules.
    pub fn key(&self) -> (ChoiceName, &str, u32) {
        (self.name, &self.who, self.nth)
    }
}

/// The answers of one run, in the order in which they were asked.
///
/// Only those that were not typical are kept: what is left out is typical, so a schedule says how a run was special
/// and stays short when little was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// Where the answers came from; for people, replay does not look at it.
    pub origin: Origin,
    /// What was asked about things that happen meanwhile.
    pub luck: Luck,
    /// How many choices the run met in all; 0 when nobody counted, as in a schedule written by hand.
    pub asked: u64,
    /// The answers that were not typical.
    pub decisions: Vec<Decision>,
}

/// Where two schedules part on one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The decision of the left schedule; `None` means the typical one.
    pub left: Option<Decision>,
    /// The decision of the right schedule; `None` means the typical one.
    pub right: Option<Decision>,
}

impl Schedule {
    /// The questions that the two answer differently: in the left's order, then those of the right alone.
    pub fn diff(&self, right: &Self) -> Vec<Difference> {
        let right_by_key: BTreeMap<_, _> = right.decisions.iter().map(|d| (d.key(), d)).collect();
        let left_keys: BTreeMap<_, ()> = self.decisions.iter().map(|d| (d.key(), ())).collect();
        let mut differences = Vec::new();
        for left in &self.decisions {
            let other = right_by_key.get(&left.key()).copied();
            if other.is_none_or(|other| other.answer != left.answer || other.meaning != left.meaning) {
                differences.push(Difference { left: Some(left.clone()), right: other.cloned() });
            }
        }
        let only_right = right.decisions.iter().filter(|d| !left_keys.contains_key(&d.key()));
        differences.extend(only_right.map(|d| Difference { left: None, right: Some(d.clone()) }));
        differences
    }
}

#[cfg(test)]
mod tests {
    use super::{Decision, Schedule};
    use crate::scheduler::ChoiceName;

    fn schedule(decisions: &[(&str, u64)]) -> Schedule {
        let decision = |(who, answer): &(&str, u64)| Decision {
            name: ChoiceName::JobCost,
            who: (*who).to_owned(),
            nth: 0,
            answer: *answer,
            meaning: None,
        };
        Schedule { decisions: decisions.iter().map(decision).collect(), ..Schedule::default() }
    }

    #[test]
    fn a_difference_is_an_answer_that_only_one_side_gives() {
        let differences = schedule(&[("a", 1), ("b", 2), ("c", 3)]).diff(&schedule(&[("b", 2), ("c", 4), ("d", 5)]));
        let answers: Vec<_> = differences
            .iter()
            .map(|d| (d.left.as_ref().map(|d| d.answer), d.right.as_ref().map(|d| d.answer)))
            .collect();
        assert_eq!(answers, [(Some(1), None), (Some(3), Some(4)), (None, Some(5))]);
    }

    #[test]
    fn a_schedule_does_not_differ_from_itself() {
        let one = schedule(&[("a", 1)]);
        assert_eq!(one.diff(&one), []);
    }
}
