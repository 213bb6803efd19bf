//! What a diagnosis says of a run, and how what several runs show becomes one finding.

use super::Diagnosis;
use crate::story::words;
use loopscope_engine::trace::Place;
use serde::Serialize;

/// The layer that a symptom comes from, in the words of the map of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) enum Layer {
    /// The program's own code.
    #[serde(rename = "JavaScript application")]
    Application,
    /// The standard library, called so that it does the work on the JavaScript thread.
    #[serde(rename = "Node.js core")]
    Core,
    /// The heap and the microtask queue.
    #[serde(rename = "V8")]
    V8,
    /// The loop, its handles and its pool.
    #[serde(rename = "libuv")]
    Libuv,
    /// The kernel, or whoever is at the other end of a connection.
    #[serde(rename = "OS and remote system")]
    Os,
}

impl Layer {
    /// Its name as people read it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Application => "JavaScript application",
            Self::Core => "Node.js core",
            Self::V8 => "V8",
            Self::Libuv => "libuv",
            Self::Os => "OS and remote system",
        }
    }
}

/// What is wrong, where, by which numbers, and what to do next.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Finding {
    pub(crate) diagnosis: &'static str,
    /// What the diagnosis finds, in one sentence.
    pub(crate) summary: &'static str,
    /// What one sees from outside.
    pub(crate) symptom: String,
    pub(crate) layer: Layer,
    /// Who does it: a callback, a handle, a call.
    pub(crate) culprit: String,
    /// The line that it goes back to, such as `a.js:12`.
    pub(crate) place: Option<String>,
    pub(crate) evidence: Vec<String>,
    pub(crate) next: Vec<String>,
    /// Whether the run without luck shows it.
    pub(crate) is_typical: bool,
    /// Under how many schedules it was seen.
    pub(crate) seen: u32,
}

impl Finding {
    /// A finding of one run, to be completed by [`Self::evidence`] and [`Self::next`].
    pub(crate) fn new(diagnosis: &dyn Diagnosis, layer: Layer, symptom: &str, culprit: impl Into<String>) -> Self {
        Self {
            diagnosis: diagnosis.name(),
            summary: diagnosis.summary(),
            symptom: symptom.to_owned(),
            layer,
            culprit: culprit.into(),
            place: None,
            evidence: Vec::new(),
            next: Vec::new(),
            is_typical: false,
            seen: 1,
        }
    }

    /// Adds the line that it goes back to.
    pub(crate) fn at(mut self, place: Option<Place>) -> Self {
        self.place = place.map(words::place);
        self
    }

    /// The same, for a line that is text already.
    pub(crate) fn on_line(mut self, place: String) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds a number that shows it.
    pub(crate) fn evidence(mut self, sentence: impl Into<String>) -> Self {
        self.evidence.push(sentence.into());
        self
    }

    /// Adds what to do about it.
    pub(crate) fn next(mut self, sentence: impl Into<String>) -> Self {
        self.next.push(sentence.into());
        self
    }

    /// Whether both speak of the same fault.
    fn is_same(&self, other: &Self) -> bool {
        self.diagnosis == other.diagnosis && self.culprit == other.culprit && self.place == other.place
    }
}

/// Joins findings of several runs; the numbers are those of the first run that showed it. A fault that only few schedules
/// show, and not the typical one, is left out: with enough bad luck every program looks ill once.
pub(crate) fn join(findings: Vec<Finding>, schedules: u32) -> Vec<Finding> {
    let mut joined: Vec<Finding> = Vec::new();
    for finding in findings {
        match joined.iter_mut().find(|known| known.is_same(&finding)) {
            Some(known) => {
                known.seen += finding.seen;
                known.is_typical |= finding.is_typical;
            }
            None => joined.push(finding),
        }
    }
    joined.retain(|finding| finding.is_typical || finding.seen * 2 > schedules);
    joined
}
