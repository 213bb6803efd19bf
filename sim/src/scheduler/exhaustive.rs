//! The exhaustive strategy: every combination of answers, depth first.
//!
//! Use it for small programs, to say that nothing else can happen. A large program never ends: there, sample.
//!
//! HOW: a search keeps the path of choices of the run before. The next run repeats that path up to its last choice that
//! has an untried answer, takes that answer, and goes on with first answers. When no choice on the path has one left,
//! the search is complete.
//!
//! Costs are not enumerated nanosecond by nanosecond: a range counts as its typical value, or, where asked, as its
//! typical value and its two ends. Orders are what [`ChoiceName::NextEvent`] and its like enumerate.
//!
//! WHY sleep sets: when two alternatives are independent, taking one first and the other later leads to the same as the
//! reverse. Having tried `a` before `b`, the runs that begin with `b` need not try `a` until something that depends on
//! `a` has happened: `a` sleeps there (Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems").

use super::{Alternatives, ChoiceName, ChoicePoint, Origin, Scheduler};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Knows which alternatives do not touch each other.
pub trait Independence: Send {
    /// True only if taking the two, in either order, leads to the same, and neither makes the other possible or
    /// impossible. They are named as the choice names its alternatives.
    fn independent(&self, left: &str, right: &str) -> bool;
}

/// Thinks that everything may depend on everything: no reduction.
#[derive(Clone, Copy, Debug, Default)]
pub struct AllDependent;

impl Independence for AllDependent {
    fn independent(&self, _left: &str, _right: &str) -> bool {
        false
    }
}

/// One choice on the path, with what is still to be tried there.
#[derive(Debug)]
struct Branch {
    key: u64,
    nth: u32,
    /// The answer of the current run, and its name if it is one of several.
    answer: u64,
    meaning: Option<String>,
    /// The answers to be tried later, the next one last.
    untried: Vec<(u64, Option<String>)>,
    /// Names of those tried here.
    tried: BTreeSet<String>,
    /// Those that need not be tried here, nor below until something that depends on them has happened.
    sleeping: BTreeSet<String>,
}

/// The path and the counts that the runs of one search share.
struct Tree {
    path: Vec<Branch>,
    branches_on_cost: fn(ChoiceName) -> bool,
    independence: Box<dyn Independence>,
    is_redundant: bool,
    diverged: Option<String>,
}

/// A search through every run of a program.
pub struct Exhaustive {
    tree: Arc<Mutex<Tree>>,
    runs: u64,
    redundant: u64,
    is_complete: bool,
}

impl Exhaustive {
    /// A search that tries both ends of the costs that `branches_on_cost` names, and leaves out what `independence`
    /// shows to be superfluous.
    pub fn new(branches_on_cost: fn(ChoiceName) -> bool, independence: Box<dyn Independence>) -> Self {
        let tree = Tree { path: Vec::new(), branches_on_cost, independence, is_redundant: false, diverged: None };
        Self { tree: Arc::new(Mutex::new(tree)), runs: 0, redundant: 0, is_complete: false }
    }

    /// The scheduler of the next run, once the run before is over; `None` when every run was made.
    pub fn next_run(&mut self) -> Option<Box<dyn Scheduler>> {
        if self.is_complete {
            return None;
        }
        if self.runs > 0 {
            let mut tree = self.tree.lock().unwrap_or_else(PoisonError::into_inner);
            self.redundant += u64::from(tree.is_redundant);
            tree.is_redundant = false;
            if !tree.advance() {
                self.is_complete = true;
                return None;
            }
        }
        self.runs += 1;
        Some(Box::new(ExhaustiveRun { tree: Arc::clone(&self.tree), place: 0, run: self.runs - 1 }))
    }

    /// How many runs were begun.
    pub const fn runs(&self) -> u64 {
        self.runs
    }

    /// How many of them turned out to repeat another one; they show nothing new.
    pub const fn redundant_runs(&self) -> u64 {
        self.redundant
    }

    /// True when there is no further run.
    pub const fn is_complete(&self) -> bool {
        self.is_complete
    }
}

impl Tree {
    /// Moves the path to the next untried answer; false when there is none.
    fn advance(&mut self) -> bool {
        while let Some(branch) = self.path.last_mut() {
            if let Some((answer, meaning)) = branch.untried.pop() {
                branch.tried.extend(branch.meaning.take());
                branch.answer = answer;
                branch.meaning = meaning;
                return true;
            }
            self.path.pop();
        }
        false
    }

    /// What sleeps below the last choice of the path: what slept or was tried there, as far as the answer taken there
    /// does not touch it.
    fn sleeping_below(&self) -> BTreeSet<String> {
        let Some(branch) = self.path.last() else { return BTreeSet::new() };
        let Some(taken) = &branch.meaning else { return branch.sleeping.clone() };
        let candidates = branch.sleeping.union(&branch.tried);
        candidates.filter(|other| self.independence.independent(other, taken)).cloned().collect()
    }

    /// Adds a choice that no run met before on this path.
    fn grow(&mut self, point: &ChoicePoint<'_>) -> u64 {
        let sleeping = self.sleeping_below();
        let mut answers: Vec<(u64, Option<String>)> = match point.alternatives {
            Alternatives::Range { min, typical, max } => {
                let mut ends = vec![typical];
                if (self.branches_on_cost)(point.name) {
                    ends.extend([min, max].into_iter().filter(|end| *end != typical));
                }
                ends.into_iter().map(|end| (end, None)).collect()
            }
            Alternatives::Among(meanings) => {
                let all = (0..).zip(meanings.iter().map(|meaning| Some(meaning.to_string())));
                let awake =
                    |(_, meaning): &(u64, Option<String>)| meaning.as_ref().is_none_or(|m| !sleeping.contains(m));
                all.filter(awake).collect()
            }
            Alternatives::Fault { .. } => vec![(0, None), (1, None)],
        };
        if answers.is_empty() {
            self.is_redundant = true;
            answers.push((point.alternatives.typical(), point.alternatives.meaning(point.alternatives.typical())));
        }
        let (answer, meaning) = answers.remove(0);
        answers.reverse();
        let (key, nth) = (point.key, point.nth);
        self.path.push(Branch { key, nth, answer, meaning, untried: answers, tried: BTreeSet::new(), sleeping });
        answer
    }
}

/// One run of the search.
struct ExhaustiveRun {
    tree: Arc<Mutex<Tree>>,
    place: usize,
    run: u64,
}

impl Scheduler for ExhaustiveRun {
    fn origin(&self) -> Origin {
        Origin::Exhaustive(self.run)
    }

    fn choose(&mut self, point: &ChoicePoint<'_>) -> u64 {
        let mut tree = self.tree.lock().unwrap_or_else(PoisonError::into_inner);
        // OK because a redundant run is finished only to end it in order: what it meets is not branched on.
        if tree.is_redundant {
            return point.alternatives.typical();
        }
        self.place += 1;
        let Some(branch) = tree.path.get(self.place - 1) else { return tree.grow(point) };
        let is_same = branch.key == point.key && branch.nth == point.nth && point.alternatives.allow(branch.answer);
        if is_same {
            return branch.answer;
        }
        if tree.diverged.is_none() {
            tree.diverged =
                Some(format!("[simulator bug] run {} met {point:?} where the run before met another choice", self.run));
        }
        point.alternatives.typical()
    }

    fn remarks(&self, _asked: u64) -> Vec<String> {
        let tree = self.tree.lock().unwrap_or_else(PoisonError::into_inner);
        tree.diverged.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{AllDependent, Exhaustive, Independence};
    use crate::scheduler::{Alternatives, ChoiceName, Keep, Recorder};
    use loopscope_engine::clock::LoopTime;
    use std::collections::BTreeSet;
    use std::fmt::Display;

    /// Completes `jobs` in every order that the search asks for; gives the orders.
    fn orders(search: &mut Exhaustive, jobs: &[&str]) -> Vec<String> {
        let mut orders = Vec::new();
        while let Some(scheduler) = search.next_run() {
            let mut recorder = Recorder::new(scheduler, Keep::Nothing);
            let mut waiting: Vec<&str> = jobs.to_vec();
            let mut order = String::new();
            while !waiting.is_empty() {
                let meanings: Vec<&dyn Display> = waiting.iter().map(|job| job as &dyn Display).collect();
                let among = Alternatives::Among(&meanings);
                let next = recorder.choose(LoopTime::ZERO, ChoiceName::NextEvent, &"main", among);
                order.push_str(waiting.remove(usize::try_from(next).unwrap()));
            }
            assert_eq!(recorder.remarks(), Vec::<String>::new());
            orders.push(order);
        }
        orders
    }

    #[test]
    fn dependent_jobs_are_tried_in_every_order_once() {
        let mut search = Exhaustive::new(|_| false, Box::new(AllDependent));
        assert_eq!(orders(&mut search, &["a", "b", "c"]), ["abc", "acb", "bac", "bca", "cab", "cba"]);
        assert!(search.is_complete());
    }

    /// Letters are independent of one another unless they differ in case only.
    struct ByCase;

    impl Independence for ByCase {
        fn independent(&self, left: &str, right: &str) -> bool {
            !left.eq_ignore_ascii_case(right)
        }
    }

    #[test]
    fn independent_jobs_are_tried_in_one_order() {
        let jobs = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        let mut search = Exhaustive::new(|_| false, Box::new(ByCase));
        let runs = orders(&mut search, &jobs).len() as u64;
        assert_eq!(runs - search.redundant_runs(), 1);
        assert!(runs < 2_000, "{runs} runs for one class");
    }

    #[test]
    fn reduction_keeps_both_orders_of_what_depends() {
        let mut search = Exhaustive::new(|_| false, Box::new(ByCase));
        let all = orders(&mut search, &["a", "A", "x"]);
        let a_first: BTreeSet<bool> = all.iter().map(|order| order.find('a') < order.find('A')).collect();
        assert_eq!(a_first, BTreeSet::from([false, true]));
        assert!(all.len() < 6, "{all:?}");
    }

    #[test]
    fn costs_are_tried_at_their_ends_where_asked() {
        let mut search = Exhaustive::new(|name| name == ChoiceName::JobCost, Box::new(AllDependent));
        let mut seen = Vec::new();
        while let Some(scheduler) = search.next_run() {
            let mut recorder = Recorder::new(scheduler, Keep::Nothing);
            let range = Alternatives::Range { min: 1, typical: 5, max: 9 };
            let mut ask = |name| recorder.choose(LoopTime::ZERO, name, &"x", range);
            seen.push((ask(ChoiceName::JobCost), ask(ChoiceName::CallbackCost)));
        }
        assert_eq!(seen, [(5, 5), (1, 5), (9, 5)]);
    }
}
