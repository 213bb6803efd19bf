//! The program `loopscope`: reads the command line and hands each command to its module.
#![forbid(unsafe_code)]

mod check;
mod cli;
mod diff;
mod doctor;
mod explore;
mod lesson;
mod limits;
mod load;
mod output;
mod pool;
mod replay;
mod run;
mod saved;
mod setup;
mod step;
mod story;
mod test;
mod trace;
mod why;

use clap::{CommandFactory, Parser};
use std::io::Write;
use std::process::ExitCode;

/// Exit code for our own bug: `EX_SOFTWARE` of `sysexits.h`.
const CODE_BUG: i32 = 70;

/// Exit code for a mistake on the command line; clap uses the same.
const CODE_USAGE: u8 = 2;

fn main() -> ExitCode {
    exit_on_panic();
    let cli = cli::Cli::parse();
    let result = match &cli.command {
        cli::Command::Run(args) => run::run(args),
        cli::Command::Trace(args) => trace::trace(args),
        cli::Command::Step(args) => step::step(args),
        cli::Command::Explore(args) => explore::explore(args),
        cli::Command::Merge(args) => explore::merge(args),
        cli::Command::Check(args) => check::check(args),
        cli::Command::Replay(args) => replay::replay(args),
        cli::Command::Diff(args) => diff::diff(args),
        cli::Command::Load(args) => load::load(args),
        cli::Command::Why(args) => why::why(args),
        cli::Command::Doctor(args) => doctor::doctor(args),
        cli::Command::Lesson(args) => lesson::lesson(args),
        cli::Command::Test(args) => test::test(args),
        cli::Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut cli::Cli::command(), "loopscope", &mut script);
            // A reader that has gone away is no reason to fail.
            drop(std::io::stdout().write_all(&script));
            Ok(ExitCode::SUCCESS)
        }
    };
    result.unwrap_or_else(|error| {
        eprintln!("loopscope: {error}");
        ExitCode::from(CODE_USAGE)
    })
}

/// A panic is our own bug. It must end the process at once: it cannot unwind through V8's frames.
fn exit_on_panic() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        report(panic);
        #[expect(clippy::exit, reason = "unwinding through V8's frames would abort without a code")]
        std::process::exit(CODE_BUG);
    }));
}
