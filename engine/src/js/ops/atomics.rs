//! `internalBinding('atomics')`: what threads do to each other through shared memory. `internal/atomics` has the rules of
//! the language; here are the queue of those who wait for a word, and the operating system's sleep.

use super::super::state::State;
use super::{Op, number, ops};
use crate::event_loop::HandleId;
use crate::os::{Cost, Errno};
use crate::ports::Owner;

pub(super) const OPS: &[Op] = ops! {
    meetOthers => meet_others,
    wait => wait,
    waitAsync => wait_async,
    cancel => cancel,
    notify => notify,
};

/// Somebody who waits for a word of shared memory, in the order in which they began.
pub(crate) struct Waiter {
    word: u64,
    /// Whose loop hears of it; none for a thread that sleeps.
    owner: Option<Owner>,
}

/// The word's name: its address, which is the same in all threads. Only compared for being the same, so that the run does
/// not depend on it.
fn word(args: &v8::FunctionCallbackArguments) -> u64 {
    let address = v8::Local::<v8::TypedArray>::try_from(args.get(0)).map_or(0, |array| array.data().addr());
    address as u64
}

/// `meetOthers()`: what other threads did before now has happened. Takes the time of an atomic operation.
fn meet_others(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::of(scope);
    state.charge(Cost::Atomic);
    state.meet_others();
}

/// `wait(array, milliseconds)`: sleeps until somebody notifies the array's first word; undefined for as long as it takes.
/// False when the time was up.
fn wait(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    let timeout_ns = args.get(1).is_number().then(|| (number(scope, &args, 1) * 1e6).min(u64::MAX as f64) as u64);
    let word = word(&args);
    state.settle_time();
    state.threads.process().waiters.push_back(Waiter { word, owner: None });
    let slept = state.os.borrow_mut().futex_wait(word, timeout_ns);
    if slept.is_err() {
        let mut process = state.threads.process();
        let own = process.waiters.iter().position(|waiter| waiter.word == word && waiter.owner.is_none());
        own.map(|own| process.waiters.remove(own));
    }
    if slept == Err(Errno::EINTR) {
        state.end_waiting("Atomics.wait");
    } else {
        state.check_limits();
    }
    rv.set_bool(slept.is_ok());
}

/// `waitAsync(array, handle)`: the handle is woken when somebody notifies the array's first word.
fn wait_async(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::of(scope);
    let owner = Owner { thread: state.threads.id, handle: HandleId(number(scope, &args, 1) as u64) };
    let waiter = Waiter { word: word(&args), owner: Some(owner) };
    state.threads.process().waiters.push_back(waiter);
}

/// `cancel(handle)`: it waits no longer. False when it was notified before.
fn cancel(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    let owner = Owner { thread: state.threads.id, handle: HandleId(number(scope, &args, 0) as u64) };
    let mut process = state.threads.process();
    let before = process.waiters.len();
    process.waiters.retain(|waiter| waiter.owner != Some(owner));
    rv.set_bool(process.waiters.len() < before);
}

/// `notify(array, count)`: wakes those who have waited longest for the array's first word. Gives how many.
fn notify(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    let word = word(&args);
    let count = number(scope, &args, 1).min(u32::MAX.into()) as u32;
    let mut woken = 0;
    while woken < count {
        let waiter = {
            let mut process = state.threads.process();
            let first = process.waiters.iter().position(|waiter| waiter.word == word);
            first.and_then(|first| process.waiters.remove(first))
        };
        match waiter {
            None => break,
            Some(Waiter { owner: Some(owner), .. }) => state.wake_owners([owner]),
            Some(Waiter { owner: None, .. }) => drop(state.os.borrow_mut().futex_wake(word, 1)),
        }
        woken += 1;
    }
    rv.set_uint32(woken);
}
