//! JavaScript keeps the thread while others wait: a computation, a parse, a loop in one callback.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::measure::{self, Stretch};
use super::observe::Observation;
use crate::story::words;
use loopscope_engine::program::LimitHit;

/// How long a callback may keep the thread. People notice 100 ms; half of that, in every request, is what production
/// monitors alarm at.
pub(super) const BLOCKED_NS: u64 = 50_000_000;

/// See the file's head.
pub(super) struct BlockedByJavascript;

impl Diagnosis for BlockedByJavascript {
    fn name(&self) -> &'static str {
        "blocked-by-javascript"
    }

    fn summary(&self) -> &'static str {
        "a callback computes for so long that timers, sockets and requests wait for it"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        for (number, callback) in run.story.callbacks.iter().enumerate() {
            let own_ns = callback.length_ns().saturating_sub(run.story.sync_ns(number));
            if callback.parent.is_some() || own_ns < BLOCKED_NS || own_ns * 2 < callback.length_ns() {
                continue;
            }
            let Some(stretch) = run.stretches.iter().find(|stretch| stretch.callbacks.contains(&number)) else {
                continue;
            };
            let stretch = Stretch { end_ns: callback.end_ns, ..stretch.clone() };
            let victims = measure::victims(&run.story, &stretch);
            let is_endless = ends_the_run(run, number);
            let Some(subject) = run.story.subject_of(number) else { continue };
            if victims.is_empty() && !is_endless {
                continue;
            }
            let mut finding = Finding::new(
                self,
                Layer::Application,
                "timers fire late and requests wait, with a busy CPU",
                words::title(subject),
            )
            .at(subject.runs.or(subject.at))
            .evidence(format!(
                "it kept the JavaScript thread for {} without a pause",
                words::duration(callback.length_ns())
            ));
            if is_endless {
                finding = finding.evidence("it had not returned when the run was cut off");
            }
            if let Some(longest) = victims.first() {
                finding = finding.evidence(format!(
                    "{} waited meanwhile; the longest, {}, for {}",
                    words::count(victims.len(), "callback"),
                    longest.name,
                    words::duration(longest.waited_ns)
                ));
            }
            finding = finding
                .next("cut the work into slices with setImmediate, or hand it to a worker thread")
                .next("a CPU profile names the hot function");
            if !findings.iter().any(|known| known.culprit == finding.culprit && known.place == finding.place) {
                findings.push(finding);
            }
        }
        findings
    }
}

/// Whether the run was cut off within this callback.
fn ends_the_run(run: &Observation, callback: usize) -> bool {
    let is_cut = matches!(run.limit, Some(LimitHit::Interrupted | LimitHit::VirtualTime(_)));
    is_cut && run.story.unfinished.contains(&callback)
}
