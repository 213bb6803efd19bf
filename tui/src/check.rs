//! `loopscope check`: searches for a run that breaks a rule, and shows the shortest one.
//!
//! * `report`: what was found, for people and for tools

mod report;

use crate::cli::check::CheckArgs;
use crate::cli::run::RunArgs;
use crate::explore::{guarded, progress_bar};
use crate::saved::Saved;
use crate::setup::{UsageError, simulation};
use loopscope_sim::explore::check::Failure;
use loopscope_sim::explore::expect::Expectations;
use loopscope_sim::{Check, invariants};
use report::Report;
use std::fs;
use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;

/// Searches, and says what was found: exit code 1 if a run breaks a rule.
pub(crate) fn check(args: &CheckArgs) -> Result<ExitCode, UsageError> {
    let names = invariant_names(args)?;
    let expectations = args.expect.as_deref().map(read_expectations).transpose()?;
    let run = args.program.typical(&args.given);
    let simulation = guarded(simulation(&run)?, args.program.machine.limits.max_wall);
    let search = args.search.search();
    let bar = progress_bar(search.schedules);
    let progress = |done| bar.set_position(done);
    let check = Check::new(search.part(args.partition.unwrap_or_default()).progress(&progress))
        .invariants(names.iter().copied())
        .expect(expectations.unwrap_or_default())
        .exit(args.expect_exit.0);
    let checked = check.run(&simulation);
    bar.finish_and_clear();
    let saved = match (&args.output, &checked.failure) {
        (Some(file), Some(failure)) => save(&run, failure, file),
        _ => Ok(()),
    };
    let report = Report { args, run: &run, invariants: &names, checked: &checked, is_saved: saved.is_ok() };
    let text = if args.json { report.json() } else { report.text() };
    // A reader that has gone away is no reason to fail.
    drop(stdout().write_all(text.as_bytes()));
    saved?;
    Ok(ExitCode::from(u8::from(checked.failure.is_some())))
}

/// The invariants to check: those that were named, or all when nothing was.
fn invariant_names(args: &CheckArgs) -> Result<Vec<&'static str>, UsageError> {
    let known: Vec<&str> = invariants::all().iter().map(|invariant| invariant.name()).collect();
    if args.invariant.is_empty() {
        return Ok(if args.expect.is_none() { known } else { Vec::new() });
    }
    let name = |asked: &String| {
        let found = known.iter().copied().find(|name| name == asked);
        found.ok_or_else(|| UsageError::NoInvariant { found: asked.clone(), known: known.clone() })
    };
    args.invariant.iter().map(name).collect()
}

fn read_expectations(file: &Path) -> Result<Expectations, UsageError> {
    let wrong = |problem: String| UsageError::BadExpectations { file: file.to_owned(), problem };
    let bytes = fs::read(file).map_err(|source| wrong(source.to_string()))?;
    let text =
        String::from_utf8(bytes).map_err(|_| wrong("found bytes that are no UTF-8, expected text".to_owned()))?;
    let expectations: Expectations = text
        .parse()
        .map_err(|error: loopscope_sim::explore::expect::ParseExpectationsError| wrong(error.to_string()))?;
    if expectations.is_empty() {
        return Err(wrong("found no rule, expected `a < b`, `a == 1 times` or `never a`".to_owned()));
    }
    Ok(expectations)
}

fn save(run: &RunArgs, failure: &Failure, file: &Path) -> Result<(), UsageError> {
    Saved::new(run, failure.schedule.clone(), &failure.run.files, Saved::folder_of(file)).write(file)
}
