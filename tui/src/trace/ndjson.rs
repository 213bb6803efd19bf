//! A trace as lines of JSON: a header, then an event a line. `docs/TRACE.md` describes the fields.

use crate::saved::Saved;
use loopscope_engine::program::Program;
use loopscope_engine::trace::{Event, Place};
use loopscope_sim::MountedFile;
use loopscope_sim::trace::Trace;
use serde::Serialize;
use std::path::Path;

/// The version of the format, which changes when a field does.
const VERSION: u32 = 1;

/// The first line: what the run was a function of.
#[derive(Serialize)]
pub(crate) struct Header<'a> {
    loopscope: u32,
    /// The main file as the program sees it.
    pub(crate) program: &'a str,
    /// The main file relative to the folder of the trace.
    file: Option<&'a Path>,
    args: &'a [String],
    /// The options that were typed.
    options: &'a [String],
    /// The Node version.
    pub(crate) node: &'a str,
    /// The seed that the choices were drawn from; none for the typical schedule.
    pub(crate) seed: Option<u64>,
    schedule: &'a str,
    /// A digest of all that the run read.
    input: Option<String>,
    /// The mounted files that the run read, with a digest of each.
    files: Vec<File>,
}

#[derive(Serialize)]
struct File {
    path: String,
    len: u64,
    digest: String,
}

impl<'a> Header<'a> {
    pub(crate) fn new(
        program: &'a Program,
        saved: &'a Saved,
        seed: Option<u64>,
        schedule: &'a str,
        files: &[MountedFile],
    ) -> Self {
        let files = files.iter().map(|file| File {
            path: file.path.to_string(),
            len: file.len,
            digest: format!("{:016x}", file.digest),
        });
        Self {
            loopscope: VERSION,
            program: &program.main,
            file: saved.program.as_deref(),
            args: &program.args,
            options: &saved.options,
            node: program.profile.version(),
            seed,
            schedule,
            input: saved.input.map(|input| format!("{input:016x}")),
            files: files.collect(),
        }
    }
}

#[derive(Serialize)]
struct Line<'a> {
    at_ns: u64,
    #[serde(flatten)]
    event: Event<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    callers: Vec<Place<'a>>,
}

/// The whole trace.
pub(crate) fn write(header: &Header, trace: &Trace) -> String {
    let mut text = to_line(header);
    for (index, (at, event)) in trace.iter().enumerate() {
        let callers = trace.callers(index).collect();
        text += &to_line(&Line { at_ns: at.as_ns(), event, callers });
    }
    text
}

fn to_line(value: &impl Serialize) -> String {
    let mut line = serde_json::to_string(value).expect("numbers, texts and lists always serialise");
    line.push('\n');
    line
}
