//! A search for a run that breaks a rule, and the shortest schedule that does.
//!
//! ```
//! use loopscope_sim::{Check, Search, Simulation};
//!
//! let program = "const fs = require('fs');
//!     fs.stat('/app/a', () => console.log('a'));
//!     fs.stat('/app/b', () => console.log('b'));";
//! let check = Check::new(Search::new(100)).expect("a < b".parse()?);
//! let failure = check.run(&Simulation::of_text(program)).expect("b may come first");
//! assert_eq!(failure.what, "`a < b` is broken: b came before a");
//! # Ok::<(), loopscope_sim::explore::expect::ParseExpectationsError>(())
//! ```

use super::expect::Expectations;
use super::{Search, many, shrink, story};
use crate::invariants::{self, Invariant};
use crate::scheduler::Schedule;
use crate::simulation::{Manner, Run, Simulation};
use crate::trace::Trace;

/// A rule of the caller's own: looks at a whole run, and says what is wrong.
pub type Rule<'a> = &'a (dyn Fn(&Run, &Trace) -> Result<(), String> + Sync);

/// Runs whose results are waited for before the next ones are begun.
const BATCH: usize = 32;

/// What is checked, and on which runs.
#[derive(Clone)]
pub struct Check<'a> {
    search: Search<'a>,
    invariants: Vec<&'static str>,
    expectations: Expectations,
    rules: Vec<Rule<'a>>,
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
    /// What the program prints then.
    pub run: Run,
}

impl<'a> Check<'a> {
    /// A check that a program ends with code 0 in all runs of `search`.
    pub fn new(search: Search<'a>) -> Self {
        Self { search, invariants: Vec::new(), expectations: Expectations::default(), rules: Vec::new() }
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

    /// Searches; the first run that breaks a rule, shrunk, or nothing.
    pub fn run(&self, simulation: &Simulation) -> Option<Failure> {
        let asked = self.search.asked(simulation);
        let mine = (0..self.search.schedules).filter(|index| self.search.part.has(*index)).collect::<Vec<_>>();
        let mut done = 0;
        for batch in mine.chunks(BATCH) {
            let found = many::map(batch, self.search.jobs, |index| {
                let (run, what) = self.judge(simulation, self.search.manner(*index, asked));
                what.map(|what| (*index, run.schedule, what))
            });
            done += batch.len() as u64;
            if let Some(progress) = self.search.progress {
                progress(done);
            }
            if let Some((index, schedule, what)) = found.into_iter().flatten().next() {
                return Some(self.shrink(simulation, index, &schedule, &what));
            }
        }
        None
    }

    /// Makes a run and says what is wrong with it.
    fn judge(&self, simulation: &Simulation, manner: Manner) -> (Run, Option<String>) {
        if self.invariants.is_empty() && self.rules.is_empty() {
            let run = simulation.run_in(manner);
            let what = self.wrong_output(&run);
            return (run, what);
        }
        let (run, trace) = simulation.run_watched(manner);
        let what = self.wrong_output(&run).or_else(|| self.wrong_events(&run, &trace));
        (run, what)
    }

    fn wrong_output(&self, run: &Run) -> Option<String> {
        if let Err(broken) = self.expectations.check(&run.stdout) {
            return Some(broken);
        }
        if run.exit == 0 {
            return None;
        }
        let error = run.stderr.lines().map(str::trim).find(|line| line.contains("Error"));
        Some(match error {
            Some(error) => format!("the program ended with code {}: {error}", run.exit),
            None => format!("the program ended with code {}", run.exit),
        })
    }

    fn wrong_events(&self, run: &Run, trace: &Trace) -> Option<String> {
        let mut named: Vec<Box<dyn Invariant>> =
            self.invariants.iter().filter_map(|name| invariants::of_name(name)).collect();
        if let Err(violation) = invariants::check(trace, &mut named) {
            return Some(violation.to_string());
        }
        self.rules.iter().find_map(|rule| rule(run, trace).err())
    }

    fn shrink(&self, simulation: &Simulation, index: u64, schedule: &Schedule, what: &str) -> Failure {
        let kind = kind_of(what);
        let is_same = |schedule: &Schedule| {
            let (_, what) = self.judge(simulation, Manner::replay(schedule.clone()));
            what.is_some_and(|what| kind_of(&what) == kind)
        };
        let small = shrink::smallest(simulation, schedule, shrink::RUNS_OF_A_VIOLATION, &is_same);
        let (run, what_now) = self.judge(simulation, Manner::replay(small.clone()));
        Failure {
            what: what_now.unwrap_or_else(|| what.to_owned()),
            index,
            decisions_found: schedule.decisions.len(),
            story: story::tell(simulation, &small),
            schedule: small,
            run,
        }
    }
}

/// What two violations have in common that are the same mistake: the rule, not the times and numbers behind it.
fn kind_of(what: &str) -> &str {
    let end = what.find(" is broken:").or_else(|| what.find(": at ")).unwrap_or(what.len());
    &what[..end]
}
