//! What recording the events of a run costs, and writing them down.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::measure::{self, Measured, Spread};

/// The workload, and how many ticks it makes: each is four events.
const WORKLOAD: (&str, &str) = ("ticks.js", "1000000");

/// Prints what a traced run takes beside one that nobody watches.
pub(super) fn print(folder: &Path, loopscope: &dyn Fn() -> Command, pairs: usize) -> Result<()> {
    let written = folder.join("events.ndjson");
    let program = folder.join(WORKLOAD.0);
    let plain = || measure::run(loopscope().arg("run").arg(&program).arg(WORKLOAD.1));
    let recorded = || measure::run(loopscope().args(["check", "--schedules", "1", "--jobs", "1"]).arg(&program));
    let ndjson = || {
        let options = ["trace", "--format", "ndjson", "--output"];
        measure::run(loopscope().args(options).arg(&written).arg(&program).arg(WORKLOAD.1))
    };
    let (mut off, mut to_memory, mut to_file) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..pairs {
        off.push(plain()?);
        to_memory.push(recorded()?);
        to_file.push(ndjson()?);
    }
    let text = std::fs::read(&written).with_context(|| format!("reading {}", written.display()))?;
    let events = text.iter().filter(|byte| **byte == b'\n').count() as f64;
    let user = |run: &Measured| run.user.as_secs_f64();
    let wall = |runs: &[Measured]| runs.iter().map(|run| run.wall.as_secs_f64()).fold(f64::INFINITY, f64::min);
    let peak = |runs: &[Measured]| runs.iter().map(|run| run.peak_bytes as f64).fold(0.0, f64::max);
    println!("{events} events of {} ticks, {pairs} rounds", WORKLOAD.1);
    println!(
        "user time with ten invariants held against the events, of that without a watcher: {}",
        Spread::of(&to_memory, &off, user)
    );
    println!("bytes of memory for an event: {:.0}", (peak(&to_memory) - peak(&off)) / events);
    println!("user time with NDJSON into a file, of that without a watcher: {}", Spread::of(&to_file, &off, user));
    println!("NDJSON: {:.0} events a second, the run included", events / wall(&to_file));
    Ok(())
}
