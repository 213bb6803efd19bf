//! `loopscope run`: a program's own output and exit code, nothing else.

use crate::cli::RunArgs;
use crate::output::Terminal;
use crate::setup::{UsageError, prepare};
use std::process::ExitCode;

/// Runs the program to its end; gives its own exit code.
pub(crate) fn run(args: &RunArgs) -> Result<ExitCode, UsageError> {
    let prepared = prepare(args)?;
    let (clock, os) = prepared.world.main_thread();
    let exit = loopscope_engine::run(prepared.program, clock, os, Box::new(Terminal::new()));
    // A process shows the low eight bits of its code.
    Ok(ExitCode::from(exit.code as u8))
}
