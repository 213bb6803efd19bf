//! The determinism check: another strategy's run a second time, held against the log of the first one.
//!
//! Use it to show that a program, with all that the simulation does for it, is a function of its schedule
//! ([`Simulation::run_twice`](crate::Simulation::run_twice)). Never to find races: it makes only one run, twice.
//!
//! It stops at the first question or answer that is another one. What it cannot see is a difference that leads to no other
//! question; the output and the events of the two runs are compared for that.

use super::record::LogEntry;
use super::{ChoicePoint, Origin, Scheduler};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Where a second run left the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// The number of the question, counted from 0.
    pub place: usize,
    /// The first run's question and answer; none when it had ended.
    pub first: Option<(String, u64)>,
    /// Those of the second run; none when it had ended.
    pub second: Option<(String, u64)>,
}

impl fmt::Display for Divergence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |side: &Option<(String, u64)>| match side {
            Some((question, answer)) => format!("{question} -> {answer}"),
            None => "no further question".to_owned(),
        };
        let Self { place, first, second } = self;
        write!(f, "decision {}: first {}, then {}", place + 1, side(first), side(second))
    }
}

/// Where a [`Retrace`] writes down that the runs part.
pub type Parted = Arc<Mutex<Option<Divergence>>>;

/// Answers as another strategy does, and compares with what a first run was asked and answered.
pub struct Retrace {
    inner: Box<dyn Scheduler>,
    first: Vec<LogEntry>,
    place: usize,
    parted: Parted,
    stop: Box<dyn Fn() + Send>,
}

impl Retrace {
    /// The strategy `inner` again, whose first run left this log; `stop` is called at the first difference, which then
    /// stands in `parted`.
    pub fn new(inner: Box<dyn Scheduler>, first: Vec<LogEntry>, parted: Parted, stop: Box<dyn Fn() + Send>) -> Self {
        Self { inner, first, place: 0, parted, stop }
    }
}

impl Scheduler for Retrace {
    fn origin(&self) -> Origin {
        self.inner.origin()
    }

    fn choose(&mut self, point: &ChoicePoint<'_>) -> u64 {
        let answer = self.inner.choose(point);
        let first = self.first.get(self.place).map(|entry| (entry.question.clone(), entry.decision.answer));
        let second = Some((format!("{point:?}"), answer));
        let mut parted = self.parted.lock().unwrap_or_else(PoisonError::into_inner);
        if parted.is_none() && first != second {
            *parted = Some(Divergence { place: self.place, first, second });
            (self.stop)();
        }
        self.place += 1;
        answer
    }

    fn remarks(&self, asked: u64) -> Vec<String> {
        self.inner.remarks(asked)
    }
}

#[cfg(test)]
mod tests {
    use super::{Parted, Retrace};
    use crate::scheduler::{Alternatives, ChoiceName, Keep, Recorder, Seeded};
    use loopscope_engine::clock::LoopTime;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn ask(recorder: &mut Recorder, files: &[&str]) {
        for file in files {
            let range = Alternatives::Range { min: 1, typical: 5, max: 9 };
            recorder.choose(LoopTime::ZERO, ChoiceName::JobCost, file, range);
        }
    }

    #[test]
    fn it_stops_at_the_first_difference_and_shows_both_sides() {
        let mut first = Recorder::new(Box::new(Seeded::new(1)), Keep::Log);
        ask(&mut first, &["a", "b", "c"]);
        let (parted, stops) = (Parted::default(), Arc::new(AtomicU32::new(0)));
        let stop = {
            let stops = Arc::clone(&stops);
            move || {
                stops.fetch_add(1, Ordering::Relaxed);
            }
        };
        let retrace = Retrace::new(Box::new(Seeded::new(1)), first.log().to_vec(), Arc::clone(&parted), Box::new(stop));
        let mut second = Recorder::new(Box::new(retrace), Keep::Schedule);
        ask(&mut second, &["a", "x", "y"]);
        let divergence = parted.lock().unwrap().clone().expect("x is not b");
        let text = divergence.to_string();
        assert!(text.starts_with("decision 2: first job-cost(b)") && text.contains(", then job-cost(x)"), "{text}");
        assert_eq!(stops.load(Ordering::Relaxed), 1);
    }
}
