//! The arguments of `loopscope check`.

use super::explore::ProgramArgs;
use super::given::Given;
use super::search::SearchArgs;
use clap::Args;
use loopscope_sim::explore::Part;
use loopscope_sim::invariants;
use std::path::PathBuf;

/// A program, what has to be true of it, and how its schedules are searched.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  loopscope check app.js                              all invariants, and that it ends with code 0, in 200 runs
  loopscope check --expect app.order app.js           the rules of a file: `a < b`, `a == 1 times`, `never a`
  loopscope check --strategy exhaustive app.js        every order, for small programs
  loopscope check -o found.schedule app.js            and then: loopscope replay found.schedule

Exit code 0: nothing found; 1: a run breaks a rule.")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) given: Given,
    /// Checks only these invariants; without it and without --expect all of them
    #[arg(long, value_name = "NAME", value_delimiter = ',', long_help = invariant_help())]
    pub(crate) invariant: Vec<String>,
    /// Checks the order of what the program prints against the rules of this file, one a line
    #[arg(long, value_name = "FILE")]
    pub(crate) expect: Option<PathBuf>,
    /// The exit code that every run has to have, or `any`. With 0, a failed assertion of the program breaks the rule
    #[arg(long, value_name = "CODE", default_value = "0", value_parser = exit_code)]
    pub(crate) expect_exit: ExitCodeArg,
    #[command(flatten)]
    pub(crate) search: SearchArgs,
    /// Writes JSON, for tools
    #[arg(long)]
    pub(crate) json: bool,
    /// Saves the shortest run that breaks a rule, for `loopscope replay`
    #[arg(short, long, value_name = "SCHEDULE")]
    pub(crate) output: Option<PathBuf>,
    /// Makes only the m-th of n parts of the runs
    #[arg(long, value_name = "M/N", value_parser = super::explore::part)]
    pub(crate) partition: Option<Part>,
    #[command(flatten)]
    pub(crate) program: ProgramArgs,
}

/// An exit code, or none in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ExitCodeArg(pub(crate) Option<i32>);

fn exit_code(text: &str) -> Result<ExitCodeArg, String> {
    match text.parse::<u8>() {
        Ok(code) => Ok(ExitCodeArg(Some(i32::from(code)))),
        Err(_) if text == "any" => Ok(ExitCodeArg(None)),
        Err(_) => Err("expected a number from 0 to 255, or any".to_owned()),
    }
}

fn invariant_help() -> String {
    let mut help = "Checks only these invariants; without it and without --expect all of them:".to_owned();
    for invariant in invariants::all() {
        help += &format!("\n  {}: {}", invariant.name(), invariant.summary());
    }
    help
}
