//! Who scheduled a callback, and who scheduled that one, up to the main script.

use super::TAKES_ALL;
use crate::story::{Story, Subject, words};
use std::fmt::Write;

/// Of a longer chain only this many links are shown at each end.
const ENDS_SHOWN: usize = 6;

/// What made a callback run: whoever scheduled it, or, for the reaction to a promise, whoever settled that promise.
fn cause(story: &Story, callback: usize) -> Option<usize> {
    let subject = story.subject_of(callback)?;
    let settled =
        story.subjects.get(&subject.trigger).filter(|_| subject.kind == "PROMISE").and_then(|promise| promise.settled);
    let cause = match settled {
        Some((at_ns, by)) if at_ns > subject.born_ns => by.or(subject.born_in),
        _ => subject.born_in,
    };
    // OK because a cause begins before what it causes: a chain without this would be our own bug, and endless.
    cause.filter(|cause| *cause < callback)
}

/// The links, from the main script to `callback`.
fn links(story: &Story, callback: usize) -> Vec<usize> {
    let mut links: Vec<usize> = std::iter::successors(Some(callback), |at| cause(story, *at)).collect();
    links.reverse();
    links
}

/// Writes a line for each link, and below it how the next one was scheduled.
pub(super) fn write(story: &Story, callback: usize, text: &mut String) {
    let links = links(story, callback);
    let hidden = links.len().saturating_sub(2 * ENDS_SHOWN);
    for (depth, link) in links.iter().enumerate() {
        if hidden > 1 && depth >= ENDS_SHOWN && depth < ENDS_SHOWN + hidden {
            if depth == ENDS_SHOWN {
                writeln!(text, "{:>14}… {hidden} more links", "").expect(TAKES_ALL);
            }
            continue;
        }
        write_link(story, *link, depth.min(2 * ENDS_SHOWN), text);
        if let Some(next) = links.get(depth + 1).and_then(|next| story.subject_of(*next)) {
            writeln!(text, "{:>14}{}{}", "", "  ".repeat(depth.min(2 * ENDS_SHOWN)), how(story, *link, next))
                .expect(TAKES_ALL);
        }
    }
}

fn write_link(story: &Story, link: usize, depth: usize, text: &mut String) {
    let callback = &story.callbacks[link];
    let what = story.subject_of(link).map_or_else(|| "callback".to_owned(), words::title);
    let branch = if depth == 0 { String::new() } else { format!("{}└ ", "  ".repeat(depth - 1)) };
    let at = words::ms(callback.begin_ns);
    writeln!(text, "{at:>12}  {branch}{what}{}", position(story, link)).expect(TAKES_ALL);
}

/// In which turn and phase it ran, or inside of which callback.
fn position(story: &Story, link: usize) -> String {
    let callback = &story.callbacks[link];
    match (callback.parent, callback.phase) {
        (Some(parent), _) => {
            let parent = story.subject_of(parent).map_or_else(|| "a callback".to_owned(), words::title);
            format!(" · inside of {parent}")
        }
        (None, Some(phase)) if callback.turn == 0 => format!(" · before turn 1, {}", phase.name()),
        (None, Some(phase)) => format!(" · turn {}, {}", callback.turn, phase.name()),
        (None, None) => String::new(),
    }
}

/// How a callback scheduled the next link.
fn how(story: &Story, link: usize, next: &Subject) -> String {
    let place = next.at.map_or_else(|| "the runtime".to_owned(), words::place);
    let whose = next.callback.map(|name| format!(" {name}")).unwrap_or_default();
    if next.kind == "PROMISE" && next.born_in != Some(link) {
        let what = if next.awaits { "the await" } else { "the reaction" };
        return format!("it settled the promise, for which {what} of {place} waited");
    }
    match next.kind {
        "Timeout" => {
            let delay = next.starts.first().map(|start| format!(" of {} ms", start.delay_ms)).unwrap_or_default();
            format!("{place} sets the timer{whose}{delay}")
        }
        "Immediate" => format!("{place} sets the immediate{whose}"),
        "TickObject" => format!("{place} queues the tick{whose}"),
        "Microtask" => format!("{place} queues the microtask{whose}"),
        "PROMISE" if next.awaits => format!("{place} awaits a promise that is settled already"),
        "PROMISE" => format!("{place} reacts to a promise that is settled already"),
        _ => format!("{place} makes the {}{}", words::word(next.kind), work(story, next)),
    }
}

/// What the pool has to do for a request.
fn work(story: &Story, subject: &Subject) -> String {
    let names: Vec<&str> = subject.jobs.iter().filter_map(|job| Some(story.jobs.get(job)?.name)).collect();
    if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) }
}
