//! The one way into JavaScript: Node's callback scope (`InternalCallbackScope` in its `src/api/callback.cc`).
//!
//! A call from the loop runs the function, then drains ticks and microtasks when it is the outermost one. A call
//! that throws drains nothing: its error goes to `uncaughtException`, and the next callback comes first. This is
//! what makes the order after a handled throw so surprising.

use super::error::{self, Failure};
use super::hooks::Hook;
use super::state::State;

/// Calls a hook with a callback scope around it, and gives its result; `None` when it threw or the process ended.
pub(crate) fn make_callback<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    state: &State,
    hook: Hook,
    args: &[v8::Local<v8::Value>],
) -> Option<v8::Local<'s, v8::Value>> {
    in_callback_scope(scope, state, |scope| call(scope, state, hook, args))
}

/// Runs `body` inside a callback scope; `body` gives `None` for a throw that it has reported.
pub(crate) fn in_callback_scope<'s, 'i, T>(
    scope: &mut v8::PinScope<'s, 'i>,
    state: &State,
    body: impl FnOnce(&mut v8::PinScope<'s, 'i>) -> Option<T>,
) -> Option<T> {
    scope_and_drain(scope, state, body).0
}

/// Like [`make_callback`]; false when the callback threw, or a tick that was drained behind it.
pub(crate) fn make_whole_callback(
    scope: &mut v8::PinScope,
    state: &State,
    hook: Hook,
    args: &[v8::Local<v8::Value>],
) -> bool {
    let (result, is_drained) = scope_and_drain(scope, state, |scope| call(scope, state, hook, args).map(|_| ()));
    result.is_some() && is_drained
}

fn scope_and_drain<'s, 'i, T>(
    scope: &mut v8::PinScope<'s, 'i>,
    state: &State,
    body: impl FnOnce(&mut v8::PinScope<'s, 'i>) -> Option<T>,
) -> (Option<T>, bool) {
    if state.scope_depth.get() == 0 {
        state.fields().count_scope();
    }
    state.scope_depth.set(state.scope_depth.get() + 1);
    let result = body(scope);
    state.scope_depth.set(state.scope_depth.get() - 1);
    let must_drain = result.is_some() && state.scope_depth.get() == 0;
    let is_drained = !must_drain || drain_ticks(scope, state);
    state.tell_promise(scope);
    (result, is_drained)
}

/// Calls a hook bare: no scope, no drain. A throw is reported as uncaught.
pub(crate) fn call<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    state: &State,
    hook: Hook,
    args: &[v8::Local<v8::Value>],
) -> Option<v8::Local<'s, v8::Value>> {
    if state.is_stopping() {
        return None;
    }
    let function = state.hooks().function(scope, hook);
    call_function(scope, state, function, args)
}

/// Calls a function; a throw is reported as uncaught.
pub(crate) fn call_function<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    state: &State,
    function: v8::Local<v8::Function>,
    args: &[v8::Local<v8::Value>],
) -> Option<v8::Local<'s, v8::Value>> {
    let receiver = v8::undefined(scope).into();
    match error::catch(scope, |scope| function.call(scope, receiver, args)) {
        Ok(result) => Some(result),
        Err(Failure::Threw(thrown)) => {
            error::uncaught(scope, state, &thrown, false);
            None
        }
        Err(Failure::Terminated) => {
            state.check_limits();
            None
        }
    }
}

/// Drains microtasks, then ticks and rejections if there are any: `InternalCallbackScope::Close`. False when a tick threw.
pub(crate) fn drain_ticks(scope: &mut v8::PinScope, state: &State) -> bool {
    if state.is_stopping() {
        return true;
    }
    let fields = state.fields();
    if !fields.has_tick_scheduled() {
        scope.perform_microtask_checkpoint();
    }
    if fields.has_tick_scheduled() || fields.has_rejection_to_warn() {
        return call(scope, state, Hook::ProcessTicks, &[]).is_some();
    }
    true
}
