//! `loopscope trace`: the events of a run, as text for people or as lines of JSON for tools.
//!
//! * `text`: the form that a teacher would put on a slide
//! * `ndjson`: the form that `docs/TRACE.md` describes
//! * `chrome`: the form that Perfetto opens
//! * `html`: one offline page with a stepper
//!
//! The form `pool` is drawn in [`crate::pool`].

mod chrome;
mod html;
mod ndjson;
mod text;

use crate::cli::trace::{Format, TraceArgs};
use crate::pool;
use crate::saved::Saved;
use crate::setup::{UsageError, prepare};
use crate::story::Story;
use loopscope_sim::MountedFile;
use loopscope_sim::simulation::MOUNT_POINT;
use loopscope_sim::trace::Recorder;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;

/// Runs the program and writes what happened; gives the program's own exit code.
pub(crate) fn trace(args: &TraceArgs) -> Result<ExitCode, UsageError> {
    let prepared = prepare(&args.run)?;
    let program = prepared.program.clone();
    let world = prepared.world.clone();
    let recorder = Recorder::new(program.profile).with_tiers(args.tiers).with_memory(args.memory);
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
        Format::Pool => pool::draw(&Story::of(&events)),
        Format::Html => html::write(&header, &events, &sources(args, &program.main, &world.mounted_files()))?,
    };
    match &args.output {
        Some(file) => fs::write(file, written).map_err(|source| UsageError::NoOutput { file: file.clone(), source })?,
        // A reader that has gone away is no reason to fail.
        None => drop(stdout().write_all(written.as_bytes())),
    }
    Ok(exit)
}

/// The texts of the program's own files that the run read, by the path that the program sees.
fn sources(args: &TraceArgs, main: &str, files: &[MountedFile]) -> BTreeMap<String, String> {
    let own = args.run.file.parent().unwrap_or(Path::new(""));
    let root = args.run.machine.root.as_deref().unwrap_or(own);
    let is_code = |path: &str| format!("{MOUNT_POINT}/{path}") == main || SOURCES.iter().any(|end| path.ends_with(end));
    let paths = files.iter().map(|file| file.path.to_string()).filter(|path| is_code(path));
    let read = |path: String| Some((format!("{MOUNT_POINT}/{path}"), fs::read_to_string(root.join(&path)).ok()?));
    paths.filter_map(read).collect()
}

/// Endings of files that hold JavaScript.
const SOURCES: [&str; 3] = [".js", ".mjs", ".cjs"];
