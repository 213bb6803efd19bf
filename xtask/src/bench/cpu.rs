//! What counting the program's own work costs: programs that only compute, with their time counted and for free.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::measure::{self, Spread};

/// The programs; the first line of each file says what it does.
const PROGRAMS: &[&str] =
    &["cpu-loops.js", "cpu-matrix.js", "cpu-objects.js", "cpu-strings.js", "cpu-recursion.js", "json-and-regexp.js"];

/// What a run with its time counted may take of one without.
const AT_MOST: f64 = 1.5;

/// Prints what the default takes of what `--cpu free` takes, in turn.
pub(super) fn print(folder: &Path, loopscope: &dyn Fn() -> Command, pairs: usize) -> Result<()> {
    println!("`--cpu counted` against `--cpu free`, medians of {pairs} pairs (min–max), at most {AT_MOST}\n");
    println!("| program | wall | user time |");
    println!("| --- | --- | --- |");
    for program in PROGRAMS {
        let command = |cpu: &str| {
            let mut command = loopscope();
            command.args(["run", "--cpu", cpu]).arg(folder.join(program));
            command
        };
        let (free, counted) = measure::in_turn(&|| command("free"), &|| command("counted"), pairs)?;
        let wall = Spread::of(&counted, &free, |run| run.wall.as_secs_f64());
        let user = Spread::of(&counted, &free, |run| run.user.as_secs_f64());
        println!("| {program} | {wall} | {user} |");
    }
    Ok(())
}
