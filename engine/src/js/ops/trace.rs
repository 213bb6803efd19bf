//! `internalBinding('trace')`: what JavaScript tells of callbacks, when somebody watches the run.

use super::super::convert;
use super::super::state::State;
use super::super::tiers;
use super::super::watch::{self, Stack};
use super::{Op, number, ops};
use crate::clock::NS_PER_MS;
use crate::event_loop::HandleId;
use crate::trace::{Event, Place};
use std::rc::Rc;

pub(super) const OPS: &[Op] = ops! {
    isWatched => is_watched,
    newId => new_id,
    init => init,
    before => before,
    after => after,
    destroy => destroy,
    timer => timer,
    ref => reference,
    handle => handle,
    request => request,
    rejection => rejection,
};

/// `isWatched()`.
fn is_watched(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_bool(State::of(scope).is_watched);
}

/// `newId()`: an id of the trace's own, for what has none in the program.
fn new_id(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_double(State::of(scope).watched.new_id() as f64);
}

/// `init(asyncId, kind, trigger, callback | undefined)`.
fn init(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let (id, trigger) = (number(scope, &args, 0) as u64, number(scope, &args, 2) as u64);
    let kind = convert::text(scope, args.get(1));
    let function = v8::Local::<v8::Function>::try_from(args.get(3)).ok();
    let callback =
        function.map(|function| convert::text(scope, function.get_name(scope).into())).filter(|name| !name.is_empty());
    if let Some(function) = function {
        tiers::remember(scope, &State::of(scope), id, function);
    }
    // First the stack: its frames tell the file of a script that the function would be asked for.
    let stack = Stack::of(scope);
    let runs = function.and_then(|function| function_place(scope, function));
    let runs = runs.as_ref().map(|(file, line, column)| Place { file, line: *line, column: *column, function: None });
    let places = stack.places();
    let (at, callers) = watch::top_and_callers(&places);
    tell(scope, |_| Event::Init {
        id,
        kind: &kind,
        trigger,
        callback: callback.as_deref(),
        awaits: false,
        queued: false,
        at,
        runs,
        callers,
    });
}

/// Where a function of the program begins.
pub(in crate::js) fn function_place(
    scope: &v8::PinScope,
    function: v8::Local<v8::Function>,
) -> Option<(Rc<str>, u32, u32)> {
    let (line, column) = (function.get_script_line_number()?, function.get_script_column_number()?);
    let state = State::of(scope);
    let file = state.watched.file_of_function(scope, function)?;
    let column = state.original_column(&file, line + 1, column);
    Some((file, line + 1, column + 1))
}

/// Tells of an event, and first of the promise that is still to be told of.
fn tell<'a>(scope: &v8::PinScope, event: impl FnOnce(&State) -> Event<'a>) {
    let state = State::of(scope);
    state.tell_promise(scope);
    state.event(event(&state));
}

fn id(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments) -> u64 {
    number(scope, args, 0) as u64
}

/// `before(asyncId)`.
fn before(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    tell(scope, |_| Event::Before { id: id(scope, &args) });
}

/// `after(asyncId)`.
fn after(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = id(scope, &args);
    tiers::look(scope, &State::of(scope), id);
    tell(scope, |_| Event::After { id });
}

/// `destroy(asyncId)`.
fn destroy(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = id(scope, &args);
    tiers::look_last(scope, &State::of(scope), id);
    tell(scope, |_| Event::Destroy { id });
}

/// `timer(asyncId, delayMs, dueMs)`: in milliseconds of the loop's time.
fn timer(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let (delay_ms, due_ms) = (number(scope, &args, 1) as u64, number(scope, &args, 2) as u64);
    tell(scope, |_| Event::Timer { id: id(scope, &args), delay_ms, due_ns: due_ms.saturating_mul(NS_PER_MS) });
}

/// `ref(asyncId, referenced)`.
fn reference(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    tell(scope, |_| Event::Ref { id: id(scope, &args), referenced: args.get(1).is_true() });
}

/// `handle(asyncId, handleId)`: the loop's handle of that number is this resource.
fn handle(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let handle = HandleId(number(scope, &args, 1) as u64);
    State::of(scope).watched.name_handle(handle, id(scope, &args));
}

/// `request(asyncId, work | undefined)`.
fn request(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let work = args.get(1).is_number().then(|| number(scope, &args, 1) as u64);
    tell(scope, |_| Event::Request { id: id(scope, &args), work });
}

/// `rejection(promise, reason)`: nobody has caught it when ticks and microtasks are over.
fn rejection(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let Ok(promise) = v8::Local::<v8::Promise>::try_from(args.get(0)) else { return };
    let id = State::of(scope).watched.id_of_promise(scope, promise);
    let text = convert::text(scope, args.get(1));
    tell(scope, |_| Event::Rejection { id, text: &text });
}
