//! Why a callback runs now and no other one: the rules of ticks, microtasks, timers, immediates, poll and closing.

use super::names::{Namer, work};
use super::{Explanation, capital};
use crate::trace::Trace;
use crate::view::{Role, Stage, Thread, View};
use crate::words::ms;
use loopscope_engine::event_loop::Phase;
use loopscope_engine::profile::Profile;

/// Says which rule lets the callback of `id` run; `thread` is the state before it.
pub fn why_now(namer: &Namer<'_>, trace: &Trace, before: &View, thread: &Thread, id: u64) -> Explanation {
    let kind = namer.resource(id).map_or("", |resource| resource.kind);
    let what = format!("{} runs.", capital(&namer.name(id)));
    let why = match kind {
        "Main" => "The program starts: nothing else can run before its main script has returned.".to_owned(),
        "TickObject" => tick(thread),
        "Microtask" | "PROMISE" => microtask(thread),
        "Timeout" => timer(trace.profile(), before, thread, id),
        "Immediate" => immediate(thread),
        _ => other(namer, trace, before, thread, id),
    };
    Explanation { what, why }
}

fn tick(thread: &Thread) -> String {
    let waiting = thread.microtasks().len();
    if waiting == 0 {
        "The callback before it has ended: ticks are drained before anything else may run.".to_owned()
    } else {
        format!("The tick queue is drained to its end before microtasks: {waiting} of them wait.")
    }
}

fn microtask(thread: &Thread) -> String {
    match thread.ticks().len() {
        0 => "The tick queue is empty, so V8's microtask queue is drained, first come first served.".to_owned(),
        ticks => format!(
            "V8 drains its microtask queue to the end once it has begun: {ticks} tick{} must wait until then.",
            if ticks == 1 { "" } else { "s" }
        ),
    }
}

fn timer(profile: Profile, before: &View, thread: &Thread, id: u64) -> String {
    let now = before.now().as_ns();
    let phase = if profile.timers_run_after_closing() {
        "The timers phase comes after closing, and once before the first turn."
    } else {
        "The timers phase comes first in a turn."
    };
    let Some(timer) = thread.timer(id) else { return phase.to_owned() };
    let late = now.saturating_sub(timer.due_ns);
    let others = thread.timers().take_while(|other| other.due_ns < timer.due_ns).count();
    let order = if others > 0 {
        " Lists are drained one delay at a time: that is why it comes before one that was due earlier."
    } else {
        ""
    };
    format!("Its {} ms are over since {} ({} ago). {phase}{order}", timer.delay_ms, ms(timer.due_ns), ms(late))
}

fn immediate(thread: &Thread) -> String {
    match (thread.phase(), thread.timers().next()) {
        (Some(Phase::Check), Some(_)) => {
            "The check phase comes right after poll: what setImmediate queued before it runs now, before any timer."
                .to_owned()
        }
        (Some(Phase::Check), None) => {
            "The check phase comes right after poll, and runs what setImmediate queued before it.".to_owned()
        }
        _ => "The immediates of the check phase run.".to_owned(),
    }
}

fn other(namer: &Namer<'_>, trace: &Trace, before: &View, thread: &Thread, id: u64) -> String {
    let live = thread.living(id).map(|live| live.role);
    match live {
        Some(Role::Request(Some(number))) => {
            let pool = before.pool(trace);
            let since = pool.work(number).map(|work| before.now().as_ns().saturating_sub(work.since.as_ns()));
            match since {
                Some(since) => format!(
                    "The pool finished {} {} ago; its callback had to wait for poll.",
                    work(trace, pool, number),
                    ms(since)
                ),
                None => "Poll reports that the answer has come.".to_owned(),
            }
        }
        Some(Role::Request(None)) => "The kernel is done with it.".to_owned(),
        Some(Role::Handle { closing: true, .. }) => {
            "Close callbacks run in the closing phase, last closed first.".to_owned()
        }
        Some(Role::Handle { .. }) => "Poll reports that something happened on it.".to_owned(),
        Some(Role::Timer | Role::Immediate) | None => match (thread.innermost(), thread.stage()) {
            (Some(outer), _) => format!("{} calls it.", capital(&namer.short(outer))),
            (None, Stage::Exit | Stage::BeforeExit) => "A listener calls it.".to_owned(),
            (None, _) => match thread.phase() {
                Some(phase) => format!("The {} phase serves it.", phase.name()),
                None => String::new(),
            },
        },
    }
}
