//! The fewest decisions that still give the same, and then the smallest: what a person can read.
//!
//! HOW: delta debugging (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input"). Taking a decision
//! away makes it typical; what remains is tried on a real run, so a smaller schedule is never a guess. Decisions are
//! taken away in halves, quarters and so on, until none can go alone. Then every cost is brought as near to its typical
//! value as the result allows, by bisection.

use crate::scheduler::{Decision, Keep, Origin, Schedule};
use crate::simulation::{Manner, Simulation};

/// How many runs an outcome of a search is worth: enough for a handful of decisions among some hundreds.
pub const RUNS_OF_AN_OUTCOME: u32 = 80;

/// How many runs a violation is worth.
pub const RUNS_OF_A_VIOLATION: u32 = 400;

/// Tries smaller schedules, as often as it may.
struct Tries<'a> {
    simulation: &'a Simulation,
    is_same: &'a dyn Fn(&Schedule) -> bool,
    left: u32,
    origin: &'a Schedule,
}

impl Tries<'_> {
    /// Whether these decisions alone give the same; no when there are no tries left.
    fn fits(&mut self, decisions: &[Decision]) -> bool {
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        (self.is_same)(&self.schedule(decisions))
    }

    fn schedule(&self, decisions: &[Decision]) -> Schedule {
        // The number of choices is not known before the run.
        Schedule { origin: Origin::Shrunk, luck: self.origin.luck, asked: 0, decisions: decisions.to_vec() }
    }

    /// The schedule with the number of choices that its run meets.
    fn finish(&self, decisions: &[Decision]) -> Schedule {
        if decisions.len() == self.origin.decisions.len() {
            return self.origin.clone();
        }
        let schedule = self.schedule(decisions);
        Schedule { asked: self.simulation.replay(&schedule).schedule.asked, ..schedule }
    }
}

/// The schedule with as few decisions as `runs` tries can find, such that it still satisfies `is_same`, as `schedule`
/// itself must.
pub fn fewest(
    simulation: &Simulation,
    schedule: &Schedule,
    runs: u32,
    is_same: &dyn Fn(&Schedule) -> bool,
) -> Schedule {
    let mut tries = Tries { simulation, is_same, left: runs, origin: schedule };
    let kept = reduce(schedule.decisions.clone(), &mut |decisions| tries.fits(decisions));
    tries.finish(&kept)
}

/// The same with costs as near to their typical values as `runs` tries can find.
pub fn smallest(
    simulation: &Simulation,
    schedule: &Schedule,
    runs: u32,
    is_same: &dyn Fn(&Schedule) -> bool,
) -> Schedule {
    let few = fewest(simulation, schedule, runs, is_same);
    let typical = typical_answers(simulation, &few);
    let mut tries = Tries { simulation, is_same, left: runs, origin: &few };
    let mut decisions = few.decisions.clone();
    for index in 0..decisions.len() {
        let Some(typical) = typical[index] else { continue };
        let answer = bisect(typical, decisions[index].answer, |answer| {
            let mut changed = decisions.clone();
            changed[index].answer = answer;
            tries.fits(&changed)
        });
        decisions[index].answer = answer;
    }
    let schedule = tries.schedule(&decisions);
    Schedule { asked: simulation.replay(&schedule).schedule.asked, ..schedule }
}

/// What the run would have answered by itself where a decision is a cost.
fn typical_answers(simulation: &Simulation, schedule: &Schedule) -> Vec<Option<u64>> {
    let run = simulation.run_in(Manner { keep: Keep::Log, ..Manner::replay(schedule.clone()) });
    let typical = |decision: &Decision| {
        let entry = run.log.iter().find(|entry| entry.decision.key() == decision.key())?;
        // OK because an index has no middle, and a fault strikes or does not.
        entry.typical.1.is_none().then_some(entry.typical.0)
    };
    schedule.decisions.iter().map(typical).collect()
}

/// The answer nearest to `typical` that fits, found in steps that halve; a readable one where the distance is long.
fn bisect(typical: u64, answer: u64, mut fits: impl FnMut(u64) -> bool) -> u64 {
    // Costs below a thousandth of the answer's distance are the same to a reader.
    let grain = (typical.abs_diff(answer) / 1_000).max(1);
    let (mut bad, mut good) = (typical, answer);
    while bad.abs_diff(good) > grain {
        let middle = bad.midpoint(good);
        if fits(middle) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    let round = rounded(good, bad);
    if round != good && round.abs_diff(typical) <= answer.abs_diff(typical) && fits(round) { round } else { good }
}

/// A number near `good`, on its side of `bad`, with two digits that are not zero.
fn rounded(good: u64, bad: u64) -> u64 {
    let digits = good.checked_ilog10().unwrap_or(0);
    let step = 10_u64.pow(digits.saturating_sub(1));
    let down = good / step * step;
    if good > bad && down != good { down + step } else { down }
}

/// Those of what fits together that cannot go: `ddmin`, taking complements only.
pub(super) fn reduce<T: Clone>(mut kept: Vec<T>, fits: &mut dyn FnMut(&[T]) -> bool) -> Vec<T> {
    if kept.is_empty() || fits(&[]) {
        return Vec::new();
    }
    let mut pieces = 2;
    while kept.len() > 1 {
        let size = kept.len().div_ceil(pieces);
        let smaller = chunks(kept.len(), size).find_map(|piece| {
            let alone = kept[piece.clone()].to_vec();
            if pieces == 2 && fits(&alone) {
                return Some(alone);
            }
            let rest = [&kept[..piece.start], &kept[piece.end..]].concat();
            (pieces > 2 && fits(&rest)).then_some(rest)
        });
        match smaller {
            Some(smaller) => {
                pieces = if pieces == 2 { 2 } else { (pieces - 1).max(2) };
                kept = smaller;
            }
            None if size == 1 => break,
            None => pieces = (pieces * 2).min(kept.len()),
        }
    }
    kept
}

fn chunks(len: usize, size: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    (0..len).step_by(size).map(move |start| start..(start + size).min(len))
}

#[cfg(test)]
mod tests {
    use super::{bisect, reduce};
    use crate::scheduler::{ChoiceName, Decision};

    fn decisions(count: u64) -> Vec<Decision> {
        let decision =
            |answer| Decision { name: ChoiceName::JobCost, who: String::new(), nth: 0, answer, meaning: None };
        (0..count).map(decision).collect()
    }

    #[test]
    fn two_culprits_among_two_thousand_are_found_in_few_tries() {
        let mut tries = 0;
        let kept = reduce(decisions(2_000), &mut |kept| {
            tries += 1;
            [17, 1_900].iter().all(|culprit| kept.iter().any(|decision| decision.answer == *culprit))
        });
        let answers: Vec<u64> = kept.iter().map(|decision| decision.answer).collect();
        assert_eq!(answers, [17, 1_900]);
        assert!(tries < 120, "{tries} tries");
    }

    #[test]
    fn what_needs_no_decision_keeps_none() {
        assert_eq!(reduce(decisions(9), &mut |_| true), Vec::new());
    }

    #[test]
    fn a_cost_comes_as_near_to_typical_as_it_may_and_reads_well() {
        assert_eq!(bisect(12_000, 9_000_000, |answer| answer > 2_345_678), 2_400_000);
        assert_eq!(bisect(1_000, 0, |answer| answer < 500), 490);
    }
}
