//! The program's own JavaScript takes virtual time, and nothing else about it changes.

use loopscope_engine::profile::Profile;
use loopscope_scenarios::run::{Outcome, Setup};
use loopscope_sim::scheduler::{Seeded, Typical};

fn setup(file: &str) -> Setup {
    let profile = Profile::of_major(26).expect("26 is a profile");
    Setup::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cpu_time"), file, profile)
}

fn run(file: &str) -> Outcome {
    let outcome = setup(file).run();
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{}", outcome.stdout);
    outcome
}

fn numbers(outcome: &Outcome) -> Vec<f64> {
    outcome.stdout.split_whitespace().map(|word| word.parse().expect("the program prints numbers")).collect()
}

#[test]
fn work_takes_time_in_proportion_wherever_a_clock_is_read() {
    let ms = numbers(&run("proportion.js"));
    let [loops, ten_times, calls, json, sort, regex] = ms[..] else { panic!("six numbers: {ms:?}") };
    assert!((5.0..60.0).contains(&loops), "ten million turns take about 1 ns each: {loops}");
    assert!((9.5..10.5).contains(&(ten_times / loops)), "ten times the turns take ten times as long: {ten_times}");
    assert!((3.0..60.0).contains(&calls), "a million calls take about 5 ns each: {calls}");
    assert!(json > 1.0 && sort > 1.0 && regex > 0.1, "builtins take time by their input: {json} {sort} {regex}");
}

#[test]
fn a_busy_callback_makes_timers_late() {
    let ms = numbers(&run("late_timer.js"));
    assert!(ms[0] > 50.0, "a timer of 1 ms behind a busy callback: {ms:?}");
}

#[test]
fn places_and_sources_are_those_of_the_original() {
    assert_eq!(run("places.js").stdout, include_str!("places.stdout"));
}

#[test]
fn luck_makes_the_whole_thread_slower_and_a_seed_repeats_it() {
    let seeded = |seed| setup("proportion.js").run_under(Box::new(Seeded::new(seed)), false);
    assert_eq!(seeded(5), seeded(5));
    assert_ne!(numbers(&seeded(5))[0], numbers(&seeded(6))[0]);
}

#[test]
fn a_watched_run_takes_the_same_time() {
    let watched = setup("proportion.js").run_under(Box::new(Typical), true);
    assert_eq!(watched.stdout, run("proportion.js").stdout);
}
