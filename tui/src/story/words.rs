//! How people speak of what runs: names of callbacks, and where they come from.

use super::{Story, Subject};
use loopscope_engine::trace::Place;
pub(crate) use loopscope_sim::explain::names::{place, word};
pub(crate) use loopscope_sim::words::{count, duration, ms};

/// What runs, such as `timer report`.
pub(crate) fn title(subject: &Subject) -> String {
    let word = if subject.awaits { "await" } else { word(subject.kind) };
    match subject.callback {
        Some(name) if subject.awaits => format!("rest of {name} behind its await"),
        Some(name) => format!("{word} {name}"),
        None if subject.awaits => "rest of an async function behind its await".to_owned(),
        None => word.to_owned(),
    }
}

/// The subject's title, with the line that scheduled it.
pub(crate) fn title_and_place(subject: &Subject) -> String {
    match subject.at {
        Some(at) => format!("{} ({})", title(subject), place(at)),
        None => title(subject),
    }
}

/// The place of the nearest ancestor that has one: what the runtime schedules for itself goes back to a line of the program.
pub(crate) fn nearest_place<'t>(story: &Story<'t>, subject: &Subject<'t>) -> Option<Place<'t>> {
    let mut subject = subject;
    // A chain of triggers cannot be longer than there are resources.
    for _ in 0..story.subjects.len() {
        if subject.at.is_some() {
            return subject.at;
        }
        subject = story.subjects.get(&subject.trigger).filter(|next| next.id != subject.id)?;
    }
    None
}
