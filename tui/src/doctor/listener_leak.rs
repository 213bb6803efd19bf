//! Listeners pile up on an emitter: Node's own warning, with the line that added the last one.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::observe::Observation;
use crate::story::words;

/// See the file's head.
pub(super) struct ListenerLeak;

impl Diagnosis for ListenerLeak {
    fn name(&self) -> &'static str {
        "listener-leak"
    }

    fn summary(&self) -> &'static str {
        "listeners are added to an emitter again and again, and never removed"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        warnings(run, "MaxListenersExceededWarning")
            .map(|(place, warning)| {
                Finding::new(
                    self,
                    Layer::Application,
                    "memory rises, and an event takes longer each time",
                    "listeners that are never removed",
                )
                .on_line(place)
                .evidence(warning)
                .next("remove the listener when its request is over, or use once()")
                .next("raise setMaxListeners only if that many are meant")
            })
            .collect()
    }
}

/// Warnings of this name that were printed: the line that caused each, and its text.
pub(super) fn warnings<'o>(run: &'o Observation, name: &'o str) -> impl Iterator<Item = (String, String)> + 'o {
    run.story.written.iter().filter(move |written| written.text.contains(name)).map(move |written| {
        let subject = written.callback.and_then(|callback| run.story.subject_of(callback));
        let place = subject.and_then(|subject| words::nearest_place(&run.story, subject));
        let line = written.text.lines().find(|line| line.contains(name)).unwrap_or_default();
        let text = line.split_once(") ").map_or(line, |(_, text)| text);
        (place.map_or_else(|| "the main script".to_owned(), words::place), text.to_owned())
    })
}
