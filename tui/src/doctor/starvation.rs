//! Ticks or microtasks that queue each other keep the loop out: timers, I/O and immediates wait for the last of them.

use super::finding::{Finding, Layer};
use super::observe::Observation;
use super::{Diagnosis, measure};
use crate::story::{Story, words};

/// How long a chain may be. A stream or an async iterator makes chains of some hundred; a thousand and more in one go is
/// recursion.
const CHAIN_MAX: usize = 1_000;

/// Starvation by one of the two queues.
pub(super) struct Starvation {
    name: &'static str,
    summary: &'static str,
    noun: &'static str,
    is_tick: bool,
    next: &'static str,
}

/// By `process.nextTick`.
pub(super) const TICKS: Starvation = Starvation {
    name: "tick-starvation",
    summary: "process.nextTick calls itself, and the loop gets no turn",
    noun: "tick",
    is_tick: true,
    next: "use setImmediate for the recursion: the loop gets a turn between two of them",
};

/// By promises and `queueMicrotask`.
pub(super) const MICROTASKS: Starvation = Starvation {
    name: "microtask-starvation",
    summary: "promise reactions queue each other, and the loop gets no turn",
    noun: "microtask",
    is_tick: false,
    next: "an await of a settled promise is no pause: wait for a timer, an event or setImmediate instead",
};

impl Diagnosis for Starvation {
    fn name(&self) -> &'static str {
        self.name
    }

    fn summary(&self) -> &'static str {
        self.summary
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        let story = &run.story;
        let mut findings: Vec<Finding> = Vec::new();
        for stretch in &run.stretches {
            if stretch.callbacks.len() <= CHAIN_MAX {
                continue;
            }
            let links: Vec<usize> = stretch.callbacks.clone().filter(|number| self.is_link(story, *number)).collect();
            let victims = measure::victims(story, stretch);
            let is_endless = run.is_flooded
                || run.limit.is_some() && stretch.callbacks.contains(&story.callbacks.len().saturating_sub(1));
            let pending = measure::pending(story, stretch);
            if links.len() <= CHAIN_MAX || pending == 0 && !is_endless {
                continue;
            }
            let Some(subject) = links.last().and_then(|last| story.subject_of(*last)) else { continue };
            let took = words::duration(stretch.length_ns());
            let mut finding = Finding::new(
                self,
                if self.is_tick { Layer::Application } else { Layer::V8 },
                "nothing but this runs: timers are late, I/O is not served",
                words::title(subject),
            )
            .at(words::nearest_place(story, subject))
            .evidence(format!("{} queued each other in one go, for {took}", words::count(links.len(), self.noun)));
            if is_endless {
                finding = finding.evidence("they had not ended when the run was cut off");
            }
            finding = finding.evidence(format!(
                "{} stood outside and could not run",
                words::count(pending, "timer, immediate or request")
            ));
            if let Some(longest) = victims.first() {
                finding = finding.evidence(format!(
                    "meanwhile {} waited for {}",
                    longest.name,
                    words::duration(longest.waited_ns)
                ));
            }
            let finding = finding.next(self.next);
            if !findings.iter().any(|known| known.place == finding.place) {
                findings.push(finding);
            }
        }
        findings
    }
}

impl Starvation {
    /// Whether a callback is of this queue, and was queued by one that is.
    fn is_link(&self, story: &Story, number: usize) -> bool {
        let is_of_queue = |number: usize| {
            let kind = story.subject_of(number).map_or("", |subject| subject.kind);
            if self.is_tick { kind == "TickObject" } else { kind == "PROMISE" || kind == "Microtask" }
        };
        is_of_queue(number) && story.subject_of(number).and_then(|subject| subject.born_in).is_some_and(is_of_queue)
    }
}
