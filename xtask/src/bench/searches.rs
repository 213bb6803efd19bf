//! How many runs a second a search makes, on one core and on all, and whether its memory grows with their number.

use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::thread;

use anyhow::Result;

use super::measure::{self, Measured};

/// A program of ten callbacks.
const WORKLOAD: &str = "ten-callbacks.js";

/// Prints runs a second and peak memory of a search of `schedules` runs, and of one of a tenth of them.
pub(super) fn print(folder: &Path, loopscope: &dyn Fn() -> Command, schedules: u64) -> Result<()> {
    let program = folder.join(WORKLOAD);
    let search = |count: u64, jobs: usize| {
        let options = ["check", "--schedules", &count.to_string(), "--jobs", &jobs.to_string()];
        measure::run(loopscope().args(options).arg(&program))
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    println!("| runs | jobs | runs a second | peak memory |");
    println!("| --- | --- | --- | --- |");
    for (count, jobs) in [(schedules / 10, 1), (schedules, 1), (schedules, cores)] {
        let Measured { wall, peak_bytes, .. } = search(count, jobs)?;
        let speed = count as f64 / wall.as_secs_f64();
        println!("| {count} | {jobs} | {speed:.0} | {} MB |", peak_bytes >> 20);
    }
    Ok(())
}
