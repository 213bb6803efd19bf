//! Each invariant can fail: a trace that is right passes all of them, and the same trace, doctored, fails exactly the one.

use loopscope_engine::clock::LoopTime;
use loopscope_engine::event_loop::Phase;
use loopscope_engine::profile::Profile;
use loopscope_engine::trace::{Event, Observer};
use loopscope_sim::invariants;
use loopscope_sim::trace::Recorder;

const MS: u64 = 1_000_000;

/// A resource that comes to be; a promise reaction is queued at once.
const fn init(id: u64, kind: &'static str) -> Event<'static> {
    let (callback, at, runs) = (None, None, None);
    Event::Init { id, kind, trigger: 0, callback, awaits: false, queued: true, at, runs, callers: &[] }
}

const fn begin(id: u64) -> Event<'static> {
    Event::Before { id }
}

const fn end(id: u64) -> Event<'static> {
    Event::After { id }
}

const fn turn(number: u64) -> Event<'static> {
    Event::Iteration { number }
}

const fn enter(phase: Phase) -> Event<'static> {
    Event::Phase { phase }
}

/// A timer of 5 ms that is started at 0 ms.
const fn start_timer(id: u64) -> Event<'static> {
    Event::Timer { id, delay_ms: 5, due_ns: 5 * MS }
}

/// The name of the invariant that these events break, if any; each event happens at the time before it, in milliseconds.
fn broken(events: &[(u64, Event<'_>)]) -> Option<String> {
    let mut recorder = Recorder::new(Profile::default());
    for (at_ms, event) in events {
        recorder.event(LoopTime::from_ns(at_ms * MS), *event);
    }
    invariants::check(&recorder.take(), &mut invariants::all()).err().map(|violation| violation.name)
}

/// The first events pass, and with those behind them they break the invariant of this name.
#[track_caller]
fn check(name: &str, right: &[(u64, Event<'_>)], doctored: &[(u64, Event<'_>)]) {
    assert_eq!(broken(right), None, "the trace is right");
    assert_eq!(broken(doctored).as_deref(), Some(name));
}

#[test]
fn ticks_first_fails_when_a_reaction_overtakes_a_tick() {
    let callback =
        [turn(1), enter(Phase::Timers), init(2, "Timeout"), begin(2), init(3, "TickObject"), init(4, "PROMISE")];
    let run = |order: [u64; 2]| {
        let drained = order.into_iter().flat_map(|id| [begin(id), end(id)]);
        callback.into_iter().chain([end(2)]).chain(drained).map(|event| (1, event)).collect::<Vec<_>>()
    };
    check("ticks-before-promises", &run([3, 4]), &run([4, 3]));
}

#[test]
fn microtasks_empty_fails_when_the_loop_goes_on_too_soon() {
    let immediates = [
        turn(1),
        enter(Phase::Check),
        init(2, "Immediate"),
        init(3, "Immediate"),
        begin(2),
        init(4, "Microtask"),
        end(2),
    ];
    let run = |order: [u64; 2]| {
        let rest = order.into_iter().flat_map(|id| [begin(id), end(id)]);
        immediates.into_iter().chain(rest).map(|event| (1, event)).collect::<Vec<_>>()
    };
    check("microtasks-empty-between-callbacks", &run([4, 3]), &run([3, 4]));
}

#[test]
fn timers_not_early_fails_when_a_timer_is_early() {
    let run = |at_ms| [(0, init(2, "Timeout")), (0, start_timer(2)), (at_ms, begin(2)), (at_ms, end(2))];
    check("timers-never-early", &run(5), &run(4));
}

#[test]
fn timers_in_order_fails_when_one_overtakes_another_of_its_list() {
    let run = |order: [u64; 2]| {
        let started = [2, 3].into_iter().flat_map(|id| [(0, init(id, "Timeout")), (0, start_timer(id))]);
        started.chain(order.into_iter().flat_map(|id| [(6, begin(id)), (6, end(id))])).collect::<Vec<_>>()
    };
    check("timers-of-one-list-in-order", &run([2, 3]), &run([3, 2]));
}

#[test]
fn immediates_wait_fails_when_one_runs_in_the_turn_that_set_it() {
    let set = [turn(1), enter(Phase::Check), init(2, "Immediate"), begin(2), init(3, "Immediate"), end(2)];
    let run = |between: &[Event<'static>]| {
        let rest = between.iter().copied().chain([begin(3), end(3)]);
        set.into_iter().chain(rest).map(|event| (1, event)).collect::<Vec<_>>()
    };
    check("immediates-wait-a-turn", &run(&[turn(2), enter(Phase::Check)]), &run(&[]));
}

#[test]
fn poll_before_check_fails_when_poll_comes_second() {
    let poll = [enter(Phase::Poll), init(2, "FSREQCALLBACK"), begin(2), end(2)];
    let check_phase = [enter(Phase::Check), init(3, "Immediate"), begin(3), end(3)];
    let run = |halves: [[Event<'static>; 4]; 2]| {
        [turn(1)].into_iter().chain(halves.into_iter().flatten()).map(|event| (1, event)).collect::<Vec<_>>()
    };
    check("poll-before-check", &run([poll, check_phase]), &run([check_phase, poll]));
}

#[test]
fn nothing_after_exit_fails_when_a_callback_follows() {
    let right = [(1, init(2, "Timeout")), (1, Event::Exit { code: 0 })];
    let doctored = [right[0], right[1], (1, begin(2))];
    check("nothing-after-exit", &right, &doctored);
}

#[test]
fn pool_size_fails_when_one_worker_is_too_many() {
    let queued = |work| (1, Event::WorkQueued { work, name: "stat /tmp", slow: false, workers: 1, waiting: 1 });
    let started = |work, worker, busy| (1, Event::WorkStarted { work, worker, busy });
    let right = [queued(1), started(1, 0, 1), queued(2)];
    let doctored = [right[0], right[1], right[2], started(2, 1, 2)];
    check("pool-never-over-its-size", &right, &doctored);
}

#[test]
fn unref_fails_when_the_loop_waits_for_what_is_unreferenced() {
    let timer = [(0, init(2, "Timeout")), (0, start_timer(2))];
    let wait = (1, Event::Poll { until: Some(5 * MS) });
    let right = [timer[0], timer[1], wait];
    let doctored = [timer[0], timer[1], (0, Event::Ref { id: 2, referenced: false }), wait];
    check("unref-never-keeps-alive", &right, &doctored);
}

#[test]
fn requests_once_fails_when_one_completes_twice_or_never() {
    let request = [(1, init(2, "FSREQCALLBACK")), (1, Event::Request { id: 2, work: Some(1) })];
    let over = (2, Event::Emit { name: "beforeExit" });
    let right = [request[0], request[1], (2, begin(2)), (2, end(2)), over];
    let twice = [right[0], right[1], right[2], right[3], (2, begin(2)), (2, end(2))];
    let never = [request[0], request[1], over];
    check("requests-complete-once", &right, &twice);
    check("requests-complete-once", &right, &never);
}

#[test]
fn every_invariant_has_a_name_of_its_own_and_a_sentence() {
    let all = invariants::all();
    assert_eq!(all.len(), 10);
    for invariant in &all {
        let found = invariants::of_name(invariant.name()).expect("it is found by its name");
        assert_eq!(found.summary(), invariant.summary(), "no two have one name");
        assert!(invariant.summary().contains(' ') && !invariant.summary().ends_with('.'));
    }
}
