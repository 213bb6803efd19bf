//! What recording the events of a run costs, and writing them down.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::measure::{self, Measured, Spread};

/// What is watched: from callbacks that do nothing but set the next one to programs that only compute.
const WORKLOADS: &[&str] = &[
    "ticks.js",
    "awaits.mjs",
    "timers.js",
    "read-files.js",
    "http-many-connections.js",
    "pipeline.js",
    "json-and-regexp.js",
];

/// What a watched run may take of one that nobody watches.
const AT_MOST: f64 = 2.5;

/// Prints what traced runs take beside those that nobody watches, in turn.
pub(super) fn print(folder: &Path, loopscope: &dyn Fn() -> Command, rounds: usize) -> Result<()> {
    println!("watched runs against others, medians of {rounds} rounds (min–max), at most {AT_MOST}\n");
    println!(
        "| workload | events | recorded, and held against ten invariants | written as NDJSON | events a second | bytes an event |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    for workload in WORKLOADS {
        let runs = Runs::measure(folder, loopscope, workload, rounds)?;
        let user = |run: &Measured| run.user.as_secs_f64();
        let (recorded, written) =
            (Spread::of(&runs.recorded, &runs.plain, user), Spread::of(&runs.written, &runs.plain, user));
        let (events, speed) = (runs.events, runs.events as f64 / fastest(&runs.written));
        let bytes = (peak(&runs.recorded) - peak(&runs.plain)) / runs.events as f64;
        // A shorter trace is less than the memory of two runs differs by.
        let bytes = if runs.events >= 1_000_000 { format!("{bytes:.0}") } else { "–".to_owned() };
        println!("| {workload} | {events} | {recorded} | {written} | {speed:.0} | {bytes} |");
    }
    Ok(())
}

/// Runs of one workload.
struct Runs {
    plain: Vec<Measured>,
    recorded: Vec<Measured>,
    written: Vec<Measured>,
    /// How many events one has.
    events: usize,
}

impl Runs {
    fn measure(folder: &Path, loopscope: &dyn Fn() -> Command, workload: &str, rounds: usize) -> Result<Self> {
        let (program, trace) = (folder.join(workload), folder.join("events.ndjson"));
        let mut runs = Self { plain: Vec::new(), recorded: Vec::new(), written: Vec::new(), events: 0 };
        for _ in 0..rounds {
            runs.plain.push(measure::run(loopscope().arg("run").arg(&program))?);
            let options = ["check", "--schedules", "1", "--jobs", "1"];
            runs.recorded.push(measure::run(loopscope().args(options).arg(&program))?);
            let options = ["trace", "--format", "ndjson", "--output"];
            runs.written.push(measure::run(loopscope().args(options).arg(&trace).arg(&program))?);
        }
        let text = std::fs::read(&trace).with_context(|| format!("reading {}", trace.display()))?;
        runs.events = text.iter().filter(|byte| **byte == b'\n').count();
        Ok(runs)
    }
}

fn fastest(runs: &[Measured]) -> f64 {
    runs.iter().map(|run| run.wall.as_secs_f64()).fold(f64::INFINITY, f64::min)
}

fn peak(runs: &[Measured]) -> f64 {
    runs.iter().map(|run| run.peak_bytes as f64).fold(0.0, f64::max)
}
