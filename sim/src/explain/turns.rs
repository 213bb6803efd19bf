//! Why the loop goes on, what its phases do, what poll waits for and what it finds.

use super::Explanation;
use super::names::Namer;
use crate::trace::Trace;
use crate::view::{Stage, Thread, View};
use crate::words::{agree, ms};
use loopscope_engine::event_loop::Phase;
use loopscope_engine::trace::Source;

/// What keeps a thread alive, as a sentence.
pub(super) fn kept_alive_by(namer: &Namer<'_>, thread: &Thread) -> String {
    let holders: Vec<u64> = thread.live().filter(|(_, live)| live.keeps_alive()).map(|(id, _)| id).collect();
    let named: Vec<String> = holders.iter().take(2).map(|id| namer.name(*id)).collect();
    match holders.len() {
        0 => "The loop goes round once more.".to_owned(),
        1 | 2 => format!("Kept alive by {}.", named.join(" and ")),
        more => format!("Kept alive by {} and {} more.", named.join(", "), more - 2),
    }
}

/// What a phase does, as things stand.
pub(super) fn phase_rule(phase: Phase, before: &View, thread: &Thread) -> String {
    let now = before.now().as_ns();
    match phase {
        Phase::Timers => match thread.timers().next() {
            None => "No timer is started.".to_owned(),
            Some(first) if first.due_ns <= now => format!(
                "{} due by now, at {}.",
                agree(thread.timers().filter(|timer| timer.due_ns <= now).count(), "timer is", "timers are"),
                ms(now)
            ),
            Some(first) => format!("None is due: the first one is in {}.", ms(first.due_ns - now)),
        },
        Phase::Pending => "Only callbacks that an earlier poll put off run here, such as a failed connect.".to_owned(),
        Phase::Idle => "No callbacks: waiting immediates only keep poll from blocking.".to_owned(),
        Phase::Prepare => "No callbacks of Node: the last stop before poll.".to_owned(),
        Phase::Poll => {
            "Here the loop hears of the kernel and the thread pool, and waits if nothing else is to do.".to_owned()
        }
        Phase::Check => match thread.immediates().len() {
            0 => "No immediate waits.".to_owned(),
            waiting => format!(
                "{} in one go; what they queue waits for the next turn.",
                agree(waiting, "immediate runs", "immediates run")
            ),
        },
        Phase::Closing => match thread.closing().len() {
            0 => "No handle is closing.".to_owned(),
            waiting => format!("{}, last closed first.", agree(waiting, "handle is closed", "handles are closed")),
        },
    }
}

/// Whether poll waits, and for what.
pub(super) fn poll(namer: &Namer<'_>, before: &View, thread: &Thread, until: Option<u64>) -> Explanation {
    let now = before.now().as_ns();
    match until {
        Some(until) if until <= now => {
            let why = if !thread.immediates().is_empty() {
                "Immediates wait, so it must not block."
            } else if !thread.closing().is_empty() {
                "Handles are closing, so it must not block."
            } else if thread.timers().next().is_some_and(|timer| timer.due_ns <= now) {
                "A timer is due, so it must not block."
            } else {
                "Nothing keeps the process alive, so it does not block."
            };
            Explanation::new("Poll only looks: it does not wait.", why)
        }
        Some(until) => {
            let timer = thread.timers().next().map(|timer| namer.name(timer.id));
            let why = timer
                .map_or_else(String::new, |timer| format!("Until then {timer} is not due, and nothing else is to do."));
            Explanation::new(format!("Poll waits for at most {}.", ms(until - now)), why)
        }
        None => Explanation::new(
            "Poll waits for as long as it takes.",
            format!("No timer is started. {}", kept_alive_by(namer, thread)),
        ),
    }
}

/// What poll found.
pub(super) fn ready(namer: &Namer<'_>, before: &View, trace: &Trace, source: Source) -> Explanation {
    let what = match source {
        Source::Work(work) => {
            let request = before.pool(trace).request_of(work).map(|(_, id)| namer.name(id));
            format!("Ready: {}.", request.unwrap_or_else(|| format!("work {work}")))
        }
        Source::Descriptor(fd) => {
            let thread = before.threads().get(usize::from(before.current()));
            let handle = thread.and_then(|thread| thread.watched().find(|(other, ..)| *other == fd));
            let name = handle.filter(|(_, id, ..)| *id != 0).map(|(_, id, ..)| format!(" of {}", namer.name(id)));
            format!("Ready: descriptor {fd}{}.", name.unwrap_or_default())
        }
        Source::Wake => "Ready: somebody in the process woke the loop.".to_owned(),
        Source::Change => "Ready: a watched file changed.".to_owned(),
    };
    Explanation::new(what, "Poll serves what is ready in this order.")
}

/// What the kernel is told of a descriptor.
pub(super) fn watch(namer: &Namer<'_>, fd: i32, id: u64, readable: bool, writable: bool) -> Explanation {
    let whose = if id == 0 { String::new() } else { format!(" ({})", namer.name(id)) };
    let what = match (readable, writable) {
        (true, true) => "for data and for room",
        (true, false) => "for data",
        (false, true) => "for room to write",
        (false, false) => "no longer",
    };
    Explanation::new(
        format!("The kernel is told to watch descriptor {fd}{whose} {what}."),
        "epoll learns of changes when poll begins.",
    )
}

/// Why it ends.
pub(super) fn end_rule(thread: &Thread) -> &'static str {
    match thread.stage() {
        Stage::Exit => "Nothing keeps it alive any more.",
        _ => "It was ended at once: what still waits never runs.",
    }
}
