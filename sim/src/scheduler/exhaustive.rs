//! The exhaustive strategy: every combination of answers, those that differ least from a typical run first.
//!
//! Use it for small programs, to say that nothing else can happen. A large program never ends: there, sample.
//!
//! HOW: a *path* is the answers to the first choices of a run that have more than one; behind its end a run takes first
//! answers. When a run is over, every other answer to a choice behind its path's end makes a path of its own. So each
//! combination is met once, runs need not know of one another, and those that wait can be shared out.
//!
//! Costs are not enumerated nanosecond by nanosecond: a range counts as its typical value, or, where asked, as its
//! typical value and its two ends. Orders are what [`ChoiceName::NextEvent`] and its like enumerate.

use super::{Alternatives, ChoiceName, ChoicePoint, Origin, Scheduler};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// The place among its alternatives of each answer on a path.
type Path = Vec<u16>;

/// A choice with more than one alternative, as a run met it.
#[derive(Clone, Debug)]
struct Met {
    count: u16,
    taken: u16,
    /// What the answer means, where it is one of several.
    meaning: Option<String>,
}

/// One run of a search, to be made: a scheduler that follows a path, and then tells what else there was.
pub struct Walk {
    path: Path,
    /// What is taken behind the path's end where it is among the alternatives, the first one first.
    wishes: Vec<String>,
    number: u64,
    met: Arc<Mutex<Vec<Met>>>,
    branches_on_cost: fn(ChoiceName) -> bool,
}

impl Walk {
    /// The run of first answers.
    pub fn first(branches_on_cost: fn(ChoiceName) -> bool) -> Self {
        Self { path: Path::new(), wishes: Vec::new(), number: 0, met: Arc::default(), branches_on_cost }
    }

    /// The scheduler that makes the run. What an earlier one met is forgotten.
    pub fn scheduler(&self) -> Box<dyn Scheduler> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Box::new(Walker {
            path: self.path.clone(),
            wishes: self.wishes.clone(),
            number: self.number,
            met: Arc::clone(&self.met),
            branches_on_cost: self.branches_on_cost,
        })
    }

    fn met(&self) -> Vec<Met> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What happened in the run, sorted, with the order forgotten.
    pub fn happened(&self) -> Vec<String> {
        let mut meanings: Vec<String> = self.met().into_iter().filter_map(|met| met.meaning).collect();
        meanings.sort();
        meanings
    }

    /// The paths that the run, once over, has shown beside its own.
    fn others(&self) -> impl Iterator<Item = Path> + '_ {
        let met = self.met();
        (self.path.len()..met.len()).flat_map(move |place| {
            let begin: Path = met[..place].iter().map(|met| met.taken).collect();
            (1..met[place].count).map(move |answer| begin.iter().copied().chain([answer]).collect())
        })
    }

    /// The runs beside this one, once it is over: each takes one other answer, and then what this run took, in the same
    /// order, as far as that is possible. They are what a search needs that follows only differences.
    pub fn neighbours(&self) -> Vec<Self> {
        let met = self.met();
        let mut neighbours = Vec::new();
        for (place, here) in met.iter().enumerate() {
            for answer in (0..here.count).filter(|answer| *answer != here.taken) {
                let path = met[..place].iter().map(|met| met.taken).chain([answer]).collect();
                let wishes = met[place..].iter().filter_map(|met| met.meaning.clone()).collect();
                let number = self.number;
                neighbours.push(Self {
                    path,
                    wishes,
                    number,
                    met: Arc::default(),
                    branches_on_cost: self.branches_on_cost,
                });
            }
        }
        neighbours
    }
}

/// A search through every run of a program.
pub struct Exhaustive {
    branches_on_cost: fn(ChoiceName) -> bool,
    waiting: VecDeque<Path>,
    begun: u64,
    last: Option<Walk>,
}

impl Exhaustive {
    /// A search that tries both ends of the costs that `branches_on_cost` names.
    pub fn new(branches_on_cost: fn(ChoiceName) -> bool) -> Self {
        Self { branches_on_cost, waiting: VecDeque::from([Path::new()]), begun: 0, last: None }
    }

    /// The next runs to be made, at most so many. They may be made in any order.
    pub fn next_walks(&mut self, count: usize) -> Vec<Walk> {
        let paths: Vec<Path> = self.waiting.drain(..count.min(self.waiting.len())).collect();
        let numbers = self.begun..;
        self.begun += paths.len() as u64;
        let branches_on_cost = self.branches_on_cost;
        let walk = |(path, number)| Walk { path, number, ..Walk::first(branches_on_cost) };
        paths.into_iter().zip(numbers).map(walk).collect()
    }

    /// Takes note of what a run has shown; to be called once for each, in the order in which they were given.
    pub fn finish(&mut self, walk: &Walk) {
        self.waiting.extend(walk.others());
    }

    /// Leaves only those runs to be made that `is_mine` says, by their place in the line.
    pub fn keep(&mut self, is_mine: impl Fn(u64) -> bool) {
        let mut place = 0;
        self.waiting.retain(|_| {
            place += 1;
            is_mine(place - 1)
        });
    }

    /// The scheduler of the next run, once the run before is over; `None` when every run was made.
    pub fn next_run(&mut self) -> Option<Box<dyn Scheduler>> {
        if let Some(last) = self.last.take() {
            self.finish(&last);
        }
        let walk = self.next_walks(1).pop()?;
        let scheduler = walk.scheduler();
        self.last = Some(walk);
        Some(scheduler)
    }

    /// How many runs were begun.
    pub const fn runs(&self) -> u64 {
        self.begun
    }

    /// True when there is no further run.
    pub fn is_complete(&self) -> bool {
        self.waiting.is_empty() && self.last.is_none()
    }
}

/// Follows a path, then takes first answers.
struct Walker {
    path: Path,
    wishes: Vec<String>,
    number: u64,
    met: Arc<Mutex<Vec<Met>>>,
    branches_on_cost: fn(ChoiceName) -> bool,
}

impl Scheduler for Walker {
    fn origin(&self) -> Origin {
        Origin::Exhaustive(self.number)
    }

    fn choose(&mut self, point: &ChoicePoint<'_>) -> u64 {
        let mut answers = [point.alternatives.typical(), 0, 0];
        let count = match point.alternatives {
            Alternatives::Among(meanings) => meanings.len(),
            Alternatives::Fault { .. } => 2,
            Alternatives::Range { min, typical, max } if (self.branches_on_cost)(point.name) => {
                let ends = [min, max].into_iter().filter(|end| *end != typical);
                let places = answers[1..].iter_mut().zip(ends).map(|(place, end)| *place = end);
                1 + places.count()
            }
            Alternatives::Range { .. } => 1,
        };
        if count == 1 {
            return answers[0];
        }
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        let known = self.path.get(met.len()).copied();
        let place = known.or_else(|| wished(&mut self.wishes, point.alternatives)).unwrap_or(0);
        // OK because a run that follows a path meets the choices of the run that showed it.
        let taken = usize::from(place).min(count - 1);
        let (answer, meaning) = match point.alternatives {
            Alternatives::Range { .. } => (answers[taken], None),
            Alternatives::Among(_) => (taken as u64, point.alternatives.meaning(taken as u64)),
            // The first alternative is the typical one.
            Alternatives::Fault { .. } => (taken as u64, None),
        };
        let number = |count| u16::try_from(count).unwrap_or(u16::MAX);
        met.push(Met { count: number(count), taken: number(taken), meaning });
        answer
    }
}

/// The alternative that is wished for first, which is then no wish any more.
fn wished(wishes: &mut Vec<String>, alternatives: Alternatives<'_>) -> Option<u16> {
    let Alternatives::Among(meanings) = alternatives else { return None };
    let meanings: Vec<String> = meanings.iter().map(ToString::to_string).collect();
    let (wish, place) = wishes
        .iter()
        .enumerate()
        .find_map(|(wish, wished)| Some((wish, meanings.iter().position(|meaning| meaning == wished)?)))?;
    wishes.remove(wish);
    u16::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::Exhaustive;
    use crate::scheduler::{Alternatives, ChoiceName, Keep, Recorder};
    use loopscope_engine::clock::LoopTime;
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
            orders.push(order);
        }
        orders
    }

    #[test]
    fn every_order_is_tried_once_the_least_unusual_first() {
        let mut search = Exhaustive::new(|_| false);
        assert_eq!(orders(&mut search, &["a", "b", "c"]), ["abc", "bac", "cab", "acb", "bca", "cba"]);
        assert!(search.is_complete());
    }

    #[test]
    fn costs_are_tried_at_their_ends_where_asked() {
        let mut search = Exhaustive::new(|name| name == ChoiceName::JobCost);
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
