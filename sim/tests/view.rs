//! Views of a trace: what is known at any step, and how soon.
//!
//! The traces are made by hand here, event by event; `scenarios` has tests with programs that run.

use loopscope_engine::clock::LoopTime;
use loopscope_engine::event_loop::Phase;
use loopscope_engine::profile::Profile;
use loopscope_engine::trace::{Event, Observer, Stdio};
use loopscope_sim::trace::{BYTES_PER_EVENT, Recorder, Trace};
use loopscope_sim::view::{Stage, Timeline, View};

fn init(id: u64, kind: &str) -> Event<'_> {
    Event::Init {
        id,
        kind,
        trigger: 1,
        callback: None,
        awaits: false,
        queued: false,
        at: None,
        runs: None,
        callers: &[],
    }
}

fn reaction(id: u64, promise: u64, queued: bool) -> Event<'static> {
    Event::Init {
        id,
        kind: "PROMISE",
        trigger: promise,
        callback: None,
        awaits: false,
        queued,
        at: None,
        runs: None,
        callers: &[],
    }
}

fn trace<'a>(events: impl IntoIterator<Item = Event<'a>>) -> Trace {
    let mut recorder = Recorder::new(Profile::default());
    for (at, event) in (0..).zip(events) {
        recorder.event(LoopTime::from_ns(at), event);
    }
    recorder.take()
}

fn end(trace: &Trace) -> View {
    Timeline::new(trace).at(trace, trace.len())
}

/// A million events are to fit into a small machine.
const _: () = assert!(BYTES_PER_EVENT <= 120);

#[test]
fn ticks_and_immediates_wait_until_they_run() {
    let trace = trace([init(2, "TickObject"), init(3, "Immediate"), init(4, "TickObject"), Event::Before { id: 2 }]);
    let view = end(&trace);
    let thread = view.thread();
    assert_eq!(thread.ticks().iter().collect::<Vec<_>>(), [4]);
    assert_eq!(thread.immediates().iter().collect::<Vec<_>>(), [3]);
    assert_eq!(thread.innermost(), Some(2));
}

#[test]
fn reactions_join_the_microtasks_when_their_promise_is_settled_in_the_order_of_then() {
    let made = [reaction(10, 0, false), reaction(11, 10, false), reaction(12, 10, false)];
    let settled = [Event::Resolve { id: 10, follows: false }, reaction(13, 10, true)];
    let trace = trace(made.into_iter().chain(settled));
    let timeline = Timeline::new(&trace);
    assert!(timeline.at(&trace, 3).thread().microtasks().is_empty());
    assert_eq!(end(&trace).thread().microtasks().iter().collect::<Vec<_>>(), [11, 12, 13]);
}

#[test]
fn a_promise_that_follows_another_takes_a_microtask_and_leaves_its_reactions_waiting() {
    let events = [reaction(10, 0, false), reaction(11, 10, false), Event::Resolve { id: 10, follows: true }];
    let view = end(&trace(events));
    assert_eq!(view.thread().microtasks().iter().collect::<Vec<_>>(), [10]);
    assert_eq!(view.thread().reactions(10).collect::<Vec<_>>(), [11]);
}

#[test]
fn timers_are_in_the_order_in_which_they_are_due() {
    let timer = |id, delay_ms| Event::Timer { id, delay_ms, due_ns: delay_ms * 1_000_000 };
    let view = end(&trace([timer(2, 9), timer(3, 5), timer(4, 5), timer(2, 5), Event::Destroy { id: 3 }]));
    assert_eq!(view.thread().timers().map(|timer| timer.id).collect::<Vec<_>>(), [4, 2]);
}

#[test]
fn what_a_worker_did_meanwhile_stands_where_it_happened() {
    let mut recorder = Recorder::new(Profile::default());
    let output = Event::Output { stream: Stdio::Stdout, text: "a\n", at: None, callers: &[] };
    recorder.event(LoopTime::from_ns(10), Event::Before { id: 1 });
    recorder.event(LoopTime::from_ns(30), output);
    recorder.event(LoopTime::from_ns(20), Event::WorkFinished { work: 0, worker: 0, busy: 0 });
    let trace = recorder.take();
    assert_eq!(trace.event(1), Event::WorkFinished { work: 0, worker: 0, busy: 0 });
    assert_eq!(trace.at(2), LoopTime::from_ns(30));
    assert_eq!(trace.order()[0].index, 2);
}

#[test]
fn labels_that_come_again_are_numbered() {
    let output = |text| Event::Output { stream: Stdio::Stdout, text, at: None, callers: &[] };
    let trace = trace([output("a\nb"), output("\na\n"), output("rest")]);
    let labels: Vec<_> = trace.order().iter().map(|label| (label.text.as_str(), label.index)).collect();
    assert_eq!(labels, [("a", 0), ("b", 1), ("a #2", 1), ("rest", 2)]);
}

/// A trace of many turns with much of everything in it.
fn long(events: usize) -> Trace {
    let mut recorder = Recorder::new(Profile::default());
    let mut id = 1;
    let mut at = 0;
    let mut tell = |event: Event| {
        at += 100;
        recorder.event(LoopTime::from_ns(at), event);
        at as usize / 100
    };
    for number in 1.. {
        id += 4;
        tell(Event::Iteration { number });
        tell(init(id, "Timeout"));
        tell(Event::Timer { id, delay_ms: 1000, due_ns: at_most(number) });
        tell(init(id + 1, "TickObject"));
        tell(reaction(1_000_000_000 + id, 1_000_000_000 + id % 977, false));
        tell(Event::Before { id: id + 1 });
        tell(Event::Resolve { id: 1_000_000_000 + id % 977, follows: false });
        tell(Event::After { id: id + 1 });
        tell(Event::Phase { phase: Phase::Timers });
        if tell(Event::Destroy { id: id.saturating_sub(4000) }) >= events {
            break;
        }
    }
    recorder.take()
}

fn at_most(number: u64) -> u64 {
    (number % 500) * 1_000_000
}

#[test]
fn any_step_looks_the_same_whichever_way_it_was_reached() {
    let trace = long(5_000);
    let timeline = Timeline::new(&trace);
    let mut view = View::start();
    for step in 0..=trace.len() {
        if step % 97 == 0 || step % 1024 < 2 {
            assert_eq!(timeline.at(&trace, step), view, "step {step}");
        }
        view.advance(&trace);
    }
    assert_eq!(timeline.at(&trace, usize::MAX).step(), trace.len());
}

#[test]
fn the_end_of_the_process_is_told_by_its_last_event() {
    assert_eq!(end(&trace([Event::Exit { code: 3 }])).thread().stage(), Stage::Ended(3));
}
