//! Many runs take no more memory than a few: no isolate, context or handle outlives its run.
//!
//! The only test of its process, so that the memory is that of its runs. `LOOPSCOPE_SCHEDULES=100000` makes so many of either
//! kind instead of a few; what it prints with `--nocapture` are the peaks.
#![cfg(target_os = "linux")]

use loopscope_sim::Simulation;
use loopscope_sim::scheduler::Seeded;
use loopscope_sim::simulation::Manner;
use std::{env, fs};

/// What searches run over and over, as `cargo xtask bench searches` does.
const PROGRAM: &str = include_str!("../../xtask/bench/ten-callbacks.js");

/// Runs of either kind in a usual test. A tenth of them must be more than share an isolate until that is full, some forty:
/// only peaks can be compared.
const SCHEDULES: u64 = 800;

/// How many hundredths of the first tenth's peak the last one's may be.
const HUNDREDTHS_MAX: u64 = 105;

/// The memory of this process that lies in the machine's, in KB.
fn resident_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells every process of itself");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("it tells of memory");
    line.trim_end_matches("kB").trim().parse().expect("it is a number")
}

/// Makes `count` runs from `first` on; gives the most memory that was in use after one.
fn peak_kb(first: u64, count: u64, run: &impl Fn(u64)) -> u64 {
    let after = |seed| {
        run(seed);
        resident_kb()
    };
    (first..first + count).map(after).max().expect("there are some runs")
}

#[track_caller]
fn check_flat(kind: &str, schedules: u64, run: impl Fn(u64)) {
    let tenth = schedules / 10;
    let early = peak_kb(0, tenth, &run);
    (tenth..schedules - tenth).for_each(&run);
    let late = peak_kb(schedules - tenth, tenth, &run);
    println!("{schedules} runs {kind}: at most {early} KB in the first tenth, {late} KB in the last");
    assert!(late * 100 <= early * HUNDREDTHS_MAX, "{kind}: memory grew from {early} KB to {late} KB");
}

#[test]
fn memory_is_flat_over_many_schedules() {
    let schedules = env::var("LOOPSCOPE_SCHEDULES").ok();
    let schedules = schedules.map_or(SCHEDULES, |text| text.parse().expect("LOOPSCOPE_SCHEDULES is a number"));
    let simulation = Simulation::of_text(PROGRAM);
    let manner = |seed| Manner::new(Box::new(Seeded::new(seed)));
    check_flat("in shared isolates, watched", schedules, |seed| drop(simulation.run_watched_soon(|| manner(seed))));
    check_flat("in isolates of their own", schedules, |seed| drop(simulation.run_in(manner(seed))));
}
