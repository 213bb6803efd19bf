//! `internalBinding('timers')`: the loop's side of `timers`. <https://nodejs.org/api/timers.html>

use super::super::realm::{now_ms, schedule_timer};
use super::super::state::State;
use super::{Op, number, ops};

pub(super) const OPS: &[Op] = ops! {
    getLibuvNow => get_libuv_now,
    scheduleTimer => schedule,
    toggleTimerRef => toggle_timer_ref,
    toggleImmediateRef => toggle_immediate_ref,
};

/// `getLibuvNow()`: the loop's time in whole milliseconds, read anew.
fn get_libuv_now(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_double(now_ms(&State::of(scope)) as f64);
}

/// `scheduleTimer(delayMs)`.
fn schedule(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    schedule_timer(&State::of(scope), number(scope, &args, 0) as u64);
}

/// `toggleTimerRef(referenced)`.
fn toggle_timer_ref(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::of(scope);
    state.event_loop.set_referenced(state.timer_handle, args.get(0).is_true());
}

/// `toggleImmediateRef(referenced)`: whether an idle handle keeps poll from blocking.
fn toggle_immediate_ref(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    State::of(scope).event_loop.set_idle(args.get(0).is_true());
}
