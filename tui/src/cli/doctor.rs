//! The arguments of `loopscope doctor`.

use super::run::RunArgs;
use clap::Args;
use std::time::Duration;

/// Which program is examined, for how long and how often.
#[derive(Args, Clone, Debug)]
pub(crate) struct DoctorArgs {
    /// Writes the findings as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Schedules to run it under: the typical one, and seeds from 1 on
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) schedules: u32,
    /// Virtual time for which a program that does not end is watched
    #[arg(long, value_name = "TIME", default_value = "5min", value_parser = humantime::parse_duration)]
    pub(crate) window: Duration,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}
