//! A top-level await that nothing can settle any more: exit code 13.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::observe::Observation;

/// Node's exit code for it.
const CODE: i32 = 13;

/// See the file's head.
pub(super) struct UnsettledAwait;

impl Diagnosis for UnsettledAwait {
    fn name(&self) -> &'static str {
        "unsettled-await"
    }

    fn summary(&self) -> &'static str {
        "a top-level await waits for what can never come, and the process ends with code 13"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        if run.code != CODE || !run.stderr.contains("unsettled top-level await") {
            return Vec::new();
        }
        let place = run.stderr.lines().next().and_then(|line| line.rsplit('/').next()).unwrap_or_default().to_owned();
        let waits = run.stderr.lines().nth(1).unwrap_or_default().trim().to_owned();
        let finding = Finding::new(
            self,
            Layer::Application,
            "the process exits with code 13 in the middle of a module",
            "a top-level await",
        )
        .on_line(place)
        .evidence(format!("it waits at: {waits}"))
        .evidence(format!(
            "at {} nothing referenced was left that could settle it",
            crate::story::words::ms(run.story.ended_ns)
        ))
        .next("see that every path settles the promise, and that the listener is there before the event")
        .next("what is to settle it must be referenced: an unref'd timer or socket does not keep the process");
        vec![finding]
    }
}
