//! The arguments of `loopscope replay`.

use clap::Args;
use std::path::PathBuf;

/// Which run is made again.
#[derive(Args, Clone, Debug)]
pub(crate) struct ReplayArgs {
    /// A schedule that explore or check wrote, or a trace in its ndjson form
    #[arg(value_name = "SCHEDULE_OR_TRACE")]
    pub(crate) file: PathBuf,
}
