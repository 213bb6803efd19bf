//! `loopscope explore`: every distinct outcome of a program, and what decides between them.
//!
//! * `report`: the findings as JSON, and parts of them put together
//! * `human`: the findings for people

mod human;
mod report;

use crate::cli::explore::{ExploreArgs, MergeArgs};
use crate::cli::run::RunArgs;
use crate::limits::Watchdog;
use crate::saved::Saved;
use crate::setup::{UsageError, simulation};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use loopscope_sim::explore::Outcome;
use loopscope_sim::scheduler::Schedule;
use loopscope_sim::simulation::Guard;
use loopscope_sim::{Findings, Simulation};
use report::Report;
use std::fs;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// Searches, and says what was found.
pub(crate) fn explore(args: &ExploreArgs) -> Result<ExitCode, UsageError> {
    let run = args.program.typical(&args.given);
    let simulation = guarded(simulation(&run)?, args.program.machine.limits.max_wall);
    let search = args.search.search();
    let bar = progress_bar(search.schedules);
    let progress = |done| bar.set_position(done);
    let findings = search.part(args.partition.unwrap_or_default()).progress(&progress).run(&simulation);
    bar.finish_and_clear();
    let saved = args.output.as_deref().map(|folder| save(&run, &simulation, &findings, folder)).transpose()?;
    let text = if args.json {
        Report::new(&findings, args.partition).text()
    } else {
        human::write(&run, &simulation, &findings, saved.as_deref())
    };
    // A reader that has gone away is no reason to fail.
    drop(stdout().write_all(text.as_bytes()));
    Ok(ExitCode::SUCCESS)
}

/// Puts the findings of parts together, as if one machine had made all runs.
pub(crate) fn merge(args: &MergeArgs) -> Result<ExitCode, UsageError> {
    let mut parts = Vec::new();
    for file in &args.files {
        let wrong = |problem: String| UsageError::BadPart { file: file.clone(), problem };
        let text = fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
        parts.push(Report::read(&text).map_err(wrong)?);
    }
    let merged =
        report::merge(&parts).map_err(|problem| UsageError::BadPart { file: args.files[0].clone(), problem })?;
    drop(stdout().write_all(merged.text().as_bytes()));
    Ok(ExitCode::SUCCESS)
}

/// Saves a run of every outcome in this folder; gives the files, in the order of the outcomes.
fn save(
    run: &RunArgs,
    simulation: &Simulation,
    findings: &Findings,
    folder: &Path,
) -> Result<Vec<PathBuf>, UsageError> {
    fs::create_dir_all(folder).map_err(|source| UsageError::NoOutput { file: folder.to_owned(), source })?;
    let write = |(index, outcome): (usize, &Outcome)| {
        let file = folder.join(format!("outcome-{}.schedule", index + 1));
        // What a run reads is known only once it was made.
        let files = simulation.replay(&outcome.schedule).files;
        Saved::new(run, outcome.schedule.clone(), &files, folder).write(&file)?;
        Ok(file)
    };
    findings.outcomes.iter().enumerate().map(write).collect()
}

/// Lets no run take more real time than `limit`.
pub(crate) fn guarded(simulation: Simulation, limit: Duration) -> Simulation {
    let guard: Guard = Arc::new(move |interrupter| Box::new(Watchdog::start(interrupter, limit)));
    simulation.guard(guard)
}

/// A bar on stderr, if that is a terminal.
pub(crate) fn progress_bar(runs: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} runs · {per_sec} · {eta} left");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(runs), ProgressDrawTarget::stderr_with_hz(10)).with_style(style)
}

/// The command that makes a run again.
pub(crate) fn again(run: &RunArgs, seed: Option<u64>, schedule: &Schedule) -> String {
    let options: String = run.given.0.iter().map(|option| format!("{} ", shell_word(option))).collect();
    let program = shell_word(&run.file.to_string_lossy());
    let args: String = run.args.iter().map(|arg| format!(" {}", shell_word(arg))).collect();
    match seed {
        Some(seed) => format!("loopscope run {options}--seed {seed} {program}{args}"),
        None if schedule.decisions.is_empty() => format!("loopscope run {options}{program}{args}"),
        None => {
            let schedule = shell_word(&format!("{schedule:#}"));
            format!("echo {schedule} | loopscope run {options}--schedule /dev/stdin {program}{args}")
        }
    }
}

/// The command that makes a saved run again.
pub(crate) fn replay_command(file: &Path) -> String {
    format!("loopscope replay {}", shell_word(&file.to_string_lossy()))
}

/// A word as a shell takes it.
fn shell_word(text: &str) -> String {
    let is_plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "/._-+=:,@".contains(c));
    if is_plain && !text.is_empty() { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
