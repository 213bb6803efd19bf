//! A promise is rejected and nobody looks at it.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::observe::Observation;
use crate::story::words;

/// See the file's head.
pub(super) struct UnhandledRejection;

impl Diagnosis for UnhandledRejection {
    fn name(&self) -> &'static str {
        "unhandled-rejection"
    }

    fn summary(&self) -> &'static str {
        "a promise is rejected and nobody catches it"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        let finding = |rejection: &crate::story::Rejection| {
            let promise = run.story.subjects.get(&rejection.promise);
            let place = promise.and_then(|promise| words::nearest_place(&run.story, promise));
            let reason = rejection.text.lines().next().unwrap_or_default();
            let fate = if run.code == 0 {
                "the process went on: a listener took note of it"
            } else {
                "the process ended because of it"
            };
            Finding::new(
                self,
                Layer::Application,
                "the process crashes, or work is silently lost",
                "a rejected promise without a catch",
            )
            .at(place)
            .evidence(format!(
                "at {} ticks and microtasks were over and nobody had caught: {reason}",
                words::ms(rejection.at_ns)
            ))
            .evidence(fate)
            .next("await it, or end the chain with catch; give async callbacks a try of their own")
        };
        run.story.rejections.iter().map(finding).collect()
    }
}
