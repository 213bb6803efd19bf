//! `loopscope replay`: a saved run again, byte for byte.

use crate::cli::replay::ReplayArgs;
use crate::output::Terminal;
use crate::saved::{self, Saved};
use crate::setup::{UsageError, prepare_with};
use loopscope_sim::World;
use loopscope_sim::scheduler::{Keep, Schedule};
use std::path::Path;
use std::process::ExitCode;

/// Makes the run again; gives its own exit code, or that of a usage error when it left its schedule.
pub(crate) fn replay(args: &ReplayArgs) -> Result<ExitCode, UsageError> {
    let saved = Saved::read(&args.file)?;
    let run = saved.args(&args.file)?;
    let prepared = prepare_with(&run, Some(&saved.schedule), Keep::Nothing)?;
    let world = prepared.world.clone();
    let exit = prepared.run(&run, Box::new(Terminal::new()));
    let remarks = world.remarks();
    let has_changed = saved.input.is_some_and(|input| input != saved::digest(&world.mounted_files()));
    if remarks.is_empty() {
        if has_changed {
            eprintln!(
                "loopscope: the program's files have changed since {} was made; it fits them all the same",
                args.file.display()
            );
        }
        return Ok(exit);
    }
    let why = if has_changed { "; the program's files have changed since" } else { "" };
    Err(left(&args.file, &remarks, why))
}

/// Whether a run under `--schedule FILE` did all that the schedule says.
pub(crate) fn followed(file: &Path, world: &World) -> Result<(), UsageError> {
    let remarks = world.remarks();
    if remarks.is_empty() { Ok(()) } else { Err(left(file, &remarks, "")) }
}

/// Reads the schedule of `--schedule FILE` for a run of this Node version.
pub(crate) fn schedule(file: &Path, node: u32) -> Result<Schedule, UsageError> {
    let saved = Saved::read(file)?;
    if saved.program.is_some() {
        let made_for = saved.args(file)?.node;
        if made_for != node {
            let problem =
                format!("found a schedule of Node {made_for}, expected one of Node {node}; --node {made_for} fits it");
            return Err(UsageError::BadSchedule { file: file.to_owned(), problem });
        }
    }
    Ok(saved.schedule)
}

fn left(file: &Path, remarks: &[String], why: &str) -> UsageError {
    UsageError::LeftSchedule { file: file.to_owned(), place: format!("{}{why}", remarks.join("; ")) }
}
