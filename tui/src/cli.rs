//! The command line: the list of commands; what each takes stands in a file of its own.
//!
//! * [`machine`]: what every command takes: the circumstances of a run, and its limits
//! * [`remote`]: the other machines that it meets
//! * [`run`]: a program under one schedule; most commands begin with it
//! * [`explore`]: a search through schedules, and its parts
//! * [`check`]: a search for a run that breaks a rule
//! * [`diff`]: runs that are compared
//! * [`lesson`]: the teaching set
//! * [`load`]: a server under requests
//! * [`test`](mod@test): programs and their recorded order
//! * [`given`]: the options of a run as they were typed
//! * [`replay`]: a saved run
//! * [`step`]: how a run is walked through
//! * [`trace`]: how a trace is written
//! * [`doctor`]: what is examined, and how often
//! * [`why`]: which callback is explained

pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod doctor;
pub(crate) mod explore;
pub(crate) mod given;
pub(crate) mod lesson;
pub(crate) mod load;
pub(crate) mod machine;
pub(crate) mod remote;
pub(crate) mod replay;
pub(crate) mod run;
pub(crate) mod search;
pub(crate) mod step;
pub(crate) mod test;
pub(crate) mod trace;
pub(crate) mod why;

use check::CheckArgs;
use clap::{Parser, Subcommand};
use diff::DiffArgs;
use doctor::DoctorArgs;
use explore::{ExploreArgs, MergeArgs};
use lesson::LessonArgs;
use load::LoadArgs;
use replay::ReplayArgs;
use run::RunArgs;
use step::StepArgs;
use test::TestArgs;
use trace::TraceArgs;
use why::WhyArgs;

/// Runs JavaScript on the real V8 under a Node-like runtime whose clock, operating system and luck are simulated.
#[derive(Debug, Parser)]
#[command(name = "loopscope", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a program like `node FILE`: its stdout, stderr and exit code, nothing else
    #[command(after_help = "\
Examples:
  loopscope run program.js
  loopscope run --node 20 --seed 7 --env NAME=value program.mjs argument")]
    Run(RunArgs),
    /// Show what happened in a run, event by event
    #[command(after_help = "\
Examples:
  loopscope trace program.js
  loopscope trace --format ndjson -o run.ndjson --seed 7 program.js
  loopscope trace --format html -o run.html program.js")]
    Trace(TraceArgs),
    /// Walk through a run in the terminal, forward and back, and see why each callback comes when it does
    #[command(after_help = "\
Examples:
  loopscope step program.js
  loopscope step --seed 7 program.js")]
    Step(StepArgs),
    /// Find every distinct outcome: how often each comes, what decides, which orders are guaranteed and which are luck
    Explore(ExploreArgs),
    /// Put the parts of a search together that several machines made
    Merge(MergeArgs),
    /// Search for a run that breaks a rule, and show the shortest one: an invariant, an order, the exit code
    Check(CheckArgs),
    /// Make a saved run again, byte for byte
    #[command(after_help = "\
Examples:
  loopscope trace --format ndjson -o run.ndjson --seed 7 program.js
  loopscope replay run.ndjson")]
    Replay(ReplayArgs),
    /// Compare runs of several Node versions, seeds or schedules: where they part, and what parted them
    Diff(DiffArgs),
    /// Explain a callback: who scheduled it, what it waited behind, why another one did not come first
    #[command(after_help = "\
Examples:
  loopscope why program.js --callback immediate
  loopscope why program.js --callback program.js:12")]
    Why(WhyArgs),
    /// Send requests to a server: latencies, the pool's waves and queue over virtual time, sizes of pool and machine compared
    Load(LoadArgs),
    /// Run a program under several schedules and name what is wrong: symptom, layer, evidence, next step
    #[command(after_help = "\
Examples:
  loopscope doctor program.js
  loopscope doctor --env UV_THREADPOOL_SIZE=8 server.js")]
    Doctor(DoctorArgs),
    /// Learn: a path of small programs with text, question, and an answer that is checked against the run
    Lesson(LessonArgs),
    /// Hold programs against the order that was recorded for them, by version and seed
    Test(TestArgs),
    /// Print what makes a shell complete these commands
    #[command(after_help = "\
Examples:
  loopscope completions bash > ~/.local/share/bash-completion/completions/loopscope")]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}
