//! `internalBinding('handles')`: handles of the loop that JavaScript drives itself.

use super::super::state::State;
use super::{Op, number, ops};
use crate::event_loop::HandleId;

pub(super) const OPS: &[Op] = ops! {
    openHandle => open_handle,
    closeHandle => close_handle,
    setActive => set_active,
    setReferenced => set_referenced,
    isReferenced => is_referenced,
    wake => wake,
    startTimer => start_timer,
    stopTimer => stop_timer,
};

fn handle(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments) -> HandleId {
    HandleId(number(scope, args, 0) as u64)
}

/// `openHandle()`: its id.
fn open_handle(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_double(State::of(scope).event_loop.open_handle().0 as f64);
}

/// `closeHandle(id)`: false when it was closing already.
fn close_handle(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    rv.set_bool(State::of(scope).event_loop.close(id));
}

/// `setActive(id, active)`.
fn set_active(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    State::of(scope).event_loop.set_active(id, args.get(1).is_true());
}

/// `setReferenced(id, referenced)`.
fn set_referenced(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    State::of(scope).event_loop.set_referenced(id, args.get(1).is_true());
}

/// `isReferenced(id)`.
fn is_referenced(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    rv.set_bool(State::of(scope).event_loop.is_referenced(id));
}

/// `wake(id)`: the next poll reports it.
fn wake(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    State::of(scope).event_loop.wake(id);
}

/// `startTimer(id, delayMs)`: the handle is reported once, after that time of the loop.
fn start_timer(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let delay_ms = number(scope, &args, 1).max(0.0) as u64;
    State::of(scope).event_loop.start_timer(id, delay_ms);
}

/// `stopTimer(id)`.
fn stop_timer(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    State::of(scope).event_loop.stop_timer(id);
}
