//! A timer fires long after it was due, because the loop was busy elsewhere.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::observe::Observation;
use crate::story::{Story, words};
use std::collections::BTreeMap;

/// How late a timer may be. The loop counts whole milliseconds and a callback takes some of them; from 10 ms on a delay
/// histogram of production shows it.
const LATE_NS: u64 = 10_000_000;

/// See the file's head.
pub(super) struct LateTimer;

impl Diagnosis for LateTimer {
    fn name(&self) -> &'static str {
        "late-timer"
    }

    fn summary(&self) -> &'static str {
        "a timer fires long after it was due"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        let story = &run.story;
        let mut late: Vec<(u64, usize, u64)> = Vec::new();
        for (number, callback) in story.callbacks.iter().enumerate() {
            let Some(subject) = story.subject_of(number).filter(|subject| subject.kind == "Timeout") else { continue };
            let start = subject.starts.iter().rev().find(|start| start.at_ns <= callback.begin_ns);
            let Some(start) = start.filter(|start| callback.begin_ns.saturating_sub(start.due_ns) >= LATE_NS) else {
                continue;
            };
            late.push((callback.begin_ns - start.due_ns, number, start.due_ns));
        }
        let count = late.len();
        let Some((late_ns, number, due_ns)) = late.into_iter().max() else { return Vec::new() };
        let Some(subject) = story.subject_of(number) else { return Vec::new() };
        let begin_ns = story.callbacks[number].begin_ns;
        let mut finding = Finding::new(self, Layer::Libuv, "a timer fires late", words::title(subject))
            .at(subject.runs.or(subject.at))
            .evidence(format!("due at {}, it ran {} later", words::ms(due_ns), words::duration(late_ns)))
            .evidence(format!("{} ran at least {} late", words::count(count, "timer"), words::duration(LATE_NS)));
        for (holder, calls, ns) in holders(story, due_ns, begin_ns) {
            finding = finding.evidence(format!(
                "meanwhile the thread was at {holder} for {} ({})",
                words::duration(ns),
                words::count(calls, "call")
            ));
        }
        vec![
            finding
                .next("shorten what held the thread, or spread it over several turns of the loop")
                .next("measure with monitorEventLoopDelay of node:perf_hooks in production"),
        ]
    }
}

/// Who had the thread between two instants: the two that had it longest, with their calls and the time.
fn holders(story: &Story, from_ns: u64, to_ns: u64) -> Vec<(String, usize, u64)> {
    let mut holders: BTreeMap<String, (usize, u64)> = BTreeMap::new();
    for (number, callback) in story.callbacks.iter().enumerate().filter(|(_, callback)| callback.parent.is_none()) {
        let overlap = callback.end_ns.min(to_ns).saturating_sub(callback.begin_ns.max(from_ns));
        if overlap > 0
            && let Some(subject) = story.subject_of(number)
        {
            let sum = holders.entry(words::title_and_place(subject)).or_default();
            *sum = (sum.0 + 1, sum.1 + overlap);
        }
    }
    let mut holders: Vec<(String, usize, u64)> =
        holders.into_iter().map(|(name, (calls, ns))| (name, calls, ns)).collect();
    holders.sort_by_key(|(name, _, ns)| (u64::MAX - ns, name.clone()));
    holders.truncate(2);
    holders
}
