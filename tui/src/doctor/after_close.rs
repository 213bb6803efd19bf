//! A callback uses what was closed before: a write after the end, a descriptor that is gone, a second answer.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::observe::Observation;
use crate::story::words;

/// Codes by which Node says that something is over already.
pub(super) const CODES: &[(&str, &str)] = &[
    ("ERR_STREAM_WRITE_AFTER_END", "a stream was written to after its end"),
    ("ERR_STREAM_DESTROYED", "a destroyed stream was used"),
    ("ERR_STREAM_PUSH_AFTER_EOF", "a stream was pushed to after its end"),
    ("ERR_STREAM_ALREADY_FINISHED", "a finished stream was ended again"),
    ("ERR_HTTP_HEADERS_SENT", "a request was answered twice"),
    ("ERR_SERVER_NOT_RUNNING", "a server was closed twice"),
    ("ERR_SOCKET_CLOSED", "a closed socket was used"),
    ("ERR_SOCKET_DGRAM_NOT_RUNNING", "a closed datagram socket was used"),
    ("ERR_DIR_CLOSED", "a closed folder was read"),
    ("EBADF", "a closed descriptor was used"),
];

/// See the file's head.
pub(super) struct AfterClose;

impl Diagnosis for AfterClose {
    fn name(&self) -> &'static str {
        "after-close"
    }

    fn summary(&self) -> &'static str {
        "a callback runs after what it uses was closed"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        let mut findings = Vec::new();
        for failure in &run.story.failures {
            let is_here = |code: &str| {
                failure.text.contains(code) || (!failure.handled && run.stderr.contains(&format!("code: '{code}'")))
            };
            let Some((code, what)) = CODES.iter().find(|(code, _)| is_here(code)) else { continue };
            let subject = failure.callback.and_then(|callback| run.story.subject_of(callback));
            findings.push(
                Finding::new(
                    self,
                    Layer::Application,
                    "errors at random moments, after something was closed",
                    (*what).to_owned(),
                )
                .at(subject.and_then(|subject| subject.runs.or(subject.at)))
                .evidence(format!(
                    "{code} at {}: {}",
                    words::ms(failure.at_ns),
                    failure.text.lines().next().unwrap_or_default()
                ))
                .evidence(subject.map_or_else(
                    || "in the main script".to_owned(),
                    |subject| format!("in {}", words::title_and_place(subject)),
                ))
                .next("cancel timers and requests of an object when it is closed, or ask whether it is still open"),
            );
        }
        findings
    }
}
