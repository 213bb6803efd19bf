//! `loopscope run`: a program's own output and exit code, nothing else.

use crate::cli::run::RunArgs;
use crate::output::Terminal;
use crate::replay;
use crate::setup::{UsageError, prepare_with};
use loopscope_sim::scheduler::Keep;
use std::process::ExitCode;

/// Runs the program to its end; gives its own exit code.
pub(crate) fn run(args: &RunArgs) -> Result<ExitCode, UsageError> {
    let prepared = prepare_with(args, None, Keep::Nothing)?;
    let world = prepared.world.clone();
    let exit = prepared.run(args, Box::new(Terminal::new()));
    if let Some(file) = &args.schedule {
        replay::followed(file, &world)?;
    }
    Ok(exit)
}
