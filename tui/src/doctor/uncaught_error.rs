//! An error that no code caught ends the process.

use super::Diagnosis;
use super::after_close::CODES;
use super::finding::{Finding, Layer};
use super::observe::Observation;
use crate::story::words;

/// See the file's head.
pub(super) struct UncaughtError;

impl Diagnosis for UncaughtError {
    fn name(&self) -> &'static str {
        "uncaught-error"
    }

    fn summary(&self) -> &'static str {
        "an error that no code catches ends the process"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        let is_rejection = |at_ns: u64| run.story.rejections.iter().any(|rejection| rejection.at_ns == at_ns);
        let is_known = |text: &str| {
            CODES.iter().any(|(code, _)| text.contains(code) || run.stderr.contains(&format!("code: '{code}'")))
        };
        let failures = run
            .story
            .failures
            .iter()
            .filter(|failure| !failure.handled && !is_rejection(failure.at_ns) && !is_known(failure.text));
        let finding = |failure: &crate::story::Failure| {
            let subject = failure.callback.and_then(|callback| run.story.subject_of(callback));
            Finding::new(
                self,
                Layer::Application,
                "the process crashes",
                failure.text.lines().next().unwrap_or_default(),
            )
            .at(subject.and_then(|subject| subject.runs.or(subject.at)))
            .evidence(format!(
                "thrown at {} in {}; exit code {}",
                words::ms(failure.at_ns),
                subject.map_or_else(|| "the main script".to_owned(), words::title),
                run.code
            ))
            .evidence("nothing stands above a callback that could catch it")
            .next("catch it in the callback, or listen for 'error' on the emitter")
        };
        failures.map(finding).collect()
    }
}
