//! Threads that wake, wait for and interrupt each other.
//!
//! 1. A ring ends a poll, once however often it rang.
//! 2. A futex is first come, first served.
//! 3. Whoever does not hear of a wake-up in time gives up.
//! 4. A joined thread has ended, and its time is not after the joiner's.
//! 5. What a thread did before a moment has happened for everyone who looks after it.

use loopscope_engine::clock::{Clock, LoopTime, NS_PER_MS};
use loopscope_engine::os::{Errno, Os, PollTimeout, Ready, ThreadId};
use loopscope_sim::{Options, World};
use std::rc::Rc;
use std::sync::{Arc, Mutex};

fn machine() -> (Rc<dyn Clock>, Box<dyn Os>) {
    World::new(Options::default()).main_thread()
}

/// Lets the time pass until `ms` milliseconds of the machine's life.
fn wait_until(os: &mut dyn Os, ms: u64) {
    os.poll(PollTimeout::Until(LoopTime::from_ns(ms * NS_PER_MS)), &mut Vec::new());
}

#[test]
fn a_ring_ends_a_poll_once() {
    let (_clock, mut os) = machine();
    let main = os.thread_id();
    let other = os.spawn(Box::new(move |_, mut os| {
        os.wake(main);
        os.wake(main);
    }));
    os.join(other);
    let mut ready = Vec::new();
    os.poll(PollTimeout::Forever, &mut ready);
    assert_eq!(ready, [Ready::Wake]);
    os.poll(PollTimeout::Forever, &mut ready);
    assert_eq!(ready, [Ready::Wake]);
}

#[test]
fn sleepers_on_a_word_are_woken_in_the_order_in_which_they_lay_down() {
    let (_clock, mut os) = machine();
    let woken = Arc::new(Mutex::new(Vec::new()));
    let threads: Vec<ThreadId> = [30, 10, 20]
        .map(|ms| {
            let woken = Arc::clone(&woken);
            os.spawn(Box::new(move |_, mut os| {
                wait_until(&mut *os, ms);
                assert_eq!(os.futex_wait(64, None), Ok(()));
                woken.lock().unwrap().push(ms);
            }))
        })
        .into();
    wait_until(&mut *os, 50);
    for _ in 0..3 {
        assert_eq!(os.futex_wake(64, 1), 1);
        let later = os.futex_wait(0, Some(NS_PER_MS));
        assert_eq!(later, Err(Errno::ETIMEDOUT));
    }
    for thread in threads {
        os.join(thread);
    }
    assert_eq!(*woken.lock().unwrap(), [10, 20, 30]);
}

#[test]
fn an_interrupted_sleeper_knows_it() {
    let (clock, mut os) = machine();
    let result = Arc::new(Mutex::new(None));
    let seen = Arc::clone(&result);
    let other = os.spawn(Box::new(move |_, mut os| *seen.lock().unwrap() = Some(os.futex_wait(8, None))));
    wait_until(&mut *os, 5);
    os.interrupt(other);
    os.join(other);
    assert_eq!(*result.lock().unwrap(), Some(Err(Errno::EINTR)));
    assert!(clock.peek() >= LoopTime::from_ns(5 * NS_PER_MS));
}

#[test]
fn whoever_looks_sees_all_that_was_done_before() {
    let (clock, mut os) = machine();
    let log = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&log);
    let other = os.spawn(Box::new(move |clock, mut os| {
        for _ in 0..3 {
            wait_until(&mut *os, clock.peek().as_whole_ms() + 10);
            os.sync();
            seen.lock().unwrap().push(clock.peek().as_whole_ms());
        }
    }));
    wait_until(&mut *os, 25);
    os.sync();
    assert_eq!(log.lock().unwrap().len(), 2, "at {} ms", clock.peek().as_whole_ms());
    os.join(other);
    assert_eq!(log.lock().unwrap().len(), 3);
}

#[test]
fn waiting_for_a_thread_that_has_ended_takes_no_time() {
    let (clock, mut os) = machine();
    let other = os.spawn(Box::new(|_, _| {}));
    wait_until(&mut *os, 5);
    let before = clock.peek();
    os.join(other);
    assert_eq!(clock.peek(), before);
}
