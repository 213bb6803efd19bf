//! From a throw to its end: JavaScript's listeners first, then the report on stderr and the exit code.

use super::hooks::Hook;
use super::state::State;
use super::{convert, original};
use crate::trace::{Event, Stdio};

/// Exit code when an `uncaughtException` listener throws: Node's `kExceptionInFatalExceptionHandler`.
const CODE_HANDLER_THREW: i32 = 7;

/// A caught throw.
pub(crate) struct Thrown<'s> {
    pub(crate) value: v8::Local<'s, v8::Value>,
    /// Where it was thrown, as V8 noted it.
    pub(crate) message: Option<v8::Local<'s, v8::Message>>,
}

/// Why a call into JavaScript gave no value.
pub(crate) enum Failure<'s> {
    /// It threw.
    Threw(Thrown<'s>),
    /// The process ended meanwhile: nothing may run any more.
    Terminated,
}

/// Runs `body` and catches what it throws.
pub(crate) fn catch<'s, 'i, T>(
    scope: &mut v8::PinScope<'s, 'i>,
    body: impl FnOnce(&mut v8::PinScope<'s, 'i>) -> Option<T>,
) -> Result<T, Failure<'s>> {
    v8::tc_scope!(let scope, scope);
    if let Some(value) = body(scope) {
        return Ok(value);
    }
    match scope.exception() {
        Some(value) if !scope.has_terminated() => Err(Failure::Threw(Thrown { value, message: scope.message() })),
        _ => Err(Failure::Terminated),
    }
}

/// An error that no JavaScript on the stack caught: listeners of `uncaughtException` get it; without one it is
/// printed and the process ends. Node's `TriggerUncaughtException`.
pub(crate) fn uncaught(scope: &mut v8::PinScope, state: &State, thrown: &Thrown, from_promise: bool) {
    let function = state.hooks().function(scope, Hook::UncaughtException);
    let receiver = v8::undefined(scope).into();
    let place = uncaught_place(scope, state, thrown);
    let args = [thrown.value, v8::Boolean::new(scope, from_promise).into(), place];
    let verdict = catch(scope, |scope| function.call(scope, receiver, &args));
    if state.is_watched {
        let handled = matches!(verdict, Ok(verdict) if verdict.is_true());
        let text = convert::text(scope, thrown.value);
        state.tell_promise(scope);
        state.event(Event::Uncaught { handled, text: &text });
    }
    match verdict {
        Ok(verdict) if verdict.is_true() => {}
        Ok(code) => {
            let code = code.int32_value(scope).unwrap_or(1);
            end(scope, state, thrown, code);
        }
        Err(Failure::Threw(second)) => end(scope, state, &second, CODE_HANDLER_THREW),
        Err(Failure::Terminated) => {}
    }
}

/// Where a worker's error was thrown, for its parent; undefined elsewhere.
fn uncaught_place<'s>(scope: &mut v8::PinScope<'s, '_>, state: &State, thrown: &Thrown) -> v8::Local<'s, v8::Value> {
    match thrown.message {
        Some(message) if state.worker.is_some() => {
            let place = place(scope, message);
            convert::string(scope, &place).into()
        }
        _ => v8::undefined(scope).into(),
    }
}

fn end(scope: &mut v8::PinScope, state: &State, thrown: &Thrown, code: i32) {
    // The parent of a worker was told by then; what it makes of the error is its own affair.
    if state.worker.is_none() {
        let report = report(scope, state, thrown);
        state.write_output(Stdio::Stderr, report.as_bytes());
    }
    exit(scope, state, code);
}

/// Ends the process now: no JavaScript runs after this, on the stack or off it.
pub(crate) fn exit(scope: &mut v8::PinScope, state: &State, code: i32) {
    state.stop(code);
    scope.terminate_execution();
}

/// What Node prints for an error that nobody caught: place, source line, caret, the error, its version.
fn report(scope: &mut v8::PinScope, state: &State, thrown: &Thrown) -> String {
    let message = thrown.message.unwrap_or_else(|| v8::Exception::create_message(scope, thrown.value));
    let place = place(scope, message);
    let function = state.hooks().function(scope, Hook::DescribeError);
    let receiver = v8::undefined(scope).into();
    let args = [thrown.value, convert::string(scope, &place).into(), thrown_at(scope, message)];
    let text = match catch(scope, |scope| function.call(scope, receiver, &args)) {
        Ok(text) => convert::text(scope, text),
        Err(_) => format!("{place}{}", convert::text(scope, message.get(scope).into())),
    };
    format!("{text}\n\nNode.js v{}\n", state.profile.version())
}

/// The frames that threw, one a line as stacks have them; empty where V8 kept none.
fn thrown_at<'s>(scope: &v8::PinScope<'s, '_>, message: v8::Local<v8::Message>) -> v8::Local<'s, v8::Value> {
    let mut lines = String::new();
    let trace = message.get_stack_trace(scope);
    for frame in trace.iter().flat_map(|trace| (0..trace.get_frame_count()).filter_map(|at| trace.get_frame(scope, at)))
    {
        let file = frame.get_script_name_or_source_url(scope).map(|name| convert::text(scope, name.into()));
        let file = file.unwrap_or_default();
        let (line, column) = (frame.get_line_number() as u32, frame.get_column() as u32);
        let place = format!("{file}:{line}:{}", State::of(scope).original_column_from_1(&file, line, column));
        match frame.get_function_name(scope) {
            Some(name) => lines += &format!("    at {} ({place})\n", convert::text(scope, name.into())),
            None => lines += &format!("    at {place}\n"),
        }
    }
    convert::string(scope, &lines).into()
}

/// `file:line`, the source line and a caret below the columns in question; empty without a source.
pub(crate) fn place(scope: &v8::PinScope, message: v8::Local<v8::Message>) -> String {
    let (Some(line), Some(source)) = (message.get_line_number(scope), message.get_source_line(scope)) else {
        return String::new();
    };
    let file = match message.get_script_resource_name(scope) {
        Some(name) if name.is_string() => convert::text(scope, name),
        _ => return String::new(),
    };
    let state = State::of(scope);
    let original = |column: usize| state.original_column(&file, line as u32, column as u32) as usize;
    let source = original::line(source.to_rust_string_lossy(scope));
    let (start, end) = (original(message.get_start_column()), original(message.get_end_column()));
    let indent: String = source.chars().take(start).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let carets = "^".repeat(end.saturating_sub(start).max(1));
    format!("{file}:{line}\n{source}\n{indent}{carets}\n")
}

/// V8 asks for the text of an error's stack when it is first read.
pub(crate) fn prepare_stack_trace<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    error: v8::Local<'s, v8::Value>,
    sites: v8::Local<'s, v8::Array>,
) -> v8::Local<'s, v8::Value> {
    let state = State::of(scope);
    // Errors of the bootstrap itself are shown as they are.
    let Some(hooks) = state.hooks.get() else { return error.to_string(scope).map_or(error, Into::into) };
    original::correct_sites(scope, &state, sites);
    let function = hooks.function(scope, Hook::PrepareStackTrace);
    let receiver = v8::undefined(scope).into();
    // What a program's own Error.prepareStackTrace throws goes on to whoever read the stack.
    function.call(scope, receiver, &[error, sites.into()]).unwrap_or_else(|| v8::undefined(scope).into())
}
