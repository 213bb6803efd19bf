//! Why one callback came before another: the rule, in one sentence.
//!
//! The rules are those of `event_loop` and of Node's drain between callbacks, as the conformance corpus holds them.

use super::waited::released_ns;
use crate::story::{Story, Subject, words};
use loopscope_engine::event_loop::Phase;

/// What a callback is to the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Main,
    Tick,
    Microtask,
    /// Called by the loop, in this phase.
    Loop(Phase),
    /// Called outside of the loop: a listener of `exit`, say.
    Outside,
}

/// The rule by which `first` ran before `second`.
pub(super) fn why_first(story: &Story, first: usize, second: usize) -> String {
    let (Some(one), Some(other)) = (story.subject_of(first), story.subject_of(second)) else {
        return "it was called first".to_owned();
    };
    match (class(story, first), class(story, second)) {
        (Class::Main, _) => "the main script runs to its end before any callback".to_owned(),
        (_, _) if one.id == other.id => "it is the same timer or handle, called again".to_owned(),
        (Class::Tick | Class::Microtask | Class::Loop(_) | Class::Outside, later)
            if is_born_of(story, first, other, later) =>
        {
            let now = words::ms(other.born_ns);
            format!("the later one was scheduled only at {now}, by the earlier one")
        }
        (Class::Tick, Class::Tick) => "ticks run in the order in which they were queued".to_owned(),
        (Class::Tick, Class::Microtask) => "between callbacks, all ticks come before the microtasks".to_owned(),
        (Class::Microtask, Class::Microtask) => {
            "microtasks run in the order in which they were queued: a reaction is queued when its promise is settled"
                .to_owned()
        }
        (Class::Microtask, Class::Tick) => {
            "the microtask queue is emptied before the next tick is looked at".to_owned()
        }
        (Class::Tick | Class::Microtask, Class::Loop(_) | Class::Outside | Class::Main) => {
            "ticks and microtasks are drained to the last one before the loop calls anything else".to_owned()
        }
        (Class::Loop(_) | Class::Outside, Class::Tick | Class::Microtask) => {
            format!("the later one was not ready before {}", words::ms(released_ns(story, second)))
        }
        (Class::Loop(phase), Class::Loop(later)) => of_phases(story, (first, phase), (second, later)),
        (Class::Loop(_), Class::Outside) => "it is called when the loop has nothing left to do".to_owned(),
        (Class::Outside, _) | (_, Class::Main) => "it was called first, outside of the loop".to_owned(),
    }
}

fn class(story: &Story, callback: usize) -> Class {
    match (story.subject_of(callback).map_or("", |subject| subject.kind), story.callbacks[callback].phase) {
        ("Main", _) => Class::Main,
        ("TickObject", _) => Class::Tick,
        ("PROMISE" | "Microtask", _) => Class::Microtask,
        (_, Some(phase)) => Class::Loop(phase),
        (_, None) => Class::Outside,
    }
}

/// Whether `first` scheduled the other one, or something that it ran scheduled it.
fn is_born_of(story: &Story, first: usize, other: &Subject, class: Class) -> bool {
    let is_first = |born: usize| born == first || story.outermost(born) == first;
    match class {
        Class::Main => false,
        Class::Tick | Class::Microtask | Class::Loop(_) | Class::Outside => other.born_in.is_some_and(is_first),
    }
}

/// Both were called by the loop.
fn of_phases(story: &Story, (first, phase): (usize, Phase), (second, later): (usize, Phase)) -> String {
    let (one, other) = (&story.callbacks[first], &story.callbacks[second]);
    let released = released_ns(story, second);
    if (one.turn, phase) != (other.turn, later) {
        if released > one.begin_ns {
            return format!("{} before {}", not_ready(story, second), words::ms(released));
        }
        if one.turn == other.turn {
            let order = Phase::order(story.trace.profile()).iter().map(|phase| phase.name());
            return format!("in a turn the phases come in this order: {}", order.collect::<Vec<_>>().join(", "));
        }
        let passed = story.stays.iter().rev().find(|stay| stay.phase == later && stay.begin_ns <= one.begin_ns);
        let turn = passed.map_or(one.turn, |stay| stay.turn);
        let (ready, later) = (words::ms(released), later.name());
        return format!("the later one was ready at {ready}, when the {later} phase of turn {turn} had been passed");
    }
    match phase {
        Phase::Timers => of_timers(story, first, second),
        Phase::Check => "immediates run in the order in which they were set".to_owned(),
        Phase::Poll => {
            let done = |at: usize| words::ms(released_ns(story, at));
            format!(
                "poll serves what is ready in the order in which it was reported: done at {} and at {}",
                done(first),
                done(second)
            )
        }
        Phase::Closing => "close callbacks run in the order of libuv's list of closing handles".to_owned(),
        Phase::Pending | Phase::Idle | Phase::Prepare => {
            "the phase calls them in the order in which they joined".to_owned()
        }
    }
}

fn not_ready(story: &Story, callback: usize) -> &'static str {
    match story.subject_of(callback) {
        Some(subject) if subject.kind == "Timeout" => "the later timer was not due",
        Some(subject) if !subject.jobs.is_empty() => "the work of the later one was not done",
        _ => "the later one was not ready",
    }
}

/// Two timers of one timers phase.
fn of_timers(story: &Story, first: usize, second: usize) -> String {
    let start = |callback: usize| {
        let begin_ns = story.callbacks[callback].begin_ns;
        story.subject_of(callback)?.starts.iter().rev().find(|start| start.at_ns <= begin_ns).copied()
    };
    let (Some(one), Some(other)) = (start(first), start(second)) else { return "its list was due first".to_owned() };
    if one.delay_ms == other.delay_ms {
        return format!("timers of one delay ({} ms) run in the order in which they were started", one.delay_ms);
    }
    if one.due_ns == other.due_ns {
        return format!(
            "both were due at {}, and the list of {} ms was made first",
            words::ms(one.due_ns),
            one.delay_ms
        );
    }
    if one.due_ns < other.due_ns {
        return format!("timers run by due time: {} is before {}", words::ms(one.due_ns), words::ms(other.due_ns));
    }
    format!("the list of {} ms was begun first and is emptied before another list is looked at", one.delay_ms)
}
