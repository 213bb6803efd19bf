//! `internalBinding('process')`: what `process` asks of the runtime. <https://nodejs.org/api/process.html>

use super::super::state::State;
use super::super::watch::Stack;
use super::super::{convert, error};
use super::{Op, number, ops};
use crate::clock::LoopTime;
use crate::trace::Stdio;

pub(super) const OPS: &[Op] = ops! {
    reallyExit => really_exit,
    hrtime => hrtime,
    wallTime => wall_time,
    writeOutput => write_output,
    random => random,
    heapStatistics => heap_statistics,
    heapSpaces => heap_spaces,
    heapSnapshot => heap_snapshot,
    collectGarbage => collect_garbage,
    observeCollections => observe_collections,
    takeCollections => take_collections,
    setenv => setenv,
    settleTime => settle_time,
    loopMetrics => loop_metrics,
};

/// `reallyExit(code)`: nothing runs after it.
fn really_exit(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let code = args.get(0).int32_value(scope).unwrap_or(0);
    error::exit(scope, &State::of(scope), code);
}

/// `hrtime()`: the monotonic clock in nanoseconds, exact up to 2^53.
fn hrtime(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    state.settle_time();
    rv.set_double(state.clock.monotonic().as_ns() as f64);
}

/// `wallTime()`: whole microseconds since 1970.
fn wall_time(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    state.settle_time();
    rv.set_double(state.clock.wall().as_ns().div_euclid(1000) as f64);
}

/// `writeOutput(fd, text | bytes)`: writes to standard output (1) or standard error (2).
fn write_output(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let stream = if number(scope, &args, 0) == 2.0 { Stdio::Stderr } else { Stdio::Stdout };
    let bytes = convert::bytes(args.get(1)).unwrap_or_else(|| convert::text(scope, args.get(1)).into_bytes());
    let state = State::of(scope);
    if state.is_watched {
        state.tell_promise(scope);
        state.write_output_at(stream, &bytes, &Stack::of(scope).places());
    } else {
        state.write_output(stream, &bytes);
    }
}

/// `random(count)`: that many random bytes.
fn random(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let mut bytes = vec![0; number(scope, &args, 0) as usize];
    State::settled(scope).os.borrow_mut().random(&mut bytes);
    rv.set(convert::uint8_array(scope, &bytes).into());
}

/// `heapStatistics()`: total and used heap, heap limit and external memory, memory of V8's own and its peak, contexts,
/// detached contexts, memory of code, of handles and of those in use; all but the counts in bytes.
fn heap_statistics(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    State::of(scope).saw_memory.set(true);
    let heap = scope.get_heap_statistics();
    let numbers = [heap.total_heap_size(), heap.used_heap_size(), heap.heap_size_limit(), heap.external_memory()];
    let more = [
        heap.malloced_memory(),
        heap.peak_malloced_memory(),
        heap.number_of_native_contexts(),
        heap.number_of_detached_contexts(),
        heap.total_heap_size_executable(),
        heap.total_global_handles_size(),
        heap.used_global_handles_size(),
    ];
    let numbers: Vec<v8::Local<v8::Value>> =
        numbers.into_iter().chain(more).map(|number| v8::Number::new(scope, number as f64).into()).collect();
    rv.set(v8::Array::new_with_elements(scope, &numbers).into());
}

/// `heapSpaces()`: name, size, used and available bytes of each space, in turn.
fn heap_spaces(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    State::of(scope).saw_memory.set(true);
    let mut list: Vec<v8::Local<v8::Value>> = Vec::new();
    for index in 0..scope.number_of_heap_spaces() {
        let Some(space) = scope.get_heap_space_statistics(index) else { continue };
        list.push(convert::string(scope, &space.space_name().to_string_lossy()).into());
        for number in [space.space_size(), space.space_used_size(), space.space_available_size()] {
            list.push(v8::Number::new(scope, number as f64).into());
        }
    }
    rv.set(v8::Array::new_with_elements(scope, &list).into());
}

/// `heapSnapshot()`: the heap as the developer tools read it, as bytes of JSON.
fn heap_snapshot(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    State::of(scope).saw_memory.set(true);
    let mut bytes = Vec::new();
    scope.take_heap_snapshot(|chunk| {
        bytes.extend_from_slice(chunk);
        true
    });
    rv.set(convert::uint8_array(scope, &bytes).into());
}

/// `collectGarbage()`: of the whole heap, for real, with a pause in virtual time.
fn collect_garbage(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::settled(scope);
    scope.low_memory_notification();
    state.collect(true, true);
    state.has_finalizers.set(true);
    // The next poll returns at once to run them.
    state.event_loop.wake(state.exits_handle);
}

/// `observeCollections(wanted)`: whether collections are kept for `takeCollections`.
fn observe_collections(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    State::of(scope).collections_are_observed.set(args.get(0).is_true());
}

/// `takeCollections()`: of each collection since the last call, in turn: its begin and its pause in nanoseconds, whether
/// of the whole heap, whether asked for.
fn take_collections(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let collections = State::of(scope).collections.take();
    let mut list: Vec<v8::Local<v8::Value>> = Vec::new();
    for collection in collections {
        list.push(v8::Number::new(scope, collection.began.as_ns() as f64).into());
        list.push(v8::Number::new(scope, collection.pause_ns as f64).into());
        list.push(v8::Boolean::new(scope, collection.is_full).into());
        list.push(v8::Boolean::new(scope, collection.is_forced).into());
    }
    rv.set(v8::Array::new_with_elements(scope, &list).into());
}

/// `setenv(name, value | undefined)`.
fn setenv(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let name = convert::text(scope, args.get(0));
    let value = (!args.get(1).is_undefined()).then(|| convert::text(scope, args.get(1)));
    State::settled(scope).os.borrow_mut().setenv(&name, value.as_deref());
}

/// `settleTime()`: lets the time of the callbacks pass that were only counted.
fn settle_time(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    State::of(scope).settle_time();
}

/// `loopMetrics()`: nanoseconds spent in poll, iterations, events reported, events ready at once, and when the loop
/// started and ended in nanoseconds (-1 for what is to come).
fn loop_metrics(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let metrics = State::of(scope).metrics.get();
    let moment = |at: Option<LoopTime>| at.map_or(-1.0, |at| at.as_ns() as f64);
    let numbers = [
        metrics.idle_ns as f64,
        metrics.iterations as f64,
        metrics.events as f64,
        metrics.events_waiting as f64,
        moment(metrics.started),
        moment(metrics.ended),
    ];
    let numbers = numbers.map(|number| v8::Number::new(scope, number).into());
    rv.set(v8::Array::new_with_elements(scope, &numbers).into());
}
