//! The same program, seed and profile give the same events, to the byte: twice in one process, beside other runs, and
//! in every build on every machine.
//!
//! Passing does not prove that nothing outside reaches a run, only that nothing that differed between these runs did.
//! The first difference is shown with both sides.
//!
//! `LOOPSCOPE_SEEDS=10000` spreads so many seeds over the programs of the seed test instead of a few;
//! `LOOPSCOPE_EVERY=N` takes every `N`th program of the corpus instead of a sample; `LOOPSCOPE_SEED` draws another one.

mod digests;

use loopscope_engine::profile::{MAJORS, Profile};
use loopscope_scenarios::corpus::{Case, cases};
use loopscope_scenarios::run::Outcome;
use loopscope_sim::Simulation;
use loopscope_sim::scheduler::{Luck, Seeded};
use std::{env, thread};

/// One in so many programs of the corpus is run, in each profile.
const EVERY: usize = 29;

/// The case's run under a seed, with its events.
fn run(case: &Case, seed: u64) -> Outcome {
    case.setup.run_under(Box::new(Seeded::new(seed)), true)
}

/// Fails at the first line in which two runs differ.
#[track_caller]
fn assert_same(name: &str, seed: u64, one: &Outcome, two: &Outcome) {
    let (first, second) = (one.events.lines(), two.events.lines());
    let parting = first.zip(second).enumerate().find(|(_, (one, two))| one != two);
    if let Some((number, (one, two))) = parting {
        panic!("{name}, seed {seed}, event {number}:\n  {one}\n  {two}");
    }
    assert_eq!(one.events.lines().count(), two.events.lines().count(), "{name}, seed {seed}: events");
    assert!(one == two, "{name}, seed {seed}: output or code\n{one:?}\n{two:?}");
}

fn number(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is {text:?}, expected a number")))
}

/// A sample of the corpus, another one for each profile, each case with a seed.
fn sample(profile: Profile) -> impl Iterator<Item = (Case, u64)> {
    let every = number("LOOPSCOPE_EVERY").map_or(EVERY, |every| usize::try_from(every).expect("a count fits"));
    let seed = number("LOOPSCOPE_SEED").unwrap_or(1);
    let first = (seed as usize + profile.major() as usize) % every;
    cases(profile).into_iter().skip(first).step_by(every).zip(seed..)
}

#[test]
fn a_program_runs_the_same_twice_in_one_process() {
    for major in MAJORS {
        let profile = Profile::of_major(major).expect("a profile of the list");
        for (case, seed) in sample(profile) {
            assert_same(&case.name, seed, &run(&case, seed), &run(&case, seed));
        }
    }
}

#[test]
fn a_program_runs_the_same_alone_and_beside_others() {
    let cases: Vec<(Case, u64)> = sample(Profile::default()).collect();
    let alone: Vec<Outcome> = cases.iter().map(|(case, seed)| run(case, *seed)).collect();
    let beside = thread::scope(|scope| {
        let runs: Vec<_> = cases.iter().map(|(case, seed)| scope.spawn(|| run(case, *seed))).collect();
        runs.into_iter().map(|run| run.join().expect("a run does not panic")).collect::<Vec<_>>()
    });
    for (((case, seed), alone), beside) in cases.iter().zip(&alone).zip(&beside) {
        assert_same(&case.name, *seed, alone, beside);
    }
}

/// Programs over which seeds are spread.
const PROGRAMS: usize = 60;

/// Seeds in a usual run of the tests; ten thousand at night.
const SEEDS: u64 = 120;

#[test]
fn every_seed_gives_the_same_decisions_events_and_output_twice() {
    let cases = cases(Profile::default());
    let every = cases.len() / PROGRAMS;
    let simulations: Vec<(String, Simulation)> =
        cases.into_iter().step_by(every).map(|case| (case.name, case.setup.simulation())).collect();
    assert!(simulations.len() >= PROGRAMS);
    let luck = |seed: u64| if seed.is_multiple_of(2) { Luck::OfOrders } else { Luck::OfTimes };
    for (seed, (name, simulation)) in (1..=number("LOOPSCOPE_SEEDS").unwrap_or(SEEDS)).zip(simulations.iter().cycle()) {
        if let Err(divergence) = simulation.run_twice(luck(seed), || Box::new(Seeded::new(seed))) {
            panic!("{name}, seed {seed}, {:?}: {divergence}", luck(seed));
        }
    }
}

#[test]
fn another_seed_is_another_run() {
    let (case, _) = sample(Profile::default()).next().expect("the corpus is not empty");
    assert_ne!(run(&case, 1).events, run(&case, 2).events, "{}: seeds change costs", case.name);
}
