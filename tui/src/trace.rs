//! `loopscope trace`: the events of a run, as text for people or as lines of JSON for tools.
//!
//! * `text`: the form that a teacher would put on a slide
//! * `ndjson`: the form that `docs/TRACE.md` describes
//! * `chrome`: the form that Perfetto opens

mod chrome;
mod ndjson;
mod text;

use crate::cli::trace::{Format, TraceArgs};
use crate::saved::Saved;
use crate::setup::{UsageError, prepare};
use loopscope_sim::trace::Recorder;
use std::fs;
use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;

/// Runs the program and writes what happened; gives the program's own exit code.
pub(crate) fn trace(args: &TraceArgs) -> Result<ExitCode, UsageError> {
    let prepared = prepare(&args.run)?;
    let program = prepared.program.clone();
    let world = prepared.world.clone();
    let recorder = Recorder::new(program.profile);
    let exit = prepared.run(&args.run, Box::new(recorder.clone()));
    let events = recorder.take();
    let schedule = world.schedule().to_string();
    let folder = args.output.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let saved = Saved::new(&args.run, world.schedule(), &world.mounted_files(), folder);
    let header = ndjson::Header::new(&program, &saved, args.run.seed, &schedule, &world.mounted_files());
    let written = match args.format {
        Format::Text => text::write(&header, &events),
        Format::Ndjson => ndjson::write(&header, &events),
        Format::Chrome => chrome::write(&header, &events),
    };
    match &args.output {
        Some(file) => fs::write(file, written).map_err(|source| UsageError::NoOutput { file: file.clone(), source })?,
        // A reader that has gone away is no reason to fail.
        None => drop(stdout().write_all(written.as_bytes())),
    }
    Ok(exit)
}
