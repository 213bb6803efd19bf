//! Parts of a schedule: some of its decisions, the rest typical. Shrinks by taking decisions away, in halves, quarters and
//! so on, as [`shrink`](crate::explore::shrink) does.

use crate::scheduler::{Decision, Origin, Schedule};
use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::TestRunner;

/// A strategy for schedules that have some of the decisions of a given one: at first all, and fewer while a test still
/// fails.
///
/// ```
/// use loopscope_sim::Simulation;
/// use loopscope_sim::strategies::parts_of;
/// use proptest::test_runner::{TestCaseError, TestError, TestRunner};
///
/// let program = "const fs = require('fs');
///     for (const name of ['a', 'b', 'c']) fs.stat('/app', () => console.log(name));";
/// let program = Simulation::of_text(program);
/// let unlucky = (1..).map(|seed| program.run_seed(seed)).find(|run| !run.stdout.starts_with('a')).unwrap();
/// let failure = TestRunner::deterministic().run(&parts_of(unlucky.schedule.clone()), |schedule| {
///     let first = program.replay(&schedule).stdout;
///     if first.starts_with('a') { Ok(()) } else { Err(TestCaseError::fail("a is late")) }
/// });
/// let Err(TestError::Fail(_, least)) = failure else { panic!("the whole schedule fails") };
/// assert!(least.decisions.len() < unlucky.schedule.decisions.len(), "{least}");
/// ```
pub const fn parts_of(schedule: Schedule) -> Parts {
    Parts(schedule)
}

/// See [`parts_of`].
#[derive(Clone, Debug)]
pub struct Parts(Schedule);

impl Strategy for Parts {
    type Tree = SchedulePart;
    type Value = Schedule;

    fn new_tree(&self, _: &mut TestRunner) -> NewTree<Self> {
        let kept = self.0.decisions.clone();
        let size = kept.len();
        Ok(SchedulePart { whole: self.0.clone(), kept, at: 0, size, has_changed: false, taken: None })
    }
}

/// A part of a schedule on its way to a smaller one.
#[derive(Clone, Debug)]
pub struct SchedulePart {
    whole: Schedule,
    kept: Vec<Decision>,
    /// Where the next piece begins that may go, and how long pieces are now.
    at: usize,
    size: usize,
    /// Whether a piece of this size has gone for good.
    has_changed: bool,
    /// What was taken away last.
    taken: Option<Vec<Decision>>,
}

impl ValueTree for SchedulePart {
    type Value = Schedule;

    fn current(&self) -> Schedule {
        if self.kept.len() == self.whole.decisions.len() {
            return self.whole.clone();
        }
        Schedule { origin: Origin::Shrunk, luck: self.whole.luck, asked: 0, decisions: self.kept.clone() }
    }

    fn simplify(&mut self) -> bool {
        self.has_changed |= self.taken.take().is_some();
        if self.kept.is_empty() {
            return false;
        }
        if self.at >= self.kept.len() {
            if self.size <= 1 && !self.has_changed {
                return false;
            }
            (self.at, self.size, self.has_changed) = (0, (self.size / 2).max(1), false);
        }
        let end = (self.at + self.size).min(self.kept.len());
        self.taken = Some(self.kept.drain(self.at..end).collect());
        true
    }

    fn complicate(&mut self) -> bool {
        let Some(taken) = self.taken.take() else { return false };
        let count = taken.len();
        self.kept.splice(self.at..self.at, taken);
        self.at += count;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::parts_of;
    use crate::scheduler::{ChoiceName, Decision, Schedule};
    use proptest::test_runner::{TestCaseError, TestError, TestRunner};

    #[test]
    fn two_culprits_among_many_are_what_is_left() {
        let decision =
            |answer| Decision { name: ChoiceName::JobCost, who: "stat".to_owned(), nth: 0, answer, meaning: None };
        let whole = Schedule { decisions: (0..200).map(decision).collect(), ..Schedule::default() };
        let failure = TestRunner::deterministic().run(&parts_of(whole), |schedule| {
            let has = |answer| schedule.decisions.iter().any(|decision| decision.answer == answer);
            if has(17) && has(180) { Err(TestCaseError::fail("")) } else { Ok(()) }
        });
        let Err(TestError::Fail(_, least)) = failure else { panic!("the whole fails") };
        assert_eq!(least.decisions.iter().map(|decision| decision.answer).collect::<Vec<_>>(), [17, 180]);
    }
}
