//! The arguments of `loopscope run`, which other commands take as well: a program, its version and its luck.

use super::given::Given;
use super::machine::MachineArgs;
use clap::Args;
use std::path::PathBuf;

/// What is run, and under which circumstances.
#[derive(Args, Clone, Debug)]
pub(crate) struct RunArgs {
    #[command(flatten)]
    pub(crate) given: Given,
    /// The Node version to be: 10, 18, 20, 22, 24 or 26
    #[arg(long, value_name = "V", default_value_t = loopscope_engine::profile::DEFAULT_MAJOR)]
    pub(crate) node: u32,
    /// Draws every choice from this seed; without one every cost is at its middle
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Answers every choice as this file says: a schedule, or a trace in its ndjson form
    #[arg(long, value_name = "FILE", conflicts_with = "seed")]
    pub(crate) schedule: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) machine: MachineArgs,
    /// The program
    pub(crate) file: PathBuf,
    /// What the program finds behind its name in process.argv
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) args: Vec<String>,
}
