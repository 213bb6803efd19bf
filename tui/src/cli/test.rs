//! The arguments of `loopscope test`.

use super::machine::LimitArgs;
use clap::Args;
use loopscope_sim::explore::Part;
use std::path::PathBuf;

/// Which programs are held against their records, and how.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  loopscope test orders --update                 records the order of every program in the folder
  loopscope test orders                          fails if one of them runs in another order
  loopscope test orders --node 18,26 --seed 1,2  only these versions and seeds
  loopscope test orders --partition 2/3 --junit report.xml")]
pub(crate) struct TestArgs {
    /// The folder; every program in it and below it counts, but for those in `support`, `node_modules` and hidden folders
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// Writes down how the programs run now, and removes records without a program
    #[arg(long)]
    pub(crate) update: bool,
    /// Writes a report in JUnit's form
    #[arg(long, value_name = "OUT")]
    pub(crate) junit: Option<PathBuf>,
    /// Tests only the m-th of n parts of the programs
    #[arg(long, value_name = "M/N", value_parser = super::explore::part)]
    pub(crate) partition: Option<Part>,
    /// The Node versions; without it those that a program names, else 26
    #[arg(long, value_name = "V,…", value_delimiter = ',')]
    pub(crate) node: Vec<u32>,
    /// The seeds; without it those that a program names, else the typical schedule
    #[arg(long, value_name = "N,…", value_delimiter = ',')]
    pub(crate) seed: Vec<u64>,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}
