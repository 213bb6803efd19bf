//! Saved runs: a text that holds all that a run is a function of, so that it can be made again from the text alone.
//!
//! ```text
//! loopscope-run/1
//! program ../races/cache.js
//! argument first
//! --node=22
//! input 9a3c0f6e51d20b77
//! loopscope-schedule/1 seeded(7) asked=120
//! job-cost(readFile /app/a.txt)=9ms
//! ```
//!
//! The program's path is relative to the folder of the text; options are those of `loopscope run` that were typed; the
//! input is a digest of the mounted files that the run read. A backslash stands before `n` for a line end and before
//! itself. Lines that begin with `//` say something to people. A trace in its ndjson form holds the same in its header.

use crate::cli::run::RunArgs;
use crate::setup::UsageError;
use clap::{Command, FromArgMatches};
use loopscope_sim::MountedFile;
use loopscope_sim::scheduler::Schedule;
use serde::Deserialize;
use std::fmt::Write;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The first line of every saved run.
const MAGIC: &str = "loopscope-run/1";

/// How the schedule inside begins, and a text that is a schedule and nothing else.
const SCHEDULE: &str = "loopscope-schedule/";

/// A run that was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Saved {
    /// The program; none in a text that is a schedule alone.
    pub(crate) program: Option<PathBuf>,
    /// What stands behind the program's name.
    pub(crate) arguments: Vec<String>,
    /// The options that were typed.
    pub(crate) options: Vec<String>,
    /// The digest of what the run read.
    pub(crate) input: Option<u64>,
    /// The answers.
    pub(crate) schedule: Schedule,
}

/// The part of a trace's header that makes a run.
#[derive(Deserialize)]
struct TraceHeader {
    loopscope: u32,
    file: String,
    #[serde(default)]
    args: Vec<String>,
    #[serde(default)]
    options: Vec<String>,
    schedule: String,
    input: Option<String>,
}

impl Saved {
    /// The run of `args` with this schedule, to be written into `folder`.
    pub(crate) fn new(args: &RunArgs, schedule: Schedule, files: &[MountedFile], folder: &Path) -> Self {
        Self {
            program: Some(relative(&args.file, folder)),
            arguments: args.args.clone(),
            options: args.given.0.iter().map(|option| rooted(option, |root| relative(root, folder))).collect(),
            input: Some(digest(files)),
            schedule,
        }
    }

    /// The text form.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{MAGIC}\n");
        let mut line = |what: &str, value: &str| {
            let value = value.replace('\\', "\\\\").replace('\n', "\\n");
            writeln!(text, "{what}{value}").expect("a String takes all text");
        };
        if let Some(program) = &self.program {
            line("program ", &program.to_string_lossy());
        }
        self.arguments.iter().for_each(|argument| line("argument ", argument));
        self.options.iter().for_each(|option| line("", option));
        if let Some(input) = self.input {
            line("input ", &format!("{input:016x}"));
        }
        writeln!(text, "{}", self.schedule).expect("a String takes all text");
        text
    }

    /// Writes the text form to `file`, which lies in the folder that the run was made for.
    pub(crate) fn write(&self, file: &Path) -> Result<(), UsageError> {
        fs::write(file, self.text()).map_err(|source| UsageError::NoOutput { file: file.to_owned(), source })
    }

    /// The folder in which a file lies; the current one is the empty path.
    pub(crate) fn folder_of(file: &Path) -> &Path {
        file.parent().unwrap_or(Path::new(""))
    }

    /// Reads a saved run, a schedule or a trace.
    pub(crate) fn read(file: &Path) -> Result<Self, UsageError> {
        let bytes = fs::read(file).map_err(|source| UsageError::NoSchedule { file: file.to_owned(), source })?;
        let wrong = |problem: String| UsageError::BadSchedule { file: file.to_owned(), problem };
        let text = String::from_utf8(bytes)
            .map_err(|_| wrong("found bytes that are no UTF-8, expected a schedule or a trace".to_owned()))?;
        let saved = match text.trim_ascii_start() {
            trace if trace.starts_with('{') => Self::of_trace(trace),
            run if run.starts_with(MAGIC) => Self::of_run(run),
            schedule if schedule.starts_with(SCHEDULE) => {
                parse_schedule(schedule).map(|schedule| Self { schedule, ..Self::default() })
            }
            other => Err(format!(
                "found `{}`, expected a file that begins with `{MAGIC}`, a schedule, or a trace in its ndjson form",
                first_chars(other)
            )),
        };
        saved.map_err(wrong)
    }

    fn of_run(text: &str) -> Result<Self, String> {
        let mut saved = Self::default();
        // OK because the magic word was found, alone or with the rest of its line.
        let mut rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        loop {
            if rest.starts_with(SCHEDULE) {
                saved.schedule = parse_schedule(rest)?;
                return Ok(saved);
            }
            let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
            let line = line.strip_suffix('\r').unwrap_or(line);
            match line.split_once(' ') {
                Some(("program", value)) => saved.program = Some(PathBuf::from(unescape(value))),
                Some(("argument", value)) => saved.arguments.push(unescape(value)),
                Some(("input", value)) => saved.input = Some(parse_digest(value)?),
                _ if line.starts_with("--") => saved.options.push(unescape(line)),
                _ if line.is_empty() && behind.is_empty() => {
                    return Err(format!("found its end, expected a line that begins with `{SCHEDULE}1`"));
                }
                _ if line.is_empty() || line.starts_with("//") => {}
                _ => {
                    return Err(format!(
                        "found the line `{}`, expected `program`, `argument`, `input` or an option",
                        first_chars(line)
                    ));
                }
            }
            rest = behind;
        }
    }

    fn of_trace(text: &str) -> Result<Self, String> {
        let header = text.lines().next().unwrap_or_default();
        let header: TraceHeader = serde_json::from_str(header)
            .map_err(|error| format!("found {error} in the first line, expected the header of a trace"))?;
        if header.loopscope != 1 {
            return Err(format!("found version {} of the trace format, expected 1", header.loopscope));
        }
        Ok(Self {
            program: Some(PathBuf::from(header.file)),
            arguments: header.args,
            options: header.options,
            input: header.input.as_deref().map(parse_digest).transpose()?,
            schedule: parse_schedule(&header.schedule)?,
        })
    }

    /// The command line of the run; paths are relative to the folder of `file`, which the run was read from.
    pub(crate) fn args(&self, file: &Path) -> Result<RunArgs, UsageError> {
        let folder = Self::folder_of(file);
        let wrong = |problem: String| UsageError::BadSchedule { file: file.to_owned(), problem };
        let Some(program) = &self.program else {
            return Err(wrong(format!(
                "found a schedule without a program, expected both; `loopscope run --schedule {} PROGRAM` names one",
                file.display()
            )));
        };
        let options = self.options.iter().map(|option| rooted(option, |root| folder.join(root)));
        let words = ["run".to_owned()].into_iter().chain(options);
        let words = words.chain(["--".to_owned(), folder.join(program).to_string_lossy().into_owned()]);
        let words = words.chain(self.arguments.iter().cloned());
        let command = <RunArgs as clap::Args>::augment_args(Command::new("run"));
        let matches = command.try_get_matches_from(words).map_err(|error| wrong(first_line(&error)))?;
        RunArgs::from_arg_matches(&matches).map_err(|error| wrong(first_line(&error)))
    }
}

fn parse_schedule(text: &str) -> Result<Schedule, String> {
    text.parse().map_err(|error: loopscope_sim::scheduler::ParseScheduleError| error.to_string())
}

fn parse_digest(text: &str) -> Result<u64, String> {
    u64::from_str_radix(text, 16)
        .map_err(|_| format!("found the input `{}`, expected a hexadecimal digest", first_chars(text)))
}

fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
}

/// At most forty characters, so that a wrong file does not fill the screen.
fn first_chars(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(40).collect()
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, chars.clone().next()) {
            ('\\', Some('n')) => plain.push('\n'),
            ('\\', Some('\\')) => plain.push('\\'),
            _ => {
                plain.push(c);
                continue;
            }
        }
        chars.next();
    }
    plain
}

/// One digest of all files that a run read: FNV-1a over their paths and digests.
pub(crate) fn digest(files: &[MountedFile]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let bytes = files.iter().flat_map(|file| format!("{}\0{:016x}\n", file.path, file.digest).into_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| step(hash, &byte))
}

/// An option that names a place, such as `--root=DIR`, with another place; other options stay as they are.
fn rooted(option: &str, change: impl Fn(&Path) -> PathBuf) -> String {
    let placed = ["--root=", "--peers="].iter().find_map(|name| Some((*name, option.strip_prefix(name)?)));
    match placed {
        Some((name, place)) => format!("{name}{}", change(Path::new(place)).display()),
        None => option.to_owned(),
    }
}

/// The way from `folder` to `file`; `file` as it is where there is none.
fn relative(file: &Path, folder: &Path) -> PathBuf {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (Ok(file_whole), Ok(folder_whole)) = (file.canonicalize(), here.canonicalize()) else { return file.to_owned() };
    let names = |path: &Path| path.components().map(|name: Component| name.as_os_str().to_owned()).collect::<Vec<_>>();
    let (file_names, folder_names) = (names(&file_whole), names(&folder_whole));
    let common = file_names.iter().zip(&folder_names).take_while(|(left, right)| left == right).count();
    let up = folder_names[common..].iter().map(|_| "..".into());
    let way: PathBuf = up.chain(file_names[common..].iter().cloned()).collect();
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

#[cfg(test)]
mod tests {
    use super::{Saved, unescape};
    use std::path::PathBuf;

    #[test]
    fn a_saved_run_reads_back() {
        let saved = Saved {
            program: Some(PathBuf::from("../a b.js")),
            arguments: vec!["one\ntwo".to_owned(), "back\\nslash".to_owned(), String::new()],
            options: vec!["--node=22".to_owned(), "--stdin=a\nb".to_owned()],
            input: Some(0x1234),
            schedule: "loopscope-schedule/1 seeded(3) asked=9; job-cost(stat /app/a)=9ms".parse().unwrap(),
        };
        assert_eq!(Saved::of_run(&saved.text()), Ok(saved));
    }

    #[test]
    fn a_backslash_at_the_end_stays() {
        assert_eq!(unescape("a\\"), "a\\");
    }
}
