//! The arguments of `loopscope diff`.

use super::machine::MachineArgs;
use clap::Args;
use std::num::NonZero;
use std::path::PathBuf;

/// A program, and the runs of it that are compared.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  loopscope diff app.js --node 18,20,26         where Node's versions part, and the rule that parts them
  loopscope diff app.js --seed 1,2              where two seeds part, and the decisions that part them
  loopscope diff app.js --seed 7                the typical run and seed 7
  loopscope diff app.js --schedule bad.schedule the typical run and a saved one

Exit code 0: all runs print the same and end with the same code; 1: they part.")]
pub(crate) struct DiffArgs {
    /// The Node versions to compare: 10, 18, 20, 22, 24 or 26
    #[arg(long, value_name = "V,…", value_delimiter = ',')]
    pub(crate) node: Vec<u32>,
    /// The seeds to compare; a single one is compared with the typical schedule
    #[arg(long, value_name = "N,…", value_delimiter = ',')]
    pub(crate) seed: Vec<u64>,
    /// The schedules to compare: a schedule, a saved run or a trace; a single one is compared with the typical one
    #[arg(long, value_name = "FILE", conflicts_with = "seed")]
    pub(crate) schedule: Vec<PathBuf>,
    /// Writes JSON, for tools
    #[arg(long)]
    pub(crate) json: bool,
    /// On how many threads; without it on all cores. What is found does not depend on it
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZero<usize>>,
    #[command(flatten)]
    pub(crate) machine: MachineArgs,
    /// The program
    pub(crate) file: PathBuf,
    /// What the program finds behind its name in process.argv
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) args: Vec<String>,
}
