//! What continuous integration checks, in order. Every check runs, so that one push shows all that is wrong.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result};

use crate::tally::Tally;
use crate::v8::V8;
use crate::{cargo, report};

/// Runs all checks and fails if one of them does.
pub(crate) fn run(v8: &V8) -> Result<ExitCode> {
    let mut tally = Tally::default();
    let checks: [(&str, &mut dyn FnMut() -> Result<bool>); 4] = [
        ("tests", &mut || tests(v8, &mut tally)),
        ("formatting", &mut || passes(cargo::plain().args(["fmt", "--all", "--check"]))),
        ("lints", &mut || {
            passes(cargo::with(v8).args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
        }),
        ("documentation", &mut || {
            passes(cargo::with(v8).args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
        }),
    ];
    let mut verdicts = Vec::new();
    for (name, check) in checks {
        eprintln!("── {name}");
        let (result, spent) = report::timed(check);
        verdicts.push((name, result?, spent));
    }
    for (name, good, spent) in &verdicts {
        println!("{} {name} ({})", if *good { "ok    " } else { "FAILED" }, report::seconds(*spent));
    }
    println!("{}", tally.summary());
    let good = verdicts.iter().all(|(_, good, _)| *good);
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn passes(command: &mut Command) -> Result<bool> {
    Ok(cargo::wait(command.current_dir(cargo::root()))?.success())
}

/// `cargo xtask test`, with its output passed on and counted. `--no-fail-fast` shows every failing test program.
fn tests(v8: &V8, tally: &mut Tally) -> Result<bool> {
    let mut command = cargo::with(v8);
    command.current_dir(cargo::root()).args(cargo::test_arguments(&["--no-fail-fast".to_owned()]));
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("starting `cargo test`")?;
    let output = child.stdout.take().expect("standard output was asked for as a pipe");
    let mut terminal = std::io::stdout().lock();
    for line in BufReader::new(output).split(b'\n') {
        let line = line.context("reading the output of `cargo test`")?;
        terminal
            .write_all(&line)
            .and_then(|()| terminal.write_all(b"\n"))
            .context("passing on the output of `cargo test`")?;
        tally.read(&String::from_utf8_lossy(&line));
    }
    Ok(child.wait().context("waiting for `cargo test`")?.success() && tally.passed > 0)
}
