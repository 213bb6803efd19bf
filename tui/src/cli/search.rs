//! How a search chooses its schedules: what `explore` and `check` have in common.

use clap::{Args, ValueEnum};
use loopscope_sim::Search;
use loopscope_sim::explore::Strategy;
use std::num::NonZero;
use std::thread;

/// A search of many schedules.
#[derive(Args, Clone, Debug)]
pub(crate) struct SearchArgs {
    /// How many runs are made at most; without it 200, or 5000 when exhaustive
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) schedules: Option<u64>,
    /// How schedules are chosen
    #[arg(long, value_enum, default_value_t = StrategyName::Random)]
    pub(crate) strategy: StrategyName,
    /// On how many threads; without it on all cores. What is found does not depend on it
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZero<usize>>,
}

impl SearchArgs {
    /// The search that was asked for.
    pub(crate) fn search(&self) -> Search<'static> {
        let schedules = self.schedules.unwrap_or_else(|| self.strategy.schedules());
        Search::new(schedules).strategy(self.strategy.strategy()).jobs(jobs(self.jobs))
    }
}

/// The threads that were asked for, or as many as the host has cores.
pub(crate) fn jobs(asked: Option<NonZero<usize>>) -> NonZero<usize> {
    asked.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZero::<usize>::MIN)
}

/// How schedules are chosen.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum StrategyName {
    /// Luck from seeds: how often an outcome comes is as on a machine
    Random,
    /// Typical but for one to three harsh delays: for bugs that need few coincidences
    Pct,
    /// Every order that the costs' bounds allow: for small programs
    Exhaustive,
}

impl StrategyName {
    /// How many runs are made when nobody says.
    const fn schedules(self) -> u64 {
        match self {
            Self::Random | Self::Pct => 200,
            Self::Exhaustive => 5_000,
        }
    }

    /// The strategy of the library.
    const fn strategy(self) -> Strategy {
        match self {
            Self::Random => Strategy::Random,
            Self::Pct => Strategy::Pct,
            Self::Exhaustive => Strategy::Exhaustive,
        }
    }
}
