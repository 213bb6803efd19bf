//! `internalBinding('errors')`: errors that no JavaScript caught.

use super::super::error::{self, Thrown};
use super::super::state::State;
use super::super::{convert, original};
use super::{Op, ops};

pub(super) const OPS: &[Op] = ops! {
    triggerUncaughtException => trigger_uncaught_exception,
    getErrorSourcePositions => get_error_source_positions,
    describeSafely => describe_safely,
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
        let line = convert::string(scope, &original::line(convert::text(scope, line.into())));
        convert::set(scope, object, "sourceLine", line.into());
    }
    if let Some(name) = message.get_script_resource_name(scope) {
        convert::set(scope, object, "scriptResourceName", name);
    }
    let script = message.get_script_resource_name(scope).map(|name| convert::text(scope, name)).unwrap_or_default();
    let line = message.get_line_number(scope).unwrap_or(0) as u32;
    let column = State::of(scope).original_column(&script, line, message.get_start_column() as u32);
    let line = v8::Number::new(scope, f64::from(line));
    convert::set(scope, object, "lineNumber", line.into());
    let column = v8::Number::new(scope, f64::from(column));
    convert::set(scope, object, "startColumn", column.into());
    rv.set(object.into());
}

/// `describeSafely(value)`: a short text of any value, for which none of the program's code runs.
fn describe_safely(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    if let Some(text) = args.get(0).to_detail_string(scope) {
        let text = original::line(convert::text(scope, text.into()));
        rv.set(convert::string(scope, &text).into());
    }
}
