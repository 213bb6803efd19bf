//! The arguments of `loopscope explore` and `loopscope merge`.

use super::given::Given;
use super::machine::MachineArgs;
use super::run::RunArgs;
use super::search::SearchArgs;
use clap::Args;
use loopscope_sim::explore::Part;
use std::path::PathBuf;

/// A program, and how its schedules are searched.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  loopscope explore app.js                              200 runs: the typical one, and seeds from 1 on
  loopscope explore --strategy exhaustive app.js        every order, for small programs
  loopscope explore --schedules 10000 --partition 3/8 --json app.js > 3.json
  loopscope merge 1.json 2.json 3.json                  what the parts found together")]
pub(crate) struct ExploreArgs {
    #[command(flatten)]
    pub(crate) given: Given,
    #[command(flatten)]
    pub(crate) search: SearchArgs,
    /// Writes JSON, for tools
    #[arg(long)]
    pub(crate) json: bool,
    /// Saves a run of every outcome in this folder, as outcome-1.schedule and so on, for `loopscope replay`
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Makes only the m-th of n parts of the runs; `loopscope merge` puts the JSON of all parts together
    #[arg(long, value_name = "M/N", value_parser = part, requires = "json")]
    pub(crate) partition: Option<Part>,
    #[command(flatten)]
    pub(crate) program: ProgramArgs,
}

/// A program whose luck is not said.
#[derive(Args, Clone, Debug)]
pub(crate) struct ProgramArgs {
    /// The Node version to be: 10, 18, 20, 22, 24 or 26
    #[arg(long, value_name = "V", default_value_t = loopscope_engine::profile::DEFAULT_MAJOR)]
    pub(crate) node: u32,
    #[command(flatten)]
    pub(crate) machine: MachineArgs,
    /// The program
    pub(crate) file: PathBuf,
    /// What the program finds behind its name in process.argv
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) args: Vec<String>,
}

impl ProgramArgs {
    /// The same as the arguments of a typical run.
    pub(crate) fn typical(&self, given: &Given) -> RunArgs {
        RunArgs {
            given: given.clone(),
            node: self.node,
            seed: None,
            schedule: None,
            machine: self.machine.clone(),
            file: self.file.clone(),
            args: self.args.clone(),
        }
    }
}

/// What is merged.
#[derive(Args, Clone, Debug)]
pub(crate) struct MergeArgs {
    /// What `explore --json --partition` wrote, one file a part
    #[arg(required = true, value_name = "PART.json")]
    pub(crate) files: Vec<PathBuf>,
}

pub(crate) fn part(text: &str) -> Result<Part, String> {
    let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
    match numbers {
        Some((number, of)) if 1 <= number && number <= of => Ok(Part { number, of }),
        _ => Err("expected M/N with M from 1 to N, such as 2/8".to_owned()),
    }
}
