//! `internalBinding('trace')`: what JavaScript tells of callbacks, when somebody watches the run.

use super::super::convert;
use super::super::state::State;
use super::{Op, number, ops};
use crate::trace::{Event, Place};

pub(super) const OPS: &[Op] = ops! {
    isWatched => is_watched,
    init => init,
    before => before,
    after => after,
    resolve => resolve,
};

/// How many frames are looked at for one of the program's own: the runtime's own are on top.
const FRAMES_MAX: usize = 24;

/// The scripts of the runtime itself have names that begin so.
const OWN_SCRIPTS: &str = "node:";

/// `isWatched()`.
fn is_watched(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_bool(State::of(scope).is_watched);
}

/// `init(asyncId, kind, trigger, callback | undefined)`.
fn init(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let (id, trigger) = (number(scope, &args, 0) as u64, number(scope, &args, 2) as u64);
    let kind = convert::text(scope, args.get(1));
    let callback = v8::Local::<v8::Function>::try_from(args.get(3))
        .ok()
        .map(|function| convert::text(scope, function.get_name(scope).into()))
        .filter(|name| !name.is_empty());
    let place = calling_line(scope);
    let at = place.as_ref().map(|(file, line, column)| Place { file, line: *line, column: *column });
    let state = State::of(scope);
    state.event(Event::Init { id, kind: &kind, trigger, callback: callback.as_deref(), at });
}

/// The topmost line on the stack that is the program's own.
fn calling_line(scope: &mut v8::PinScope) -> Option<(String, u32, u32)> {
    let stack = v8::StackTrace::current_stack_trace(scope, FRAMES_MAX)?;
    (0..stack.get_frame_count()).find_map(|at| {
        let frame = stack.get_frame(scope, at)?;
        let file = frame.get_script_name(scope)?.to_rust_string_lossy(scope);
        let is_own = !file.is_empty() && !file.starts_with(OWN_SCRIPTS);
        is_own.then(|| (file, frame.get_line_number() as u32, frame.get_column() as u32))
    })
}

/// `before(asyncId)`.
fn before(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = number(scope, &args, 0) as u64;
    State::of(scope).event(Event::Before { id });
}

/// `after(asyncId)`.
fn after(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = number(scope, &args, 0) as u64;
    State::of(scope).event(Event::After { id });
}

/// `resolve(asyncId)`.
fn resolve(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = number(scope, &args, 0) as u64;
    State::of(scope).event(Event::Resolve { id });
}
