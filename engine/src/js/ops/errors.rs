//! `internalBinding('errors')`: errors that no JavaScript caught.

use super::super::error::{self, Thrown};
use super::super::state::State;
use super::{Op, ops};

pub(super) const OPS: &[Op] = ops! {
    triggerUncaughtException => trigger_uncaught_exception,
};

/// `triggerUncaughtException(error, fromPromise)`.
fn trigger_uncaught_exception(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::of(scope);
    let thrown = Thrown { value: args.get(0), message: None };
    error::uncaught(scope, &state, &thrown, args.get(1).is_true());
}
