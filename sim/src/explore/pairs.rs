//! Which lines of a program's output come before which: always, usually, or by luck.
//!
//! A *label* is a line that the program writes to stdout, without white space at its ends; the second time that a line
//! comes in a run its label ends in ` #2`, and so on. For two labels only the runs count in which both come:
//!
//! * *guaranteed*: in all of them the one came before the other
//! * *usual*: in at least nine of ten, but not in all
//! * *luck*: in fewer
//!
//! After a complete search "guaranteed" is a fact within the costs' bounds; after a sample of N runs it says that none of
//! N runs showed otherwise.

use std::collections::BTreeMap;

/// How sure the order of two labels is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// No run showed the reverse.
    Guaranteed,
    /// At least nine runs of ten.
    Usual,
    /// Neither.
    Luck,
}

impl Verdict {
    /// The word for it.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Guaranteed => "guaranteed",
            Self::Usual => "usual",
            Self::Luck => "luck",
        }
    }
}

/// Two labels in the order in which they come more often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one that is first at least as often.
    pub before: String,
    /// The other.
    pub after: String,
    /// How sure that is.
    pub verdict: Verdict,
}

/// More labels than this are not compared each with each, but each with its neighbours: a table of ten thousand pairs
/// shows nobody anything.
const LABELS_MAX: usize = 150;

/// The labels of a run's standard output, in order.
pub fn labels(stdout: &str) -> Vec<String> {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut labels = Vec::new();
    for line in stdout.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let count = seen.entry(line).or_default();
        *count += 1;
        labels.push(if *count == 1 { line.to_owned() } else { format!("{line} #{count}") });
    }
    labels
}

/// The verdict on every pair of labels, given each outcome's output and how often it came, the most frequent first.
pub fn verdicts(outcomes: &[(&str, u64)]) -> Vec<Pair> {
    let runs: Vec<(Vec<String>, u64)> = outcomes.iter().map(|(stdout, count)| (labels(stdout), *count)).collect();
    let places: Vec<BTreeMap<&str, usize>> = runs
        .iter()
        .map(|(labels, _)| labels.iter().enumerate().map(|(place, label)| (label.as_str(), place)).collect())
        .collect();
    let mut known: Vec<&str> = Vec::new();
    let mut met = std::collections::BTreeSet::new();
    for label in runs.iter().flat_map(|(labels, _)| labels) {
        if met.insert(label.as_str()) {
            known.push(label);
        }
    }
    let reach = if known.len() > LABELS_MAX { 1 } else { known.len() };
    let mut pairs = Vec::new();
    for (index, left) in known.iter().enumerate() {
        for right in known[index + 1..].iter().take(reach) {
            let (mut before, mut after) = (0, 0);
            for (place, (_, count)) in places.iter().zip(&runs) {
                match (place.get(left), place.get(right)) {
                    (Some(left), Some(right)) if left < right => before += count,
                    (Some(_), Some(_)) => after += count,
                    _ => {}
                }
            }
            if before + after == 0 {
                continue;
            }
            let (first, second) = if before >= after { (left, right) } else { (right, left) };
            let verdict = judge(before.max(after), before + after);
            pairs.push(Pair { before: (*first).to_owned(), after: (*second).to_owned(), verdict });
        }
    }
    pairs
}

const fn judge(more: u64, all: u64) -> Verdict {
    if more == all {
        Verdict::Guaranteed
    } else if more * 10 >= all * 9 {
        Verdict::Usual
    } else {
        Verdict::Luck
    }
}

#[cfg(test)]
mod tests {
    use super::{Verdict, labels, verdicts};

    #[test]
    fn a_line_that_comes_again_is_counted() {
        assert_eq!(labels("a\n  b \n\na\nb\na\n"), ["a", "b", "a #2", "b #2", "a #3"]);
    }

    #[test]
    fn verdicts_follow_the_share_of_the_runs_in_which_both_come() {
        let found =
            verdicts(&[("s\na\nb\n", 60), ("s\nb\na\n", 30), ("s\na\nc\nb\n", 10), ("s\nc\na\nb\n", 1), ("s\n", 9)]);
        let verdict = |before: &str, after: &str| {
            found.iter().find(|pair| pair.before == before && pair.after == after).map(|pair| pair.verdict)
        };
        assert_eq!(verdict("s", "a"), Some(Verdict::Guaranteed));
        assert_eq!(verdict("a", "b"), Some(Verdict::Luck));
        assert_eq!(verdict("a", "c"), Some(Verdict::Usual));
        assert_eq!(verdict("c", "b"), Some(Verdict::Guaranteed));
        assert_eq!(verdict("c", "a"), None);
    }
}
