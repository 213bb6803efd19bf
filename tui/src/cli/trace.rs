//! The arguments of `loopscope trace`.

use super::run::RunArgs;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// How a trace is written.
#[derive(Args, Clone, Debug)]
pub(crate) struct TraceArgs {
    /// The form of the trace
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Writes the trace to a file instead of stdout
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Also tells how V8 compiles the functions that run as callbacks, and when it has to take that back
    #[arg(long)]
    pub(crate) tiers: bool,
    /// Also tells how much memory each space of V8's heap takes, and what lies outside of it such as Buffers
    #[arg(long)]
    pub(crate) memory: bool,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

/// The form of a trace.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For people: callbacks in order, by turn and phase
    Text,
    /// For tools: a header line, then a line of JSON for each event
    Ndjson,
    /// For Perfetto and chrome://tracing: lanes of threads and workers, with arrows from scheduling to running
    Chrome,
    /// For people: what each worker of the thread pool held over time, and the queue before them
    Pool,
    /// For people: one offline page with a timeline and a stepper
    Html,
}
