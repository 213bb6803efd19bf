//! A search for a run that breaks a rule, and the shortest schedule that does.
//!
//! ```
//! use loopscope_sim::{Check, Search, Simulation};
//!
//! let program = "const fs = require('fs');
//!     fs.stat('/app/a', () => console.log('a'));
//!     fs.stat('/app/b', () => console.log('b'));";
//! let check = Check::new(Search::new(100)).expect("a < b".parse()?);
//! let failure = check.run(&Simulation::of_text(program)).failure.expect("b may come first");
//! assert_eq!(failure.what, "`a < b` is broken: b came before a");
//! # Ok::<(), loopscope_sim::explore::expect::ParseExpectationsError>(())
//! ```

use super::expect::Expectations;
use super::{Search, Strategy, many, orders, shrink, story};
use crate::invariants::{self, Invariant};
use crate::scheduler::Schedule;
use crate::simulation::{Manner, Run, Simulation};
use crate::trace::Trace;
use crate::words;
use loopscope_engine::program::LimitHit;
use std::sync::atomic::{AtomicU64, Ordering};

/// A rule of the caller's own: looks at a whole run, and says what is wrong.
pub type Rule<'a> = &'a (dyn Fn(&Run, &Trace) -> Result<(), String> + Sync);

/// How a sentence about the exit code begins.
const ENDED: &str = "the program ended with code ";

/// What is checked, and on which runs.
#[derive(Clone)]
pub struct Check<'a> {
    search: Search<'a>,
    invariants: Vec<&'static str>,
    expectations: Expectations,
    exit: Option<i32>,
    rules: Vec<Rule<'a>>,
}

/// What came of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// How many runs were made, up to the one that broke a rule.
    pub schedules: u64,
    /// Whether every order within the bounds of the costs was met, and so no other run can break a rule.
    pub complete: bool,
    /// How many classes of orders a complete search met; else as many as runs.
    pub classes: u64,
    /// The first run that broke a rule, shrunk.
    pub failure: Option<Failure>,
}

/// A run that broke a rule, as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Its number, 0 being the typical run.
    pub index: u64,
    /// Its answers.
    pub schedule: Schedule,
    /// What was wrong.
    pub what: String,
}

/// A run that broke a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What was wrong, in one sentence.
    pub what: String,
    /// The number of the run that was found, 0 being the typical one.
    pub index: u64,
    /// How many decisions of that run were not typical.
    pub decisions_found: usize,
    /// The smallest schedule that still breaks the rule.
    pub schedule: Schedule,
    /// Its decisions in words.
    pub story: Vec<String>,
    /// What they led to, beside the typical run; nothing when that is the same run.
    pub consequence: Option<String>,
    /// What the program prints then.
    pub run: Run,
}

impl<'a> Check<'a> {
    /// A check that a program ends with code 0 in all runs of `search`.
    pub fn new(search: Search<'a>) -> Self {
        let expectations = Expectations::default();
        Self { search, invariants: Vec::new(), expectations, exit: Some(0), rules: Vec::new() }
    }

    /// Checks that the program ends with this code instead of 0, or with any code.
    #[must_use]
    pub const fn exit(mut self, code: Option<i32>) -> Self {
        self.exit = code;
        self
    }

    /// Checks invariants, too, by their names; those that there are not are left out.
    #[must_use]
    pub fn invariants(mut self, names: impl IntoIterator<Item = &'static str>) -> Self {
        self.invariants.extend(names);
        self
    }

    /// Checks the output's order, too.
    #[must_use]
    pub fn expect(mut self, expectations: Expectations) -> Self {
        self.expectations = expectations;
        self
    }

    /// Checks a rule of the caller's own, too.
    #[must_use]
    pub fn rule(mut self, rule: Rule<'a>) -> Self {
        self.rules.push(rule);
        self
    }

    /// Searches until a run breaks a rule or none is left to make, and shrinks the run that was found.
    pub fn run(&self, simulation: &Simulation) -> Checked {
        let (checked, broken) = self.find(simulation);
        Checked { failure: broken.map(|broken| self.shrink(simulation, &broken)), ..checked }
    }

    /// Searches, and gives the first run that breaks a rule as it is.
    pub fn find(&self, simulation: &Simulation) -> (Checked, Option<Broken>) {
        let judge = |manner: &dyn Fn() -> Manner| self.judge(simulation, manner);
        if self.search.strategy == Strategy::Exhaustive {
            return orders::check(&self.search, &judge);
        }
        let (schedules, broken) = self.sample(simulation, &judge);
        (Checked { schedules, complete: false, classes: schedules, failure: None }, broken)
    }

    /// Makes the runs of a strategy that needs no tree: the first that breaks a rule, and how many were made up to it.
    fn sample(&self, simulation: &Simulation, judge: orders::Judge<'_>) -> (u64, Option<Broken>) {
        let asked = self.search.asked(simulation);
        let mine = (0..self.search.schedules).filter(|index| self.search.part.has(*index)).collect::<Vec<_>>();
        let done = AtomicU64::new(0);
        let found = many::first(&mine, self.search.jobs, |index| {
            let (run, what) = judge(&|| self.search.manner(*index, asked));
            if let Some(progress) = self.search.progress {
                progress(done.fetch_add(1, Ordering::Relaxed) + 1);
            }
            what.map(|what| Broken { index: *index, schedule: run.schedule, what })
        });
        match found {
            Some((place, broken)) => (place as u64 + 1, Some(broken)),
            None => (mine.len() as u64, None),
        }
    }

    /// Makes a run and says what is wrong with it.
    fn judge(&self, simulation: &Simulation, manner: &dyn Fn() -> Manner) -> (Run, Option<String>) {
        if self.invariants.is_empty() && self.rules.is_empty() {
            let run = simulation.run_soon(manner);
            let what = self.wrong_output(&run);
            return (run, what);
        }
        let (run, trace) = simulation.run_watched_soon(manner);
        let what = self.wrong_output(&run).or_else(|| self.wrong_events(&run, &trace));
        (run, what)
    }

    fn wrong_output(&self, run: &Run) -> Option<String> {
        if let Err(broken) = self.expectations.check(&run.stdout) {
            return Some(broken);
        }
        if let Some(limit) = &run.limit {
            return Some(stopped(limit));
        }
        let expected = self.exit?;
        if run.exit == expected {
            return None;
        }
        // Node shows the line that threw first, then `TypeError: …` or `AssertionError [ERR_ASSERTION]: …`.
        let is_error = |line: &&str| line.split([':', ' ']).next().is_some_and(|word| word.ends_with("Error"));
        let error = run.stderr.lines().find(is_error);
        let instead = if expected == 0 { String::new() } else { format!(" instead of {expected}") };
        let what = format!("{ENDED}{}{instead}", run.exit);
        Some(error.map_or_else(|| what.clone(), |error| format!("{what}: {error}")))
    }

    fn wrong_events(&self, run: &Run, trace: &Trace) -> Option<String> {
        let mut named: Vec<Box<dyn Invariant>> =
            self.invariants.iter().filter_map(|name| invariants::of_name(name)).collect();
        if let Err(violation) = invariants::check(trace, &mut named) {
            return Some(violation.to_string());
        }
        self.rules.iter().find_map(|rule| rule(run, trace).err())
    }

    fn shrink(&self, simulation: &Simulation, found: &Broken) -> Failure {
        let kind = kind_of(&found.what);
        let is_same = |schedule: &Schedule| {
            let (_, what) = self.judge(simulation, &|| Manner::replay(schedule.clone()));
            what.is_some_and(|what| kind_of(&what) == kind)
        };
        let small = shrink::smallest(simulation, &found.schedule, shrink::RUNS_OF_A_VIOLATION, &is_same);
        let (run, what_now) = self.judge(simulation, &|| Manner::replay(small.clone()));
        let what = what_now.unwrap_or_else(|| found.what.clone());
        // What is wrong may be just that the program ended in another way, and need not be said twice.
        let is_new = |consequence: &String| !what.starts_with(ENDED) || !consequence.starts_with(ENDED);
        Failure {
            consequence: story::consequence(&simulation.run(), &run).filter(is_new),
            what,
            index: found.index,
            decisions_found: found.schedule.decisions.len(),
            story: story::tell(simulation, &small),
            schedule: small,
            run,
        }
    }
}

/// What is wrong with a run that a limit ended.
fn stopped(limit: &LimitHit) -> String {
    let why = match limit {
        LimitHit::Steps(steps) => format!("it ran more than {steps} callbacks"),
        LimitHit::VirtualTime(ns) => format!("more than {} of virtual time passed", words::exact_duration(*ns)),
        LimitHit::Heap(bytes) => format!("its heap grew beyond {} MB", bytes >> 20),
        LimitHit::Interrupted => "it took too much real time".to_owned(),
        LimitHit::WaitsForever(_) => "it waits forever".to_owned(),
    };
    format!("the program did not end by itself: {why}")
}

/// What two violations have in common that are the same mistake: the rule, not the times and numbers behind it.
fn kind_of(what: &str) -> &str {
    let end = what.find(" is broken:").or_else(|| what.find(": at ")).unwrap_or(what.len());
    &what[..end]
}
