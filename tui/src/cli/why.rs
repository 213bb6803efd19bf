//! The arguments of `loopscope why`.

use super::run::RunArgs;
use clap::Args;

/// Which callback of which run is explained.
#[derive(Args, Clone, Debug)]
pub(crate) struct WhyArgs {
    /// A line that the callback prints, the name of its function, or file:line; without it the last line printed
    #[arg(long, value_name = "LABEL")]
    pub(crate) callback: Option<String>,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}
