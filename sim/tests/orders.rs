//! Luck of orders: the scheduler chooses what happens next, within what the costs' bounds allow.
//!
//! 1. The typical choice is what luck of times typically does.
//! 2. An exhaustive search meets every order that the bounds allow, and no other.
//! 3. What the rules order is no choice: one worker serves in order.

use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::file::FilePath;
use loopscope_engine::os::{Compute, FileCall, PollTimeout, Ready, Work, WorkId};
use loopscope_sim::scheduler::Luck;
use loopscope_sim::scheduler::{ChoiceName, Exhaustive, Keep, Replay, Scheduler, Seeded, Typical};
use loopscope_sim::{Options, World};
use std::collections::BTreeSet;

fn stat(path: &str) -> Work {
    Work::File(FileCall::Stat { path: FilePath::from(path) })
}

fn hash(iterations: u64) -> Work {
    Work::Compute(Compute::Pbkdf2 { iterations })
}

fn world(scheduler: Box<dyn Scheduler>, luck: Luck, workers: &str) -> World {
    let env = vec![("UV_THREADPOOL_SIZE".to_owned(), workers.to_owned())];
    World::new(Options { scheduler, luck, env, keep: Keep::Schedule, ..Options::default() })
}

/// Queues all work at once; the letters of the completions as the polls report them, `a` being the first queued.
fn order(world: &World, works: &[Work]) -> String {
    let (_clock, mut os) = world.main_thread();
    let ids: Vec<WorkId> = works.iter().map(|work| os.queue(work.clone())).collect();
    let mut ready = Vec::new();
    while ready.len() < works.len() {
        os.poll(PollTimeout::Forever, &mut ready);
    }
    let letter = |id: WorkId| {
        let place = ids.iter().position(|other| *other == id).expect("only what was queued is reported");
        char::from(b'a' + u8::try_from(place).expect("few jobs"))
    };
    ready.iter().filter_map(Ready::work).map(letter).collect()
}

/// Every order that an exhaustive search meets, and how many runs it took.
fn all_orders(workers: &str, works: &[Work]) -> (BTreeSet<String>, u64) {
    let mut search = Exhaustive::new(|_| false);
    let mut orders = BTreeSet::new();
    while let Some(scheduler) = search.next_run() {
        let world = world(scheduler, Luck::OfOrders, workers);
        orders.insert(order(&world, works));
        assert_eq!(world.remarks(), Vec::<String>::new());
        assert!(search.runs() < 10_000, "the search does not end");
    }
    (orders, search.runs())
}

fn set(orders: &[&str]) -> BTreeSet<String> {
    orders.iter().map(|order| (*order).to_owned()).collect()
}

// Rule 1.

#[test]
fn both_kinds_of_luck_have_the_same_typical_run() {
    let run = |luck| {
        let world = world(Box::new(Typical), luck, "4");
        let (clock, mut os) = world.main_thread();
        let mut seen = Vec::new();
        for work in [hash(1_000), stat("/tmp"), hash(500), stat("/etc"), stat("/"), hash(1_000)] {
            os.queue(work);
        }
        let mut end = LoopTime::from_ns(100_000);
        for _ in 0..12 {
            let mut ready = Vec::new();
            os.poll(PollTimeout::Until(end), &mut ready);
            seen.push((clock.peek(), ready));
            end = end + 100_000;
        }
        seen
    };
    assert_eq!(run(Luck::OfOrders), run(Luck::OfTimes));
}

// Rule 2.

#[test]
fn three_jobs_complete_in_every_order() {
    let (orders, runs) = all_orders("3", &[stat("/tmp"), stat("/etc"), stat("/")]);
    assert_eq!(orders, set(&["abc", "acb", "bac", "bca", "cab", "cba"]));
    assert!(runs < 100, "{runs} runs");
}

#[test]
fn what_is_always_longer_is_always_later() {
    // At least 300 ms against at most 2 ms.
    let (orders, _) = all_orders("3", &[hash(1_000_000), stat("/tmp"), stat("/etc")]);
    assert_eq!(orders, set(&["bca", "cba"]));
}

#[test]
fn a_timer_is_met_before_and_after_a_file() {
    let mut seen = BTreeSet::new();
    let mut search = Exhaustive::new(|_| false);
    while let Some(scheduler) = search.next_run() {
        let world = world(scheduler, Luck::OfOrders, "4");
        let (_clock, mut os) = world.main_thread();
        os.queue(stat("/tmp"));
        let mut ready = Vec::new();
        os.poll(PollTimeout::Until(LoopTime::from_ns(1_000_000)), &mut ready);
        seen.insert(ready.len());
    }
    assert_eq!(seen, BTreeSet::from([0, 1]));
}

#[test]
fn the_ends_of_a_delay_can_be_tried_too() {
    let count = |branches: fn(ChoiceName) -> bool| {
        let mut search = Exhaustive::new(branches);
        while let Some(scheduler) = search.next_run() {
            let (_clock, mut os) = world(scheduler, Luck::OfOrders, "1").main_thread();
            os.queue(stat("/tmp"));
            os.poll(PollTimeout::Until(LoopTime::from_ns(9_000_000)), &mut Vec::new());
        }
        search.runs()
    };
    let (plain, with_ends) = (count(|_| false), count(|name| name == ChoiceName::EventDelay));
    assert_eq!((plain, with_ends), (1, 3));
}

/// Whether three calls in a row are done when a timer of 5 ms ends, over all runs of a search. Each takes 2 ms at most,
/// the first one 1.5 ms more.
fn done_in_time(branches: fn(ChoiceName) -> bool) -> BTreeSet<bool> {
    let mut search = Exhaustive::new(branches);
    let mut seen = BTreeSet::new();
    while let Some(scheduler) = search.next_run() {
        let world = world(scheduler, Luck::OfOrders, "1");
        let (clock, mut os) = world.main_thread();
        let mut ready = Vec::new();
        while ready.len() < 3 && clock.peek() < LoopTime::from_ns(5_000_000) {
            os.queue(stat("/tmp"));
            os.poll(PollTimeout::Until(LoopTime::from_ns(5_000_000)), &mut ready);
        }
        seen.insert(ready.len() == 3);
    }
    seen
}

#[test]
fn delays_that_add_up_are_met_by_a_search_that_tries_their_ends() {
    assert_eq!(done_in_time(|_| false), BTreeSet::from([true]));
    assert_eq!(done_in_time(|name| name == ChoiceName::EventDelay), BTreeSet::from([false, true]));
}

// Rule 3.

#[test]
fn one_worker_leaves_one_order() {
    // There is more than one run: a poll may find one completion or several.
    assert_eq!(all_orders("1", &[stat("/tmp"), hash(10), stat("/")]).0, set(&["abc"]));
}

#[test]
fn a_schedule_of_orders_replays() {
    let works = [stat("/tmp"), stat("/tmp"), stat("/etc"), hash(10)];
    for seed in 0..20 {
        let first = world(Box::new(Seeded::new(seed)), Luck::OfOrders, "4");
        let expected = order(&first, &works);
        let schedule = first.schedule().to_string().parse().expect("a printed schedule is a schedule");
        let again = world(Box::new(Replay::new(schedule)), Luck::OfOrders, "4");
        assert_eq!((order(&again, &works), again.remarks()), (expected, vec![]));
    }
}
