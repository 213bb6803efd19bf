//! `loopscope step`: a walk through a run in the terminal, forward and back.
//!
//! * `state`: what is known; `update`: what a message does to it; `input`: which key is which message
//! * `run`, `load`, `background`, `spec`: the run that is walked through, and how it is made
//! * `moves`, `breakpoint`, `same_place`, `quiz`: where keys go
//! * `view`: draws a state
//! * `terminal`: takes the terminal and gives it back; `cast`: records a walk without one

mod background;
mod breakpoint;
mod cast;
mod input;
mod load;
mod moves;
mod quiz;
mod run;
mod same_place;
mod spec;
mod state;
mod terminal;
mod update;
mod view;

#[cfg(test)]
mod pace;
#[cfg(test)]
mod screens;

use crate::cli::step::{StepArgs, ThemeArg};
use crate::setup::UsageError;
use background::Job;
use spec::Spec;
use state::{Slot, State, Theme};
use std::io::{IsTerminal, stdin, stdout};
use std::process::ExitCode;
use std::{env, fs};

/// Columns and rows of a recording.
const CAST_SIZE: (u16, u16) = (120, 36);

/// Lets a user walk through the run, or records a walk.
pub(crate) fn step(args: &StepArgs) -> Result<ExitCode, UsageError> {
    // What is wrong with the options is said before the terminal is taken.
    crate::setup::simulation(&args.run)?;
    let mut state = State::new(theme(args), CAST_SIZE);
    if let Some(file) = &args.cast {
        let spec = Spec { node: args.run.node, seed: args.run.seed };
        let made = Job::start(&args.run, spec, Slot::Instead).map_err(UsageError::NoTerminal)?.wait();
        let loaded = made.map_err(UsageError::NoRun)?;
        let title = format!("{} · {}", loaded.program, loaded.spec);
        state.take(loaded, Slot::Instead);
        let cast = cast::record(&mut state, &title);
        fs::write(file, cast).map_err(|source| UsageError::NoOutput { file: file.clone(), source })?;
        return Ok(ExitCode::SUCCESS);
    }
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(UsageError::NotATerminal);
    }
    terminal::walk(&args.run, &mut state).map_err(UsageError::NoTerminal)?;
    Ok(ExitCode::SUCCESS)
}

/// The theme that was asked for; else none under NO_COLOR (<https://no-color.org>), else what the terminal says of its
/// background in COLORFGBG, as rxvt began to.
fn theme(args: &StepArgs) -> Theme {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    match args.theme {
        Some(ThemeArg::Dark) => Theme::Dark,
        Some(ThemeArg::Light) => Theme::Light,
        Some(ThemeArg::Plain) => Theme::Plain,
        None if is_set("NO_COLOR") => Theme::Plain,
        None => {
            let colours = env::var("COLORFGBG").unwrap_or_default();
            let background = colours.rsplit(';').next().and_then(|number| number.parse::<u8>().ok());
            if matches!(background, Some(7 | 15)) { Theme::Light } else { Theme::Dark }
        }
    }
}
