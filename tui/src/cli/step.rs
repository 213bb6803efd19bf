//! The arguments of `loopscope step`.

use super::run::RunArgs;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// How a run is walked through.
#[derive(Args, Clone, Debug)]
pub(crate) struct StepArgs {
    /// The colours of the screen; without it those of the terminal's background, and none under `NO_COLOR`
    #[arg(long, value_enum)]
    pub(crate) theme: Option<ThemeArg>,
    /// Writes a walk from callback to callback to this file as an asciicast, instead of opening the stepper
    #[arg(long, value_name = "OUT")]
    pub(crate) cast: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

/// The colours of the screen.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ThemeArg {
    /// Light letters on a dark ground
    Dark,
    /// Dark letters on a light ground
    Light,
    /// No colours: weight and signs
    Plain,
}
