//! Many runs of one program under different schedules: which outcomes there are, and what decides between them.
//!
//! ```
//! use loopscope_sim::{Search, Simulation};
//!
//! let program = "setTimeout(() => console.log('timer'), 1); setImmediate(() => console.log('immediate'))";
//! let found = Search::new(40).run(&Simulation::of_text(program));
//! assert_eq!(found.outcomes.len(), 2, "either may come first");
//! ```
//!
//! * [`check`]: a search for a run that breaks a rule
//! * [`compare`]: two runs, and what parts them
//! * [`expect`]: order files
//! * `many`: runs on several cores, whose results do not tell how many
//! * `orders`: every order that the costs' bounds allow
//! * `outcomes`: what the runs of a search came to
//! * [`pairs`]: which orders are guaranteed and which are luck
//! * [`shrink`]: the fewest and smallest decisions that still give the same
//! * [`story`]: decisions in words

pub mod check;
pub mod compare;
pub mod expect;
mod many;
mod orders;
mod outcomes;
pub mod pairs;
pub mod shrink;
pub mod story;

pub use outcomes::{Findings, Outcome};

use crate::scheduler::{Keep, Luck, Pct, Schedule, Seeded};
use crate::simulation::{Manner, Simulation};
use outcomes::{Collected, Found};
use std::num::NonZero;

/// How schedules are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strategy {
    /// Luck from the seeds 1, 2, 3 and so on, after the typical run: of how long things take, as on a machine, and in every
    /// other run of what comes next.
    #[default]
    Random,
    /// Typical runs with one to three harsh delays, placed by the seeds 1, 2, 3 and so on.
    Pct,
    /// Every order that the bounds of the costs allow, leaving out what shows nothing new.
    Exhaustive,
}

/// A part of a search, for machines that share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which part, counted from 1.
    pub number: u64,
    /// How many there are.
    pub of: u64,
}

impl Default for Part {
    fn default() -> Self {
        Self { number: 1, of: 1 }
    }
}

impl Part {
    /// Whether the schedule of this number belongs to the part.
    const fn has(self, index: u64) -> bool {
        index % self.of == self.number - 1
    }
}

/// A search to be made.
#[derive(Clone)]
pub struct Search<'a> {
    /// How many runs at most, over all parts.
    pub schedules: u64,
    /// How they are chosen.
    pub strategy: Strategy,
    /// On how many threads they run; what is found does not depend on it.
    pub jobs: NonZero<usize>,
    /// Which of them are made here.
    pub part: Part,
    /// The first seed.
    pub first_seed: u64,
    /// Is told after every run how many are done, in no particular order.
    pub progress: Option<&'a (dyn Fn(u64) + Sync)>,
}

impl<'a> Search<'a> {
    /// So many runs: the typical one, and seeds from 1 on.
    pub const fn new(schedules: u64) -> Self {
        let part = Part { number: 1, of: 1 };
        let (strategy, jobs) = (Strategy::Random, NonZero::<usize>::MIN);
        Self { schedules, strategy, jobs, part, first_seed: 1, progress: None }
    }

    /// The same with seeds from this one on.
    #[must_use]
    pub const fn first_seed(mut self, seed: u64) -> Self {
        self.first_seed = seed;
        self
    }

    /// The same with another strategy.
    #[must_use]
    pub const fn strategy(mut self, strategy: Strategy) -> Self {
        self.strategy = strategy;
        self
    }

    /// The same on several threads.
    #[must_use]
    pub const fn jobs(mut self, jobs: NonZero<usize>) -> Self {
        self.jobs = jobs;
        self
    }

    /// The same, of which only a part is made here.
    #[must_use]
    pub const fn part(mut self, part: Part) -> Self {
        self.part = part;
        self
    }

    /// The same with somebody who is told how far it is.
    #[must_use]
    pub const fn progress(mut self, progress: &'a (dyn Fn(u64) + Sync)) -> Self {
        self.progress = Some(progress);
        self
    }

    /// Makes the runs.
    pub fn run(&self, simulation: &Simulation) -> Findings {
        if self.strategy == Strategy::Exhaustive {
            return orders::search(self, simulation);
        }
        let asked = self.asked(simulation);
        let mine = (0..self.schedules).filter(|index| self.part.has(*index)).collect::<Vec<_>>();
        let collected = many::collect(&mine, self, |index| {
            let run = simulation.run_soon(|| Manner { keep: Keep::Nothing, ..self.manner(index, asked) });
            (run.stdout, run.exit)
        });
        self.findings(simulation, collected, asked)
    }

    /// How many choices a typical run meets, where the strategy needs to know.
    fn asked(&self, simulation: &Simulation) -> u64 {
        match self.strategy {
            Strategy::Pct => simulation.run().schedule.asked,
            Strategy::Random | Strategy::Exhaustive => 0,
        }
    }

    /// How the run of this number is made.
    fn manner(&self, index: u64, asked: u64) -> Manner {
        match (index, self.strategy) {
            (0, _) | (_, Strategy::Exhaustive) => Manner::typical(),
            // Durations as they are on machines make some orders rare; every other run draws orders instead.
            (index, Strategy::Random) => match self.seed_of(index) {
                Some(seed) => Manner::new(Box::new(Seeded::new(seed))),
                None => {
                    let seed = (index / 2 - 1).saturating_add(self.first_seed);
                    Manner { luck: Luck::OfOrders, ..Manner::new(Box::new(Seeded::new(seed))) }
                }
            },
            (index, Strategy::Pct) => {
                let seed = (index - 1).saturating_add(self.first_seed);
                Manner::new(Box::new(Pct::new(seed, pct_depth(seed), asked)))
            }
        }
    }

    /// The seed of `run --seed` that makes the random run of this number, if one does.
    const fn seed_of(&self, index: u64) -> Option<u64> {
        if index % 2 == 1 { Some((index / 2).saturating_add(self.first_seed)) } else { None }
    }

    /// Adds to each outcome how its first run is made again, with no more decisions than it needs.
    fn findings(&self, simulation: &Simulation, collected: Collected, asked: u64) -> Findings {
        let schedules = collected.values().map(|found| found.count).sum();
        let first: Vec<_> = collected.into_iter().collect();
        let outcomes = many::map(&first, self.jobs, |((stdout, exit), found)| {
            let run = simulation.run_soon(|| self.manner(found.first, asked));
            let seed = self.seed_of(found.first).filter(|_| self.strategy == Strategy::Random);
            outcome(simulation, (stdout, *exit), *found, seed, &run.schedule)
        });
        Findings::new(false, schedules, outcomes)
    }
}

/// An outcome with a schedule that has no more decisions than it needs.
fn outcome(
    simulation: &Simulation,
    (stdout, exit): (&str, i32),
    found: Found,
    seed: Option<u64>,
    schedule: &Schedule,
) -> Outcome {
    let is_same = |schedule: &Schedule| {
        let run = simulation.run_soon(|| Manner::replay(schedule.clone()));
        run.stdout == stdout && run.exit == exit
    };
    let schedule = shrink::fewest(simulation, schedule, shrink::RUNS_OF_AN_OUTCOME, &is_same);
    Outcome { stdout: stdout.to_owned(), exit, count: found.count, seed, first: found.first, schedule }
}

/// How many delays the run of a seed has: most bugs need one or two.
const fn pct_depth(seed: u64) -> u32 {
    (seed % 3) as u32 + 1
}
