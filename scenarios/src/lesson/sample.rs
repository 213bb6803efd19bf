//! Runs of a lesson's programs: the typical schedule and some seeds, under every version that a program names.

use super::Lesson;
use super::plan::Checked;
use crate::directives::Directives;
use crate::fact::Fact;
use crate::order::Order;
use loopscope_engine::profile::{DEFAULT_MAJOR, Profile};
use loopscope_sim::Simulation;
use loopscope_sim::scheduler::{Scheduler, Seeded, Typical};
use std::collections::BTreeMap;

/// Seeds for a program whose order is luck. An order that comes once in ten runs is missed by all of them with a
/// chance of 0.9^50, one in two hundred; since seeds are fixed, it is missed always or never.
pub const SEEDS_OF_LUCK: u64 = 50;

/// Seeds for a program whose order is the same in every run: a few, to notice if that were wrong.
pub const SEEDS_OF_GUARANTEE: u64 = 5;

/// The runs of one program, by Node version; the first of each is the typical one, then come seeds from 1 on.
#[derive(Clone, Debug)]
pub struct Runs(pub BTreeMap<u32, Vec<Order>>);

impl Lesson {
    /// How a program of it wants to be run.
    ///
    /// # Panics
    /// If the program is not there or its head is wrong; a test reads them all.
    pub fn directives(&self, file: &str) -> Directives {
        let folder = self.folder;
        let source = self.file(file).unwrap_or_else(|| panic!("reading the lesson {folder}: it has no {file}"));
        Directives::read(source).unwrap_or_else(|error| panic!("reading {folder}/{file}: {error}"))
    }

    /// The versions under which a program is looked at.
    pub fn profiles(&self, file: &str) -> Vec<Profile> {
        let named = self.directives(file).nodes;
        if named.is_empty() { Profile::of_major(DEFAULT_MAJOR).into_iter().collect() } else { named }
    }

    /// Runs a program once; without a seed by the typical schedule.
    pub fn run(&self, file: &str, profile: Profile, seed: Option<u64>) -> Order {
        let scheduler: Box<dyn Scheduler> = match seed {
            Some(seed) => Box::new(Seeded::new(seed)),
            None => Box::new(Typical),
        };
        Order::of_run(&self.simulation(file, profile), scheduler).0
    }

    /// A program as it wants to be run.
    pub fn simulation(&self, file: &str, profile: Profile) -> Simulation {
        self.directives(file).apply(Simulation::new(self.mount(), file)).profile(profile)
    }

    /// Runs a program as often as its facts need it.
    pub fn sample(&self, program: &Checked) -> Runs {
        let seeds = if program.luck { SEEDS_OF_LUCK } else { SEEDS_OF_GUARANTEE };
        let runs = |profile: Profile| {
            let seeds = std::iter::once(None).chain((1..=seeds).map(Some));
            seeds.map(|seed| self.run(&program.file, profile, seed)).collect()
        };
        Runs(self.profiles(&program.file).into_iter().map(|profile| (profile.major(), runs(profile))).collect())
    }
}

impl Runs {
    /// Whether a fact holds under every version that it speaks of.
    pub fn show(&self, fact: &Fact) -> bool {
        let mut spoken_of = self.0.iter().filter(|(major, _)| fact.speaks_of(**major)).peekable();
        spoken_of.peek().is_some() && spoken_of.all(|(_, runs)| fact.holds(runs))
    }

    /// The choices whose facts all hold, counted from 1.
    pub fn right_choices(&self, choices: &[Vec<Fact>]) -> Vec<usize> {
        let is_right = |facts: &Vec<Fact>| facts.iter().all(|fact| self.show(fact));
        choices.iter().enumerate().filter(|(_, facts)| is_right(facts)).map(|(at, _)| at + 1).collect()
    }
}
