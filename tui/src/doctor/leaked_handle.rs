//! The process does not end after its work: something that nobody closed keeps it alive.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::observe::Observation;
use crate::story::{Story, Subject, words};
use loopscope_engine::program::LimitHit;
use std::collections::BTreeMap;

/// A last wait of so long, behind which nothing visible happens, is a forgotten time-out.
const FORGOTTEN_NS: u64 = 30_000_000_000;

/// See the file's head.
pub(super) struct LeakedHandle;

impl Diagnosis for LeakedHandle {
    fn name(&self) -> &'static str {
        "leaked-handle"
    }

    fn summary(&self) -> &'static str {
        "a handle that nobody closed keeps the process alive after its work"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        match run.limit {
            Some(LimitHit::WaitsForever(_) | LimitHit::VirtualTime(_) | LimitHit::Steps(_))
                if run.story.unfinished.is_empty() =>
            {
                self.of_endless(run)
            }
            None => self.of_long_wait(&run.story).into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

impl LeakedHandle {
    /// Who holds a process that did not end. A server that waits for clients is alive on purpose, and whatever else it has
    /// with it; but a server whose clients were in the same program, and are gone, was forgotten.
    fn of_endless(&self, run: &Observation) -> Vec<Finding> {
        let story = &run.story;
        let holders: Vec<&Subject> = story.subjects.values().filter(|subject| subject.holds_the_process()).collect();
        // Whether a timer beyond the watch was forgotten cannot be seen.
        let is_seen = |subject: &&Subject| subject.starts.first().is_none_or(|start| start.due_ns < run.window_ns);
        let is_service = |subject: &&Subject| is_server(subject) && story.accepted_by(subject.id) == 0;
        if holders.iter().any(is_service) {
            return Vec::new();
        }
        let mut kinds: BTreeMap<(String, String), Vec<&Subject>> = BTreeMap::new();
        for holder in holders.into_iter().filter(is_seen) {
            let place = words::nearest_place(story, holder).map_or_else(|| "the main script".to_owned(), words::place);
            kinds.entry((name(holder), place)).or_default().push(holder);
        }
        let mut findings = Vec::new();
        for ((name, place), holders) in kinds {
            let born = holders.iter().map(|holder| holder.born_ns).min().unwrap_or(0);
            let runs: usize = holders.iter().map(|holder| holder.ran.len()).sum();
            let mut finding =
                Finding::new(self, Layer::Libuv, "the process does not exit after its work is done", name.clone())
                    .on_line(place)
                    .evidence(format!(
                        "{}, referenced and active since {}",
                        words::count(holders.len(), &name),
                        words::ms(born)
                    ))
                    .evidence(format!(
                        "it was still there {} later, when the watch ended; called {}",
                        words::duration(story.ended_ns.saturating_sub(born)),
                        words::count(runs, "time")
                    ));
            if holders.iter().any(|holder| is_server(holder)) {
                finding = finding.evidence("its only clients were in this program, and are gone");
            }
            findings.push(
                finding
                    .next(remedy(&name))
                    .next("process.getActiveResourcesInfo() lists the types in a running process"),
            );
        }
        findings
    }

    /// A process that ended, but only after a long last wait for a timer that did nothing anybody can see.
    fn of_long_wait(&self, story: &Story) -> Option<Finding> {
        let wait = story.waits.iter().rev().find(|wait| wait.end_ns - wait.begin_ns > FORGOTTEN_NS)?;
        let is_silent = story.written.iter().all(|written| written.at_ns <= wait.end_ns);
        let number = story.callbacks.iter().position(|callback| callback.begin_ns >= wait.end_ns)?;
        let subject = story.subject_of(number).filter(|subject| subject.kind == "Timeout" && is_silent)?;
        let start = subject.starts.last()?;
        let did_something =
            story.subjects.values().any(|other| other.born_in == Some(number) && other.kind != "PROMISE");
        if did_something {
            return None;
        }
        Some(
            Finding::new(self, Layer::Libuv, "the process does not exit after its work is done", words::title(subject))
                .at(words::nearest_place(story, subject))
                .evidence(format!(
                    "a timer of {} ms was all that kept the process alive, for {}",
                    start.delay_ms,
                    words::duration(wait.end_ns - wait.begin_ns)
                ))
                .evidence("when it fired, nothing came of it")
                .next("clear the timer when it is no longer needed, or unref() it"),
        )
    }
}

fn is_server(subject: &Subject) -> bool {
    subject.kind.ends_with("SERVERWRAP")
}

/// What people call it.
fn name(subject: &Subject) -> String {
    let is_repeated = subject.kind == "Timeout" && subject.starts.len() > 1;
    if is_repeated { "interval".to_owned() } else { words::word(subject.kind).to_owned() }
}

fn remedy(name: &str) -> &'static str {
    match name {
        "interval" => "clearInterval() when the work is done, or unref() it",
        "timer" => "clearTimeout() when the work is done, or unref() it",
        "TCP server" | "pipe server" => "close() the server when its work is done",
        "worker thread" => "terminate() the worker, or let it end",
        _ => "close it, or destroy() or unref() it, when the work is done",
    }
}
