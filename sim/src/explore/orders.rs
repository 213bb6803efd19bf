//! Every order that the costs' bounds allow: the exhaustive search.
//!
//! Each run draws orders, not durations (see `world/order.rs`). The search has two ways to come to an end:
//!
//! * *Every order*: all combinations of answers, those that differ least from the typical run first. When none is left,
//!   every outcome within the bounds is known.
//! * *Every class of orders*, for programs with too many of them: ten reads that only count to ten have 98,304 orders and
//!   one outcome. A run's neighbours differ from it by one answer (one completion comes earlier, one turn later) and
//!   otherwise keep its order. If all neighbours of a run come to the same, what they swap does not depend on one another,
//!   and their own neighbours need not be looked at; if one differs, it is a class of its own and its neighbours are next.
//!   Runs in random orders check the result: one that shows something new is another class to start from.
//!
//! WHY the second is trusted less: it takes steps to be independent that were seen to be so next to the orders of known
//! classes. A difference that shows only when three or more completions are out of order at once, and in no run of two,
//! is left to the random orders. Findings that rest on it say so.

use super::check::{Broken, Checked};
use super::outcomes::{Collected, Findings, Found};
use super::{Search, many, outcome};
use crate::scheduler::{ChoiceName, Exhaustive, Keep, Luck, Schedule, Scheduler, Seeded, Walk};
use crate::simulation::{Manner, Run, Simulation};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Runs that are made before the next ones are looked for. The same whatever the number of threads, so that the search
/// goes the same way.
const BATCH: u64 = 64;

/// Runs after which a search for every order looks for classes of orders instead: what takes longer seldom ends.
const ORDERS_MAX: u64 = 500;

/// Runs in random orders that check whether classes are missing.
const CHECKS: u64 = 128;

/// Costs whose ends can change an order that no other choice changes.
const fn branches_on(name: ChoiceName) -> bool {
    matches!(
        name,
        ChoiceName::EventDelay
            | ChoiceName::LoopStartCost
            | ChoiceName::ModuleCost
            | ChoiceName::CallCost
            | ChoiceName::ScriptCost
            | ChoiceName::SegmentSize
    )
}

/// What runs came to so far.
struct Seen<'a> {
    search: &'a Search<'a>,
    judge: Judge<'a>,
    collected: Collected,
    schedules: BTreeMap<(String, i32), Schedule>,
    counted: u64,
    /// The first run that broke a rule; no further ones are made then.
    broken: Option<Broken>,
}

/// Makes a run in this manner, and says what is wrong with it, if anything.
pub(super) type Judge<'a> = &'a (dyn Fn(&dyn Fn() -> Manner) -> (Run, Option<String>) + Sync);

impl<'a> Seen<'a> {
    fn new(search: &'a Search<'a>, judge: Judge<'a>) -> Self {
        let (collected, schedules) = (Collected::new(), BTreeMap::new());
        Self { search, judge, collected, schedules, counted: 0, broken: None }
    }

    /// How many more runs are allowed, as far as a batch.
    fn allowed(&self) -> u64 {
        let left = self.search.schedules.saturating_sub(self.counted);
        if self.broken.is_some() { 0 } else { BATCH.min(left) }
    }

    /// A run that draws orders.
    fn run(&self, scheduler: impl Fn() -> Box<dyn Scheduler>) -> (Run, Option<String>) {
        (self.judge)(&|| Manner { luck: Luck::OfOrders, keep: Keep::Schedule, ..Manner::new(scheduler()) })
    }

    fn count(&mut self, (run, what): (Run, Option<String>)) -> (String, i32) {
        if let (None, Some(what)) = (&self.broken, what) {
            self.broken = Some(Broken { index: self.counted, schedule: run.schedule.clone(), what });
        }
        let key = (run.stdout, run.exit);
        self.schedules.entry(key.clone()).or_insert(run.schedule);
        self.collected.entry(key.clone()).or_insert(Found { count: 0, first: self.counted }).count += 1;
        self.counted += 1;
        key
    }

    fn tell(&self) {
        if let Some(progress) = self.search.progress {
            progress(self.counted);
        }
    }
}

/// Looks for every outcome, until there is no further order, or no further run is allowed.
pub(super) fn search(search: &Search<'_>, simulation: &Simulation) -> Findings {
    let judge = |manner: &dyn Fn() -> Manner| (simulation.run_soon(manner), None);
    let mut seen = Seen::new(search, &judge);
    let end = make_runs(&mut seen);
    let found: Vec<_> = std::mem::take(&mut seen.collected).into_iter().collect();
    let outcomes = many::map(&found, search.jobs, |(key, found)| {
        outcome(simulation, (&key.0, key.1), *found, None, &seen.schedules[key])
    });
    let findings = Findings::new(end.is_complete, seen.counted, outcomes);
    match end.classes {
        Some(classes) => Findings { classes, is_reduced: true, ..findings },
        None => findings,
    }
}

/// Looks for a run with which `judge` finds fault, in the same way.
pub(super) fn check(search: &Search<'_>, judge: Judge<'_>) -> (Checked, Option<Broken>) {
    let mut seen = Seen::new(search, judge);
    let end = make_runs(&mut seen);
    let broken = seen.broken;
    let schedules = broken.as_ref().map_or(seen.counted, |broken| broken.index + 1);
    let complete = end.is_complete && broken.is_none();
    (Checked { schedules, complete, classes: end.classes.unwrap_or(schedules), failure: None }, broken)
}

/// How a search ended.
struct End {
    is_complete: bool,
    /// How many classes of orders there are, where not every order was met.
    classes: Option<u64>,
}

fn make_runs(seen: &mut Seen<'_>) -> End {
    let mut tree = Exhaustive::new(branches_on);
    every_order(seen, &mut tree, ORDERS_MAX);
    let mut classes = None;
    if !tree.is_complete() && seen.search.part.of == 1 {
        classes = every_class(seen);
        if classes.is_none() {
            every_order(seen, &mut tree, u64::MAX);
        }
    }
    End { is_complete: tree.is_complete() || classes.is_some(), classes }
}

/// Tries every combination, until so many runs were made in all.
fn every_order(seen: &mut Seen<'_>, tree: &mut Exhaustive, runs_max: u64) {
    while seen.counted < runs_max {
        let is_root = tree.runs() == 0;
        let batch = if is_root { 1 } else { seen.allowed() };
        let walks = tree.next_walks(usize::try_from(batch).unwrap_or(usize::MAX));
        if walks.is_empty() {
            break;
        }
        let runs = many::map(&walks, seen.search.jobs, |walk| seen.run(|| walk.scheduler()));
        for (walk, run) in walks.iter().zip(runs) {
            tree.finish(walk);
            // The first run of all shows every part the way, and counts in one of them.
            if !is_root || seen.search.part.number == 1 {
                seen.count(run);
            }
        }
        if is_root {
            tree.keep(|place| seen.search.part.has(place));
        }
        seen.tell();
    }
}

/// What makes two runs the same class: what the user sees, and what happened, in whatever order.
type Class = ((String, i32), Vec<String>);

/// Follows differences from the typical run on; the number of classes, or nothing when the runs did not suffice.
fn every_class(seen: &mut Seen<'_>) -> Option<u64> {
    let mut classes: BTreeSet<Class> = BTreeSet::new();
    let mut waiting = VecDeque::from([Walk::first(branches_on)]);
    let mut checked = 0;
    loop {
        let is_check = waiting.is_empty();
        if is_check && checked == CHECKS {
            return Some(classes.len() as u64);
        }
        let batch = seen.allowed();
        if batch == 0 {
            return None;
        }
        if is_check {
            let seeds: Vec<u64> = (checked + 1..=(checked + batch).min(CHECKS)).collect();
            checked += seeds.len() as u64;
            let runs = many::map(&seeds, seen.search.jobs, |seed| seen.run(|| Box::new(Seeded::new(*seed))));
            for run in runs {
                let is_new = !seen.schedules.contains_key(&(run.0.stdout.clone(), run.0.exit));
                seen.count(run);
                if is_new {
                    // OK because a new outcome that no neighbour showed ends the hope that the classes are known.
                    return None;
                }
            }
        } else {
            let count = waiting.len().min(usize::try_from(batch).unwrap_or(usize::MAX));
            let walks: Vec<Walk> = waiting.drain(..count).collect();
            let runs = many::map(&walks, seen.search.jobs, |walk| seen.run(|| walk.scheduler()));
            for (walk, run) in walks.iter().zip(runs) {
                let class = (seen.count(run), happened(walk));
                if classes.insert(class) {
                    waiting.extend(walk.neighbours());
                }
            }
        }
        seen.tell();
    }
}

/// What happened in a run beside its turns; of several alike only how many.
fn happened(walk: &Walk) -> Vec<String> {
    let without_count = |what: &str| what.split_once(" (").map_or(what, |(what, _)| what).to_owned();
    let mut happened: Vec<String> =
        walk.happened().iter().map(|what| without_count(what)).filter(|what| !what.ends_with("goes on")).collect();
    happened.sort();
    happened
}
