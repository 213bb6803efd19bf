//! `internalBinding('errors')`: errors that no JavaScript caught.

use super::super::convert;
use super::super::error::{self, Thrown};
use super::super::state::State;
use super::{Op, ops};

pub(super) const OPS: &[Op] = ops! {
    triggerUncaughtException => trigger_uncaught_exception,
    getErrorSourcePositions => get_error_source_positions,
};

/// `triggerUncaughtException(error, fromPromise)`.
fn trigger_uncaught_exception(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::of(scope);
    let thrown = Thrown { value: args.get(0), message: None };
    error::uncaught(scope, &state, &thrown, args.get(1).is_true());
}

/// `getErrorSourcePositions(error)`: where it was made: `sourceLine`, `scriptResourceName`, `lineNumber`, and
/// `startColumn` counted from 0.
fn get_error_source_positions(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let message = v8::Exception::create_message(scope, args.get(0));
    let object = v8::Object::new(scope);
    if let Some(line) = message.get_source_line(scope) {
        convert::set(scope, object, "sourceLine", line.into());
    }
    if let Some(name) = message.get_script_resource_name(scope) {
        convert::set(scope, object, "scriptResourceName", name);
    }
    let line = v8::Number::new(scope, message.get_line_number(scope).unwrap_or(0) as f64);
    convert::set(scope, object, "lineNumber", line.into());
    let column = v8::Number::new(scope, message.get_start_column() as f64);
    convert::set(scope, object, "startColumn", column.into());
    rv.set(object.into());
}
