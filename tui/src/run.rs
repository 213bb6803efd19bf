//! `loopscope run`: a program's own output and exit code, nothing else.

use crate::cli::run::RunArgs;
use crate::output::Terminal;
use crate::setup::{UsageError, prepare};
use std::process::ExitCode;

/// Runs the program to its end; gives its own exit code.
pub(crate) fn run(args: &RunArgs) -> Result<ExitCode, UsageError> {
    Ok(prepare(args)?.run(args, Box::new(Terminal::new())))
}
