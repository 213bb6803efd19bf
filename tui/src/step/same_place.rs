//! The place in one run that is the place in another: the same thing happening to the same resource for the same time.

use super::run::Run;
use loopscope_engine::trace::{Event, Place};
use loopscope_sim::trace::Trace;

/// How many events are looked through one by one: more would take longer than a key may.
const EVENTS_COMPARED_MAX: usize = 100_000;

/// What an event is, independent of when it happens and of numbers that differ between runs.
#[derive(Debug, PartialEq, Eq)]
struct Key<'t> {
    what: &'static str,
    kind: &'t str,
    name: Option<&'t str>,
    at: Option<Place<'t>>,
}

/// The step of `to` that shows what `from` shows now; without one, where as many labels have been printed.
pub(crate) fn same_place(from: &Run, to: &Trace) -> usize {
    let Some(last) = from.last_event() else { return 0 };
    if from.step() == from.len() {
        return to.len();
    }
    let trace = from.trace();
    if to.len() <= EVENTS_COMPARED_MAX
        && let Some(wanted) = key(trace, last)
    {
        let count = (0..=last).filter(|index| key(trace, *index).as_ref() == Some(&wanted)).count();
        let mut same = (0..to.len()).filter(|index| key(to, *index).as_ref() == Some(&wanted));
        if let Some(index) = same.nth(count - 1) {
            return index + 1;
        }
    }
    let printed = trace.order().iter().filter(|label| label.index <= last).count();
    let label = printed.checked_sub(1).and_then(|at| to.order().get(at));
    label.map_or(0, |label| label.index + 1)
}

fn key(trace: &Trace, index: usize) -> Option<Key<'_>> {
    let of = |what, id| {
        let resource = trace.resource(trace.thread(index), id)?;
        Some(Key { what, kind: resource.kind, name: resource.callback, at: resource.at })
    };
    match trace.event(index) {
        Event::Init { id, .. } => of("init", id),
        Event::Before { id } => of("before", id),
        Event::After { id } => of("after", id),
        Event::Timer { id, .. } => of("timer", id),
        Event::Resolve { id, .. } => of("resolve", id),
        Event::Destroy { id } => of("destroy", id),
        Event::Output { text, at, .. } => Some(Key { what: "output", kind: text, name: None, at }),
        Event::Call { name, at, .. } => Some(Key { what: "call", kind: name, name: None, at }),
        Event::WorkQueued { name, .. } => Some(Key { what: "work", kind: name, name: None, at: None }),
        Event::Emit { name } => Some(Key { what: "emit", kind: name, name: None, at: None }),
        Event::Iteration { .. } => Some(Key { what: "turn", kind: "", name: None, at: None }),
        Event::Phase { phase } => Some(Key { what: "phase", kind: phase.name(), name: None, at: None }),
        Event::Ref { .. }
        | Event::Handle { .. }
        | Event::Request { .. }
        | Event::Poll { .. }
        | Event::PollEnd { .. }
        | Event::Ready { .. }
        | Event::Watch { .. }
        | Event::WorkStarted { .. }
        | Event::WorkFinished { .. }
        | Event::WorkCancelled { .. }
        | Event::Collection { .. }
        | Event::Tier { .. }
        | Event::Memory { .. }
        | Event::Rejection { .. }
        | Event::Uncaught { .. }
        | Event::Thread { .. }
        | Event::Exit { .. } => None,
    }
}
