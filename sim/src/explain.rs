//! The sentences that say what just happened, and why now: one file for stepper, reports and lessons.
//!
//! * [`names`]: what people call a resource, a time, a place
//! * [`callbacks`]: why a callback runs now
//! * `resources`: what is scheduled, under way, settled or over
//! * `turns`: the loop and its phases
//! * `machine`: the thread pool, V8's code and memory
//!
//! Start with [`explain`]. Every sentence is made from the trace and the view before the event alone.

pub mod callbacks;
mod machine;
pub mod names;
mod resources;
mod turns;

use crate::trace::Trace;
use crate::view::{Thread, View};
use crate::words::{agree, ms};
use loopscope_engine::trace::Event;
use names::Namer;

/// What is said of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What happened, in one sentence.
    pub what: String,
    /// Why now: which rule. Empty when there is nothing to say.
    pub why: String,
}

impl Explanation {
    fn new(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { what: what.into(), why: why.into() }
    }
}

/// Says what the event of `index` is, and why it comes now; `before` is the view at step `index`.
pub fn explain(trace: &Trace, before: &View, index: usize) -> Explanation {
    let namer = Namer::new(trace, trace.thread(index));
    let empty = Thread::default();
    let thread = before.threads().get(usize::from(trace.thread(index))).unwrap_or(&empty);
    match trace.event(index) {
        Event::Iteration { number } => {
            Explanation::new(format!("Turn {number} of the loop begins."), turns::kept_alive_by(&namer, thread))
        }
        Event::Phase { phase } => {
            Explanation::new(format!("The loop enters {}.", phase.name()), turns::phase_rule(phase, before, thread))
        }
        Event::Emit { name: "exit" } => Explanation::new(
            "The process emits `exit`.",
            "Nothing keeps it alive any more. Listeners run now, but nothing that they schedule will, except promises.",
        ),
        Event::Emit { name } => Explanation::new(
            format!("The process emits `{name}`."),
            "The loop has nothing left to do. If a listener starts something, the loop goes round again.",
        ),
        Event::Init { id, .. } => resources::init(&namer, thread, id, trace, index),
        Event::Before { id } => callbacks::why_now(&namer, trace, before, thread, id),
        Event::After { id } => resources::after(&namer, thread, id),
        Event::Timer { id, delay_ms, due_ns } => Explanation::new(
            format!("{} is started: {delay_ms} ms, so it is due at {}.", capital(&namer.name(id)), ms(due_ns)),
            "It can run only in a timers phase whose clock has reached that. Timers of one delay share a list, in order \
             of their start.",
        ),
        Event::Ref { id, referenced } => {
            let verb =
                if referenced { "keeps the process alive from now on" } else { "no longer keeps the process alive" };
            Explanation::new(format!("{} {verb}.", capital(&namer.name(id))), "")
        }
        Event::Handle { id, active, referenced, closing } => resources::handle(&namer, id, active, referenced, closing),
        Event::Request { id, work } => resources::request(&namer, id, work),
        Event::Destroy { id } => Explanation::new(format!("{} is over.", capital(&namer.name(id))), ""),
        Event::Resolve { id, follows } => resources::resolve(&namer, thread, id, follows),
        Event::Poll { until } => turns::poll(&namer, before, thread, until),
        Event::PollEnd { ready: 0 } => Explanation::new("Poll ends: nothing is ready.", "The time to wait was over."),
        Event::PollEnd { ready } => Explanation::new(
            format!("Poll ends: {} ready.", agree(ready as usize, "thing is", "things are")),
            "Their callbacks run now, one after the other, with ticks and promises after each.",
        ),
        Event::Ready { source } => turns::ready(&namer, before, trace, source),
        Event::Watch { fd, id, readable, writable } => turns::watch(&namer, fd, id, readable, writable),
        Event::WorkQueued { .. }
        | Event::WorkStarted { .. }
        | Event::WorkFinished { .. }
        | Event::WorkCancelled { .. } => machine::pool(trace, before, index),
        Event::Collection { full, pause_ns } => machine::collection(full, pause_ns),
        Event::Tier { at, from, to } => machine::tier(at, from, to),
        Event::Memory { space, used } => machine::memory(space, used),
        Event::Output { text, at, .. } => {
            let line = at.map(|at| format!("From {}.", names::place(at))).unwrap_or_default();
            Explanation::new(format!("The program prints {:?}.", text.trim_end_matches('\n')), line)
        }
        Event::Call { name, took_ns, at, .. } => machine::synchronous(name, took_ns, at),
        Event::Rejection { id, text } => resources::rejection(&namer, id, text),
        Event::Uncaught { handled, text } => resources::uncaught(handled, text),
        Event::Thread { thread, .. } => {
            let name = if thread == 0 { "the main thread".to_owned() } else { format!("worker thread {thread}") };
            Explanation::new(format!("Now {name} goes on."), "Each thread has a loop, queues and timers of its own.")
        }
        Event::Exit { code } => Explanation::new(format!("It ends with code {code}."), turns::end_rule(thread)),
    }
}

/// The text with a capital letter at its start.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
