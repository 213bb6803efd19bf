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
use loopscope_engine::program::Limits;
use loopscope_scenarios::corpus::{Case, cases};
use loopscope_scenarios::run::Outcome;
use loopscope_sim::scheduler::{Keep, Luck, Seeded};
use loopscope_sim::simulation::Manner;
use loopscope_sim::{Search, Simulation};
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
fn a_run_in_a_spare_isolate_is_the_run_in_a_new_one() {
    let manner = |seed| Manner { keep: Keep::Log, ..Manner::new(Box::new(Seeded::new(seed))) };
    for major in MAJORS {
        let profile = Profile::of_major(major).expect("a profile of the list");
        for (case, seed) in sample(profile) {
            let simulation = case.setup.simulation();
            let (new, events) = simulation.run_watched(manner(seed));
            // In what earlier programs have left behind, and then in what this one has.
            for _ in 0..2 {
                let (spare, again) = simulation.run_watched_soon(|| manner(seed));
                let parting = events.iter().zip(again.iter()).position(|(one, other)| one != other);
                assert_eq!(parting, None, "{} on {major}, seed {seed}: the first event that differs", case.name);
                assert_eq!((events.len(), &new), (again.len(), &spare), "{} on {major}, seed {seed}", case.name);
            }
        }
    }
}

/// What a program sees of its heap when it has filled it with garbage: whether that was collected, and how much is in use.
const LOOKS_AT_MEMORY: &str = "
    const weak = new WeakRef({});
    setImmediate(() => {
        let kept = [];
        for (let n = 0; n < 300; n++) kept = [kept.length, new Array(20_000).fill(n)];
        setImmediate(() => console.log(weak.deref() === undefined, process.memoryUsage().heapUsed));
    });";

#[test]
fn a_program_that_looks_at_memory_cannot_tell_what_ran_before_it() {
    let simulation = Simulation::of_text(LOOKS_AT_MEMORY);
    let alone = simulation.run();
    for _ in 0..3 {
        Simulation::of_text("globalThis.kept = new Array(1_000_000).fill(1)").run_soon(Manner::typical);
        assert_eq!(simulation.run_soon(Manner::typical), alone);
    }
    assert_eq!(Search::new(4).run(&simulation).outcomes.len(), 1);
}

#[test]
fn what_a_run_leaves_pending_never_reaches_the_next() {
    let leaving = [
        "Promise.resolve().then(() => console.log('late')); process.exit()",
        "queueMicrotask(() => { throw new Error('late') }); process.nextTick(() => { throw new Error('first') })",
        "new FinalizationRegistry(() => console.log('late')).register({}, 1)",
        "require('async_hooks').createHook({ init() { console.log('late') } }).enable()",
        "new (require('async_hooks').AsyncLocalStorage)().enterWith('late')",
        "Error.prepareStackTrace = () => 'late'; Array.prototype.push = () => console.log('late')",
        "for (;;);",
    ];
    let limits = Limits { max_virtual_time_ns: 1_000_000_000, ..Limits::default() };
    let next = Simulation::of_text(
        "console.log('own', new (require('async_hooks').AsyncLocalStorage)().getStore());
         Promise.resolve().then(() => console.log(new Error('own').stack.length > 9, [].push(1)))",
    );
    let alone = next.run();
    assert_eq!(alone.stdout, "own undefined\ntrue 1\n");
    for text in leaving {
        Simulation::of_text(text).limits(limits).run_soon(Manner::typical);
        assert_eq!(next.run_soon(Manner::typical), alone, "after {text}");
    }
}

#[test]
fn another_seed_is_another_run() {
    let (case, _) = sample(Profile::default()).next().expect("the corpus is not empty");
    assert_ne!(run(&case, 1).events, run(&case, 2).events, "{}: seeds change costs", case.name);
}
