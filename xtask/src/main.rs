//! The project's own commands: `cargo xtask setup`, `build`, `run`, `test`, `bench`, `env`, `ci`.
//!
//! Nothing in this crate depends on V8, because its first task is to get V8. Start at [`v8::provide`].

mod bench;
mod cargo;
mod ci;
mod process;
mod report;
mod tally;
mod v8;

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
usage: cargo xtask COMMAND

  setup        get V8 into the cache folder, once per machine
  build        get V8, then build target/release/loopscope
  run [ARGS]   get V8, build, and run `loopscope ARGS`; without ARGS, the first lesson, traced
  test [ARGS]  get V8, then build and run every test; ARGS go to `cargo test`
  bench [PAIRS] [NAME…]
               build, then compare workloads (all, or those whose name has a NAME in it) with a real node, in turn
  bench growth | tracing [ROUNDS] | searches [RUNS]
               build, then measure what one more costs, what watching costs, how many runs a second a search makes
  env          get V8, then print the variables that plain cargo needs: eval \"$(cargo xtask env)\"
  ci           what continuous integration runs: test, formatting, lints, documentation

variables:
  LOOPSCOPE_CACHE    the cache folder (default: $XDG_CACHE_HOME/loopscope, else ~/.cache/loopscope)
  LOOPSCOPE_V8_ROAD  `upstream` or `registries`: take only this way to V8 (default: first one, then the other)
  LOOPSCOPE_NODE     the real node that `bench` compares with (default: the one in PATH)
  RUSTY_V8_ARCHIVE   a V8 archive of your own, used as it is
";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<ExitCode> {
    let Some((command, rest)) = args.split_first() else {
        eprint!("{USAGE}");
        return Ok(ExitCode::from(2));
    };
    match command.as_str() {
        "setup" => {
            refuse_arguments(command, rest)?;
            eprintln!("{}", v8::provide()?.describe());
            Ok(ExitCode::SUCCESS)
        }
        "build" => {
            refuse_arguments(command, rest)?;
            cargo::build(&v8::provide()?)
        }
        "run" => cargo::run(&v8::provide()?, rest),
        "test" => cargo::test(&v8::provide()?, rest),
        "bench" => bench::run(&v8::provide()?, rest),
        "env" => {
            refuse_arguments(command, rest)?;
            print!("{}", v8::provide()?.shell_lines());
            Ok(ExitCode::SUCCESS)
        }
        "ci" => {
            refuse_arguments(command, rest)?;
            ci::run(&v8::provide()?)
        }
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        unknown => {
            eprintln!("xtask: found the command `{unknown}`, expected one of these\n\n{USAGE}");
            Ok(ExitCode::from(2))
        }
    }
}

fn refuse_arguments(command: &str, rest: &[String]) -> Result<()> {
    if rest.is_empty() {
        return Ok(());
    }
    bail!("reading the arguments of `{command}`: found `{}`, expected none", rest.join(" "))
}
