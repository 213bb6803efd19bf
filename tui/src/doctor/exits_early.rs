//! The process ends before something that was to happen: a flush behind an unref'd timer, a write cut off by process.exit.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::observe::Observation;
use crate::story::{Story, Subject, words};

/// An unref'd timer of a longer delay is a guard or a monitor, which a short run is not meant to see fire.
const GUARD_MS: u64 = 2_000;

/// See the file's head.
pub(super) struct ExitsEarly;

impl Diagnosis for ExitsEarly {
    fn name(&self) -> &'static str {
        "exits-early"
    }

    fn summary(&self) -> &'static str {
        "the process ends before a flush or a write has happened"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        let story = &run.story;
        let is_failure = story.failures.iter().any(|failure| !failure.handled);
        if run.limit.is_some() || story.code.is_none() || is_failure {
            return Vec::new();
        }
        let exit_ns = story.exits_at.unwrap_or(story.ended_ns);
        let mut findings = Vec::new();
        for subject in story.subjects.values().filter(|subject| {
            subject.at.is_some() && subject.ran.is_empty() && subject.destroyed_ns.is_none_or(|at| at >= exit_ns)
        }) {
            if let Some(finding) = self.of_timer(subject, exit_ns).or_else(|| self.of_write(story, subject, exit_ns)) {
                findings.push(finding);
            }
        }
        findings
    }
}

impl ExitsEarly {
    /// A timer or interval that never ran, left behind because it is unref'd.
    fn of_timer(&self, subject: &Subject, exit_ns: u64) -> Option<Finding> {
        let start = subject.starts.last().filter(|_| subject.kind == "Timeout" && !subject.referenced)?;
        if start.delay_ms > GUARD_MS || subject.is_of_runtime() {
            return None;
        }
        Some(
            Finding::new(self, Layer::Libuv, "the process exits before a background flush", words::title(subject))
                .at(subject.at)
                .evidence(format!("the timer of {} ms is unref'd: it does not keep the process alive", start.delay_ms))
                .evidence(format!(
                    "it was due at {} and has never run; the process ended at {}",
                    words::ms(start.due_ns),
                    words::ms(exit_ns)
                ))
                .next("do the last flush in a beforeExit listener, or keep the timer referenced until it is done"),
        )
    }

    /// A write that the end of the process cut off: only process.exit() can, since a request keeps the loop alive.
    fn of_write(&self, story: &Story, subject: &Subject, exit_ns: u64) -> Option<Finding> {
        let job = subject.jobs.iter().filter_map(|job| story.jobs.get(job)).find(|job| writes(job.name));
        let is_socket_write = subject.kind == "WRITEWRAP";
        if job.is_none() && !is_socket_write {
            return None;
        }
        let what = job.map_or("a write to a socket", |job| job.name);
        Some(
            Finding::new(
                self,
                Layer::Application,
                "the process exits before what it wrote is out",
                format!("process.exit() before the end of {what}"),
            )
            .at(words::nearest_place(story, subject))
            .evidence(format!("{what} was under way at {}, when the process ended", words::ms(exit_ns)))
            .evidence("its callback has never run")
            .next("set process.exitCode and let the process end by itself, or exit in the callback of the write"),
        )
    }
}

/// Whether a piece of work changes a file.
fn writes(name: &str) -> bool {
    let sort = name.split_whitespace().next().unwrap_or_default();
    matches!(sort, "write" | "writeFile" | "appendFile" | "writev" | "ftruncate" | "rename" | "copyfile" | "fsync")
}
