//! What the runs of a search came to.

use super::pairs::{self, Pair, Verdict};
use crate::scheduler::Schedule;
use std::collections::{BTreeMap, BTreeSet};

/// How often an outcome came, and in which run first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) count: u64,
    pub(super) first: u64,
}

/// Outcomes by what a user sees of them: standard output and exit code.
pub(super) type Collected = BTreeMap<(String, i32), Found>;

/// One way in which the program can end, as a user sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Standard output.
    pub stdout: String,
    /// The exit code.
    pub exit: i32,
    /// How many runs came to it.
    pub count: u64,
    /// The first seed that gives it, if a seed does.
    pub seed: Option<u64>,
    /// The number of the first run that gave it; 0 is the typical run.
    pub first: u64,
    /// A schedule that gives it, with few decisions.
    pub schedule: Schedule,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Whether there is certainly no other outcome within the bounds of the costs.
    pub complete: bool,
    /// How many runs were made.
    pub schedules: u64,
    /// How many orders the runs showed that differ in more than what does not depend on one another.
    pub classes: u64,
    /// Whether a complete search left out orders because what they swap was seen to make no difference.
    pub is_reduced: bool,
    /// The outcomes, the most frequent first, and of equals the one that came first.
    pub outcomes: Vec<Outcome>,
    /// Which lines come before which.
    pub pairs: Vec<Pair>,
}

impl Findings {
    /// Puts outcomes into order and says what they tell of pairs of lines.
    pub fn new(complete: bool, schedules: u64, mut outcomes: Vec<Outcome>) -> Self {
        outcomes.sort_by(|left, right| (right.count, left.first).cmp(&(left.count, right.first)));
        let seen: Vec<_> = outcomes.iter().map(|outcome| (outcome.stdout.as_str(), outcome.count)).collect();
        let pairs = pairs::verdicts(&seen);
        Self { complete, schedules, classes: schedules, is_reduced: false, outcomes, pairs }
    }

    /// The guaranteed pairs that do not follow from others: `a < c` follows from `a < b` and `b < c`.
    pub fn guaranteed_chain(&self) -> Vec<&Pair> {
        let guaranteed: Vec<&Pair> = self.pairs.iter().filter(|pair| pair.verdict == Verdict::Guaranteed).collect();
        let mut after: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for pair in &guaranteed {
            after.entry(&pair.before).or_default().insert(&pair.after);
        }
        let follows = |pair: &Pair| {
            let between = after.get(pair.before.as_str()).into_iter().flatten();
            between.filter_map(|middle| after.get(middle)).any(|reached| reached.contains(pair.after.as_str()))
        };
        guaranteed.into_iter().filter(|pair| !follows(pair)).collect()
    }
}
