//! How people speak of what runs: names of callbacks, where they come from, durations.

use super::{Story, Subject};
use loopscope_engine::trace::Place;
pub(crate) use loopscope_sim::explain::names::{place, word};

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

/// A duration: `12.3 ms`, `45 us`, `2.5 s`.
pub(crate) fn duration(ns: u64) -> String {
    let (unit_ns, unit) = match ns {
        0..1_000_000 => (1_000, "us"),
        1_000_000..10_000_000_000 => (1_000_000, "ms"),
        _ => (1_000_000_000, "s"),
    };
    let tenths = ns / (unit_ns / 10);
    if tenths.is_multiple_of(10) || unit == "us" || tenths >= 1_000 {
        format!("{} {unit}", tenths / 10)
    } else {
        format!("{}.{} {unit}", tenths / 10, tenths % 10)
    }
}

/// Milliseconds with three decimals, without the unit.
pub(crate) fn ms(ns: u64) -> String {
    let us = ns / 1_000;
    format!("{}.{:03}", us / 1_000, us % 1_000)
}

/// A number with its noun: `1 tick`, `3 ticks`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn durations_have_as_many_digits_as_people_read() {
        let read = [999, 45_678, 1_500_000, 20_000_000, 123_456_789, 12_300_000_000].map(duration);
        assert_eq!(read, ["0 us", "45 us", "1.5 ms", "20 ms", "123 ms", "12.3 s"]);
    }
}
