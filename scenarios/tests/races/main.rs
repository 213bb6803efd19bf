//! Programs with the shapes of races that were found in real Node programs, in `scenarios/races`: each is right when
//! everything takes its usual time, and wrong (it fails an assertion) under some other schedule.
//!
//! 1. The typical run is right.
//! 2. The default strategy finds the wrong one within 100 schedules, and so do most searches with other seeds: the *hit
//!    rate* of a program is the share of searches that find it; the mean over the programs is over 70 %.
//! 3. What is found is shrunk, and fails again each time that it is replayed from its schedule.
//!
//! `LOOPSCOPE_SEARCHES=N` makes N searches a program, and `LOOPSCOPE_REPLAYS=N` as many replays. The table of
//! `docs/RACES.md` is what the tests print with 20 and 100.

use loopscope_engine::profile::Profile;
use loopscope_scenarios::run::Setup;
use loopscope_sim::scheduler::Schedule;
use loopscope_sim::{Check, Search, Simulation};
use std::env;
use std::fs;
use std::path::Path;

/// Schedules of one search.
const SCHEDULES: u64 = 100;

/// How far the seeds of two searches lie apart: more than a search takes.
const SEEDS_APART: u64 = 1_000;

/// Every race by its name.
fn races() -> Vec<(String, Simulation)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("races");
    let entries = fs::read_dir(&folder).expect("the races are there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let simulation = |name: String| {
        let simulation = Setup::new(&folder, name.clone(), Profile::default()).simulation();
        (name.trim_end_matches(".js").to_owned(), simulation)
    };
    names.into_iter().map(simulation).collect()
}

fn number(name: &str, usual: u64) -> u64 {
    let given = env::var(name).ok().map(|text| text.parse());
    given.map_or(usual, |number| number.unwrap_or_else(|_| panic!("{name} is no number")))
}

/// The search of this number, counted from 0; the first is that of `loopscope check`.
fn search(number: u64) -> Check<'static> {
    Check::new(Search::new(SCHEDULES).first_seed(1 + number * SEEDS_APART))
}

#[test]
fn there_are_at_least_24_races_and_their_typical_runs_are_right() {
    let races = races();
    assert!(races.len() >= 24, "{} races", races.len());
    for (name, simulation) in races {
        let run = simulation.run();
        assert_eq!((run.exit, run.stderr.as_str()), (0, ""), "{name}");
    }
}

#[test]
fn every_race_is_found_and_most_searches_find_theirs() {
    let searches = number("LOOPSCOPE_SEARCHES", 2);
    println!("{:<28}{:>10}{:>24}", "race", "hit rate", "runs to the first hit");
    let mut rates = Vec::new();
    for (name, simulation) in races() {
        let found: Vec<Option<u64>> =
            (0..searches).map(|number| search(number).find(&simulation).1.map(|broken| broken.index)).collect();
        assert!(found[0].is_some(), "{name} is not found within {SCHEDULES} schedules");
        let hits: Vec<u64> = found.iter().flatten().copied().collect();
        let rate = hits.len() as f64 / searches as f64;
        let mean = hits.iter().sum::<u64>() as f64 / hits.len() as f64;
        println!("{name:<28}{:>8.0} %{mean:>24.1}", rate * 100.0);
        rates.push(rate);
    }
    let mean = rates.iter().sum::<f64>() / rates.len() as f64;
    println!("{:<28}{:>8.1} %", "mean", mean * 100.0);
    assert!(mean > 0.7, "the mean hit rate is {mean}");
}

#[test]
fn what_is_found_fails_again_from_its_schedule_every_time() {
    let replays = number("LOOPSCOPE_REPLAYS", 3);
    for (name, simulation) in races() {
        let (_, broken) = search(0).find(&simulation);
        let broken = broken.unwrap_or_else(|| panic!("{name} is not found"));
        // As a file holds it.
        let schedule: Schedule = broken.schedule.to_string().parse().expect("a printed schedule is a schedule");
        let first = simulation.replay(&schedule);
        assert_ne!(first.exit, 0, "{name}: {schedule}");
        assert_eq!(first.remarks, Vec::<String>::new(), "{name}");
        for _ in 1..replays {
            assert_eq!(simulation.replay(&schedule), first, "{name}");
        }
    }
}

#[test]
fn a_race_is_told_by_few_decisions() {
    for (name, simulation) in races().into_iter().step_by(7) {
        let failure = search(0).run(&simulation).failure.unwrap_or_else(|| panic!("{name} is not found"));
        assert!((1..=6).contains(&failure.schedule.decisions.len()), "{name}: {}", failure.schedule);
        assert_eq!(failure.story.len(), failure.schedule.decisions.len(), "{name}");
        assert_ne!(simulation.replay(&failure.schedule).exit, 0, "{name}");
    }
}
