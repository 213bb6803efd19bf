//! The machine seen through the engine's seam: time, poll and the thread pool.
//!
//! Rules under test:
//!
//! 1. Virtual time moves only by what the program does and waits for; a wait ends a little late, never early.
//! 2. The pool serves in order with so many workers, and reports in order of completion.
//! 3. Computations share the cores: more workers than cores stretch each.
//! 4. Threads go on in order of their own times, whatever the host does.
//! 5. The same seed makes the same run.

use loopscope_engine::clock::{Clock, LoopTime, NS_PER_MS};
use loopscope_engine::os::{Compute, Errno, Os, OsEvent, PollTimeout, Ready, Reply, Work, WorkId};
use loopscope_sim::scheduler::{Keep, Replay, Seeded};
use loopscope_sim::{Options, World};
use std::rc::Rc;

const HASH: Work = Work::Compute(Compute::Pbkdf2 { iterations: 100_000 });

fn env(size: &str) -> Vec<(String, String)> {
    vec![("UV_THREADPOOL_SIZE".to_owned(), size.to_owned())]
}

fn machine(options: Options) -> (World, Rc<dyn Clock>, Box<dyn Os>) {
    let world = World::new(options);
    let (clock, os) = world.main_thread();
    (world, clock, os)
}

/// Queues `count` computations and polls until all are done: when each poll returned, and what it reported.
fn completions(options: Options, count: usize) -> Vec<(u64, Vec<WorkId>)> {
    let (_world, clock, mut os) = machine(options);
    for _ in 0..count {
        os.queue(HASH);
    }
    let mut turns = Vec::new();
    let mut done = 0;
    while done < count {
        let mut ready = Vec::new();
        os.poll(PollTimeout::Forever, &mut ready);
        let ids: Vec<WorkId> = ready.iter().filter_map(Ready::work).collect();
        done += ids.len();
        turns.push((clock.monotonic().as_whole_ms(), ids));
    }
    turns
}

fn ids(range: std::ops::Range<u64>) -> Vec<WorkId> {
    range.map(WorkId).collect()
}

// Rule 1.

#[test]
fn a_wait_ends_late_and_never_early() {
    let (_world, clock, mut os) = machine(Options::default());
    let end = LoopTime::from_ns(5 * NS_PER_MS);
    os.poll(PollTimeout::Until(end), &mut Vec::new());
    let late_ns = clock.monotonic().since_ns(end);
    assert!((1..200_000).contains(&late_ns), "{late_ns} ns late");
}

#[test]
fn a_poll_that_shall_not_wait_takes_next_to_no_time() {
    let (_world, clock, mut os) = machine(Options::default());
    os.queue(HASH);
    let mut ready = Vec::new();
    os.poll(PollTimeout::Now, &mut ready);
    assert_eq!(ready, []);
    assert!(clock.monotonic().as_ns() < 10_000);
}

#[test]
fn waiting_for_what_can_never_happen_returns_with_nothing() {
    let (_world, clock, mut os) = machine(Options::default());
    let mut ready = Vec::new();
    os.poll(PollTimeout::Forever, &mut ready);
    assert_eq!(ready, []);
    assert!(clock.monotonic().as_ns() < 10_000);
}

// Rules 2 and 3.

#[test]
fn four_workers_on_four_cores_complete_in_waves_of_four() {
    let turns = completions(Options::default(), 16);
    assert_eq!(turns, [(40, ids(0..4)), (80, ids(4..8)), (120, ids(8..12)), (160, ids(12..16)),]);
}

#[test]
fn one_worker_serves_one_after_the_other() {
    let turns = completions(Options { env: env("1"), ..Options::default() }, 3);
    assert_eq!(turns, [(40, ids(0..1)), (80, ids(1..2)), (120, ids(2..3))]);
}

#[test]
fn more_workers_than_cores_finish_nothing_sooner() {
    let turns_with = |size| completions(Options { env: env(size), cores: 2, ..Options::default() }, 8);
    let last = |turns: &[(u64, Vec<WorkId>)]| turns.last().map(|(ms, _)| *ms);
    assert_eq!(last(&turns_with("2")), Some(160));
    assert_eq!(last(&turns_with("8")), Some(160));
    // With eight at once the first is done when the last is: nobody gains, and some lose.
    assert_eq!((turns_with("2")[0].0, turns_with("8")[0].0), (40, 160));
}

#[test]
fn the_pool_reads_its_size_when_the_first_work_comes() {
    let (_world, _clock, mut os) = machine(Options { is_watched: true, ..Options::default() });
    os.setenv("UV_THREADPOOL_SIZE", Some("2"));
    (0..3).for_each(|_| {
        os.queue(HASH);
    });
    os.setenv("UV_THREADPOOL_SIZE", Some("9"));
    os.queue(HASH);
    let mut events = Vec::new();
    os.drain_events(&mut events);
    let started = events.iter().filter(|event| matches!(event, OsEvent::WorkStarted { .. })).count();
    let waiting = events.iter().rev().find_map(|event| match event {
        OsEvent::WorkQueued { waiting, .. } => Some(*waiting),
        _ => None,
    });
    assert_eq!((started, waiting), (2, Some(2)));
}

#[test]
fn work_that_no_worker_began_can_be_taken_back() {
    let (_world, _clock, mut os) = machine(Options { env: env("1"), ..Options::default() });
    let first = os.queue(HASH);
    let second = os.queue(HASH);
    assert!(!os.cancel(first));
    assert!(os.cancel(second));
    let mut ready = Vec::new();
    os.poll(PollTimeout::Now, &mut ready);
    os.poll(PollTimeout::Forever, &mut ready);
    assert_eq!(ready, [Ready::Work(second, Err(Errno::ECANCELED)), Ready::Work(first, Ok(Reply::Computed))]);
}

// Rule 4.

#[test]
fn threads_go_on_in_order_of_their_own_times() {
    let (world, _clock, mut os) = machine(Options { env: env("1"), is_watched: true, ..Options::default() });
    let seat = world.new_thread(loopscope_sim::world::ThreadId(0), LoopTime::from_ns(1_000_000));
    let other = std::thread::spawn(move || {
        let (clock, mut os) = seat.sit();
        let id = os.queue(HASH);
        let mut ready = Vec::new();
        os.poll(PollTimeout::Forever, &mut ready);
        assert_eq!(ready, [Ready::Work(id, Ok(Reply::Computed))]);
        clock.monotonic().as_whole_ms()
    });
    // The main thread is busy until 5 ms, so the other one's work, queued at 1 ms, is first in line.
    os.poll(PollTimeout::Until(LoopTime::from_ns(5_000_000)), &mut Vec::new());
    let mine = os.queue(HASH);
    let mut ready = Vec::new();
    os.poll(PollTimeout::Forever, &mut ready);
    assert_eq!(ready, [Ready::Work(mine, Ok(Reply::Computed))]);
    assert_eq!(mine, WorkId(1));
    drop(os);
    assert_eq!(other.join().expect("the other thread ends"), 41);
}

// Rule 5.

fn seeded(seed: u64) -> Options {
    Options { scheduler: Box::new(Seeded::new(seed)), keep: Keep::Schedule, ..Options::default() }
}

#[test]
fn the_same_seed_makes_the_same_run() {
    assert_eq!(completions(seeded(1), 10), completions(seeded(1), 10));
    assert_ne!(completions(seeded(1), 10), completions(seeded(2), 10));
}

#[test]
fn a_schedule_printed_and_read_makes_the_same_run() {
    let run = |options| {
        let (world, clock, mut os) = machine(options);
        (0..10).for_each(|_| {
            os.queue(HASH);
        });
        let mut ready = Vec::new();
        while ready.len() < 10 {
            os.poll(PollTimeout::Forever, &mut ready);
        }
        (ready, clock.monotonic(), world.schedule(), world.remarks())
    };
    let first = run(seeded(3));
    let schedule = first.2.to_string().parse().expect("a printed schedule is a schedule");
    let again = run(Options { scheduler: Box::new(Replay::new(schedule)), keep: Keep::Schedule, ..Options::default() });
    assert_eq!(again, first);
}
