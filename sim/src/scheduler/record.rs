//! The gate through which the simulation asks its choices: it counts, checks and remembers them.

use super::key::{self, Occurrences};
use super::{Alternatives, ChoiceName, ChoicePoint, Decision, Luck, Origin, Schedule, Scheduler};
use loopscope_engine::clock::LoopTime;
use std::fmt::Display;

/// How much a recorder remembers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// Nothing: for runs that their seed describes well enough. The cheapest.
    #[default]
    Nothing,
    /// The answers that were not typical: a schedule can be made of them.
    Schedule,
    /// That, and every question with its answer and time: for the determinism check and for stories.
    Log,
}

/// One question and its answer, as the determinism check compares them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// When it was asked.
    pub at: LoopTime,
    /// The question with its alternatives, as text.
    pub question: String,
    /// The answer that a quiet machine gives, and what it means where it is more than a number.
    pub typical: (u64, Option<String>),
    /// The answer.
    pub decision: Decision,
}

/// Where two logs part: the place, and what stood there on each side.
pub type LogDifference = (usize, Option<LogEntry>, Option<LogEntry>);

/// Asks a scheduler, and remembers what it said.
pub struct Recorder {
    scheduler: Box<dyn Scheduler>,
    keep: Keep,
    /// True when nobody will look at a key: the usual run pays nothing for the unusual ones.
    is_keyless: bool,
    seen: Occurrences,
    asked: u64,
    decisions: Vec<Decision>,
    log: Vec<LogEntry>,
}

impl Recorder {
    /// A recorder around `scheduler`.
    pub fn new(scheduler: Box<dyn Scheduler>, keep: Keep) -> Self {
        // OK because the typical strategy promises to look at no key.
        let is_keyless = keep == Keep::Nothing && scheduler.origin() == Origin::Typical;
        let seen = Occurrences::default();
        Self { scheduler, keep, is_keyless, seen, asked: 0, decisions: Vec::new(), log: Vec::new() }
    }

    /// Asks one choice at the virtual time `at`. What leaves no choice is answered here and counts as no question.
    ///
    /// # Panics
    ///
    /// When the scheduler gives an answer that is no alternative, which only a bug of a strategy can cause.
    pub fn choose(&mut self, at: LoopTime, name: ChoiceName, who: &dyn Display, alternatives: Alternatives<'_>) -> u64 {
        if alternatives.is_forced() {
            return alternatives.typical();
        }
        self.asked += 1;
        if self.is_keyless {
            return alternatives.typical();
        }
        let key = key::key(name, who);
        let nth = self.seen.next(key);
        let point = ChoicePoint { name, who, nth, key, alternatives };
        let answer = self.scheduler.choose(&point);
        assert!(
            alternatives.allow(answer),
            "[simulator bug] answering {point:?}: found {answer}, which is no alternative"
        );
        let typical = alternatives.typical();
        if self.keep == Keep::Log || self.keep == Keep::Schedule && answer != typical {
            let meaning = alternatives.meaning(answer);
            let decision = Decision { name, who: who.to_string(), nth, answer, meaning };
            if self.keep == Keep::Log {
                let typical = (typical, alternatives.meaning(typical));
                self.log.push(LogEntry { at, question: format!("{point:?}"), typical, decision: decision.clone() });
            }
            if answer != typical {
                self.decisions.push(decision);
            }
        }
        answer
    }

    /// The subject of a question, made only if somebody will look at it.
    pub fn label(&self, make: impl FnOnce() -> String) -> String {
        if self.is_keyless { String::new() } else { make() }
    }

    /// The schedule of the run so far; without decisions unless they were to be kept. Its kind of luck is the machine's
    /// to say.
    pub fn schedule(&self) -> Schedule {
        Schedule {
            origin: self.scheduler.origin(),
            luck: Luck::default(),
            asked: self.asked,
            decisions: self.decisions.clone(),
        }
    }

    /// Every question so far; empty unless they were to be kept.
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    /// What the scheduler has to say about its answers.
    pub fn remarks(&self) -> Vec<String> {
        self.scheduler.remarks(self.asked)
    }
}

/// The first place where two logs of what should be the same run differ.
///
/// No difference does not prove that a program is deterministic: it shows that these two runs met the same questions
/// at the same times, not that nothing else would have differed in a third.
pub fn first_difference(left: &[LogEntry], right: &[LogEntry]) -> Option<LogDifference> {
    let place = (0..left.len().max(right.len())).find(|&index| left.get(index) != right.get(index))?;
    Some((place, left.get(place).cloned(), right.get(place).cloned()))
}

#[cfg(test)]
mod tests {
    use super::{Keep, Recorder, first_difference};
    use crate::scheduler::{Alternatives, ChoiceName, Seeded, Typical};
    use loopscope_engine::clock::LoopTime;

    const RANGE: Alternatives<'static> = Alternatives::Range { min: 1, typical: 5, max: 1_000_000 };

    fn recorded(seed: u64) -> Recorder {
        let mut recorder = Recorder::new(Box::new(Seeded::new(seed)), Keep::Log);
        for step in 0..20 {
            recorder.choose(LoopTime::from_ns(step), ChoiceName::JobCost, &"stat /app", RANGE);
        }
        recorder
    }

    #[test]
    fn the_same_seed_makes_the_same_decisions() {
        assert_eq!(first_difference(recorded(3).log(), recorded(3).log()), None);
        assert_eq!(recorded(3).schedule(), recorded(3).schedule());
    }

    #[test]
    fn another_seed_differs_at_once() {
        let (place, left, right) = first_difference(recorded(3).log(), recorded(4).log()).expect("they differ");
        assert_eq!(place, 0);
        assert_ne!(left, right);
    }

    #[test]
    fn a_typical_run_has_an_empty_schedule() {
        let mut recorder = Recorder::new(Box::new(Typical), Keep::Schedule);
        recorder.choose(LoopTime::ZERO, ChoiceName::JobCost, &"stat /app", RANGE);
        let schedule = recorder.schedule();
        assert_eq!((schedule.asked, schedule.decisions.len()), (1, 0));
    }

    #[test]
    fn what_is_forced_is_no_question() {
        let mut recorder = Recorder::new(Box::new(Seeded::new(1)), Keep::Log);
        let forced = Alternatives::Range { min: 9, typical: 9, max: 9 };
        assert_eq!(recorder.choose(LoopTime::ZERO, ChoiceName::JobCost, &"x", forced), 9);
        assert_eq!(recorder.schedule().asked, 0);
    }
}
