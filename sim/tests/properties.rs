//! Properties that hold for every program and every luck.
//!
//! 1. The pool: never more jobs than workers, never more slow ones than half, ordinary work begun in order, every job
//!    reported exactly once, and reported in order of completion.
//! 2. A schedule: what is printed reads back.
//! 3. A run: the same seed makes the same, and its schedule replays it.

use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::file::FilePath;
use loopscope_engine::os::names::Family;
use loopscope_engine::os::{Compute, FileCall, Lookup, OsEvent, PollTimeout, Ready, Work, WorkId};
use loopscope_sim::scheduler::{ChoiceName, Decision, Keep, Luck, Origin, Replay, Schedule, Scheduler, Seeded};
use loopscope_sim::{Options, World};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    File,
    Hash,
    Lookup,
}

/// What a program does with the pool.
#[derive(Clone, Debug)]
enum Step {
    Queue(Kind),
    /// Tries to take back the job that was queued so many jobs ago.
    Cancel(usize),
    Poll(PollTimeout),
}

fn work(kind: Kind) -> Work {
    match kind {
        Kind::File => Work::File(FileCall::Stat { path: FilePath::from("/tmp") }),
        Kind::Hash => Work::Compute(Compute::Pbkdf2 { iterations: 1_000 }),
        Kind::Lookup => Work::Lookup(Lookup { host: "localhost".to_owned(), family: Family::Any }),
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let kind = prop_oneof![Just(Kind::File), Just(Kind::Hash), Just(Kind::Lookup)];
    let timeout = prop_oneof![
        Just(PollTimeout::Now),
        (0..5_000_000_u64).prop_map(|ns| PollTimeout::Until(LoopTime::from_ns(ns))),
    ];
    let step = prop_oneof![
        6 => kind.prop_map(Step::Queue),
        1 => (0..4_usize).prop_map(Step::Cancel),
        2 => timeout.prop_map(Step::Poll),
    ];
    prop::collection::vec(step, 0..60)
}

/// A run: what was queued, what was reported, and what the pool did.
#[derive(Debug, PartialEq)]
struct Run {
    queued: Vec<Kind>,
    reported: Vec<WorkId>,
    events: Vec<OsEvent>,
    schedule: Schedule,
}

fn run(steps: &[Step], workers: usize, cores: u32, scheduler: Box<dyn Scheduler>) -> Run {
    let env = vec![("UV_THREADPOOL_SIZE".to_owned(), workers.to_string())];
    let world =
        World::new(Options { scheduler, keep: Keep::Schedule, cores, env, is_watched: true, ..Options::default() });
    let (_clock, mut os) = world.main_thread();
    let mut queued = Vec::new();
    let mut ids = Vec::new();
    let mut ready = Vec::new();
    for step in steps {
        match step {
            Step::Queue(kind) => {
                queued.push(*kind);
                ids.push(os.queue(work(*kind)));
            }
            Step::Cancel(ago) => {
                if let Some(id) = ids.len().checked_sub(ago + 1).map(|index| ids[index]) {
                    os.cancel(id);
                }
            }
            Step::Poll(timeout) => os.poll(*timeout, &mut ready),
        }
    }
    while ready.len() < queued.len() {
        os.poll(PollTimeout::Forever, &mut ready);
    }
    let reported = ready.iter().filter_map(Ready::work).collect();
    let mut events = Vec::new();
    os.drain_events(&mut events);
    Run { queued, reported, events, schedule: world.schedule() }
}

/// Rule 1, by the events alone.
fn check_pool(run: &Run, workers: usize) {
    let kind = |id: WorkId| run.queued[usize::try_from(id.0).expect("few jobs")];
    let mut running: BTreeSet<WorkId> = BTreeSet::new();
    let mut begun_in_order = Vec::new();
    let mut ended = Vec::new();
    for event in &run.events {
        match *event {
            OsEvent::WorkQueued { .. } => {}
            OsEvent::WorkStarted { id, .. } => {
                running.insert(id);
                let slow = running.iter().filter(|id| kind(**id) == Kind::Lookup).count();
                assert!(running.len() <= workers, "{} jobs on {workers} workers", running.len());
                assert!(slow <= workers.div_ceil(2), "{slow} lookups on {workers} workers");
                if kind(id) != Kind::Lookup {
                    begun_in_order.push(id);
                }
            }
            OsEvent::WorkFinished { id, .. } => {
                assert!(running.remove(&id), "{id:?} ended without having begun");
                ended.push(id);
            }
            OsEvent::WorkCancelled { id, .. } => {
                assert!(!running.contains(&id), "{id:?} was taken back though it runs");
                ended.push(id);
            }
        }
    }
    assert!(begun_in_order.is_sorted(), "ordinary work was begun out of order: {begun_in_order:?}");
    assert!(run.events.is_sorted_by_key(OsEvent::at), "the pool's events are out of order");
    let reported: BTreeSet<WorkId> = run.reported.iter().copied().collect();
    assert_eq!((reported.len(), run.reported.len()), (run.queued.len(), run.queued.len()), "lost or doubled");
    assert_eq!(run.reported, ended, "reported in another order than completed");
}

fn decision() -> impl Strategy<Value = Decision> {
    let name = prop::sample::select(ChoiceName::ALL);
    let meaning = prop::option::of(".{0,12}");
    (name, ".{0,20}", 0..5_u32, any::<u64>(), meaning).prop_map(|(name, who, nth, answer, meaning)| Decision {
        name,
        who,
        nth,
        answer,
        meaning,
    })
}

fn schedule() -> impl Strategy<Value = Schedule> {
    let origin = prop_oneof![
        Just(Origin::Typical),
        any::<u64>().prop_map(Origin::Seeded),
        (any::<u64>(), any::<u32>()).prop_map(|(seed, depth)| Origin::Pct { seed, depth }),
        Just(Origin::Fair),
        any::<u64>().prop_map(Origin::Exhaustive),
        Just(Origin::Shrunk),
        Just(Origin::Manual),
    ];
    let luck = prop_oneof![Just(Luck::OfTimes), Just(Luck::OfOrders)];
    (origin, luck, any::<u64>(), prop::collection::vec(decision(), 0..8))
        .prop_map(|(origin, luck, asked, decisions)| Schedule { luck, origin, asked, decisions })
}

proptest! {
    #[test]
    fn the_pool_keeps_its_rules(steps in steps(), workers in 1..6_usize, cores in 1..4_u32, seed in any::<u64>()) {
        let run = run(&steps, workers, cores, Box::new(Seeded::new(seed)));
        check_pool(&run, workers);
    }

    #[test]
    fn a_schedule_reads_back(schedule in schedule()) {
        prop_assert_eq!(schedule.to_string().parse(), Ok(schedule.clone()));
        prop_assert_eq!(format!("{schedule:#}").parse(), Ok(schedule));
    }

    #[test]
    fn a_seed_makes_one_run_and_its_schedule_the_same(steps in steps(), workers in 1..6_usize, seed in any::<u64>()) {
        let first = run(&steps, workers, 2, Box::new(Seeded::new(seed)));
        let again = run(&steps, workers, 2, Box::new(Seeded::new(seed)));
        prop_assert_eq!(&again, &first);
        let replayed = run(&steps, workers, 2, Box::new(Replay::new(first.schedule.clone())));
        prop_assert_eq!(&replayed, &first);
    }
}

#[test]
fn a_broken_schedule_is_refused_in_one_clear_line() {
    let message = |text: &str| text.parse::<Schedule>().map_err(|error| error.to_string());
    let cases = [
        ("", "reading a schedule, decision 0: found ``, expected a schedule, which begins with `loopscope-schedule/1`"),
        (
            "loopscope-schedule/1 lucky(3)",
            "reading a schedule, decision 0: found `loopscope-schedule/1 lucky(3)`, expected an origin after \
             `loopscope-schedule/1`: typical, seeded(N), pct(N,D), fair, exhaustive(N), shrunk or manual",
        ),
        (
            "loopscope-schedule/1 typical asked=many",
            "reading a schedule, decision 0: found `loopscope-schedule/1 typical asked=many`, expected `of-orders`, or \
             `asked=` and a number, after the origin",
        ),
        (
            "loopscope-schedule/1 manual; job-price(a)=1ms",
            "reading a schedule, decision 1: found `job-price(a)=1ms`, expected the name of a choice, such as \
             `job-cost`, and its subject in brackets",
        ),
        (
            "loopscope-schedule/1 manual; job-cost(a)=1ms; job-cost(a)#2=9 parsecs",
            "reading a schedule, decision 2: found `job-cost(a)#2=9 parsecs`, expected a duration, such as `9ms` or \
             `1.5us`, as the answer",
        ),
        (
            "loopscope-schedule/1 manual; job-cost(a)#0=1ms",
            "reading a schedule, decision 1: found `job-cost(a)#0=1ms`, expected `#` and an occurrence, counted from \
             1, before `=`",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(message(text), Err(expected.to_owned()));
    }
}
