//! `internalBinding('task_queue')`: V8's microtask queue.

use super::super::state::State;
use super::{Op, ops};

pub(super) const OPS: &[Op] = ops! {
    runMicrotasks => run_microtasks,
    enqueueMicrotask => enqueue_microtask,
};

/// `runMicrotasks()`: until the queue is empty.
fn run_microtasks(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    if !State::of(scope).is_stopping() {
        scope.perform_microtask_checkpoint();
    }
}

/// `enqueueMicrotask(function)`.
fn enqueue_microtask(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let function = v8::Local::<v8::Function>::try_from(args.get(0)).expect("[simulator bug] a microtask is a function");
    scope.enqueue_microtask(function);
}
