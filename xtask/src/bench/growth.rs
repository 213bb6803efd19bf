//! What one more costs when there are already many: timers, handles, sockets, events.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::measure;

/// What is counted, the workload that takes how many as its argument, and up to which power of ten: sockets end where the
/// ports of one address do, handles where the heap's limit is.
const ROWS: &[(&str, &str, u32)] = &[
    ("timers", "timers.js", 6),
    ("turns of the loop", "immediates-chain.js", 6),
    ("handles", "handles.js", 5),
    ("sockets", "sockets.js", 4),
];

/// Events to be traced come from ticks.
const EVENTS: (&str, &str, u32) = ("traced ticks, four events each", "ticks.js", 6);

/// The powers of ten that are measured.
const POWERS: std::ops::RangeInclusive<u32> = 3..=6;

/// Runs of each of which the middle one counts.
const RUNS: usize = 3;

/// Prints the processor time of one, in nanoseconds, by how many there are: without what an empty program takes.
pub(super) fn print(folder: &Path, loopscope: &dyn Fn() -> Command) -> Result<()> {
    let run =
        |program: &str, count: u64| user_ns(loopscope().arg("run").arg(folder.join(program)).arg(count.to_string()));
    let trace = |program: &str, count: u64| {
        let options = ["trace", "--format", "ndjson", "--output", "/dev/null"];
        user_ns(loopscope().args(options).arg(folder.join(program)).arg(count.to_string()))
    };
    println!("| ns of one | 1,000 | 10,000 | 100,000 | 1,000,000 |");
    println!("| --- | --- | --- | --- | --- |");
    for row in ROWS {
        print_row(row, run)?;
    }
    print_row(&EVENTS, trace)
}

fn print_row((what, program, last): &(&str, &str, u32), user_ns: impl Fn(&str, u64) -> Result<f64>) -> Result<()> {
    let empty = user_ns("empty.js", 0)?;
    let mut cells = String::new();
    for power in POWERS {
        let count = 10_u64.pow(power);
        cells += &if power > *last {
            " – |".to_owned()
        } else {
            format!(" {:.0} |", (user_ns(program, count)? - empty).max(0.0) / count as f64)
        };
    }
    println!("| {what} |{cells}");
    Ok(())
}

/// The middle one of some runs.
fn user_ns(command: &mut Command) -> Result<f64> {
    let mut times = (0..RUNS).map(|_| Ok(measure::run(command)?.user.as_secs_f64())).collect::<Result<Vec<f64>>>()?;
    times.sort_by(f64::total_cmp);
    Ok(times[RUNS / 2] * 1e9)
}
