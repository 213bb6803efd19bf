//! The program `loopscope`: reads the command line and hands each command to its module.
#![forbid(unsafe_code)]

mod cli;
mod host_folder;
mod output;
mod run;
mod setup;
mod trace;

use clap::Parser;
use std::process::ExitCode;

/// Exit code for a mistake on the command line; clap uses the same.
const CODE_USAGE: u8 = 2;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let result = match &cli.command {
        cli::Command::Run(args) => run::run(args),
        cli::Command::Trace(args) => trace::trace(args),
    };
    result.unwrap_or_else(|error| {
        eprintln!("loopscope: {error}");
        ExitCode::from(CODE_USAGE)
    })
}
