//! `internalBinding('async_wrap')`: promise hooks and the value that follows promises by itself.

use super::super::error::catch;
use super::super::hooks::Hook;
use super::super::state::State;
use super::super::watch;
use super::{Op, ops};

pub(super) const OPS: &[Op] = ops! {
    setPromiseHook => set_promise_hook,
    getContinuationData => get_continuation_data,
    setContinuationData => set_continuation_data,
};

/// `setPromiseHook(on)`: whether `onPromiseHook` hears of every promise; whoever watches the run hears of them in any
/// case. V8 has no way to unset the hook, so that an engine that was asked once only stops listening.
fn set_promise_hook(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let on = args.get(0).is_true();
    let state = State::of(scope);
    if (state.promise_hook_on.replace(on) != on && on) || state.is_watched {
        scope.set_promise_hook(on_promise);
    }
}

extern "C" fn on_promise(kind: v8::PromiseHookType, promise: v8::Local<v8::Promise>, parent: v8::Local<v8::Value>) {
    v8::callback_scope!(unsafe scope, promise);
    let state = State::of(scope);
    if state.is_stopping() {
        return;
    }
    if state.is_watched {
        watch::on_promise(scope, &state, kind, promise, parent);
    }
    if !state.promise_hook_on.get() {
        return;
    }
    let function = state.hooks().function(scope, Hook::PromiseHook);
    let receiver = v8::undefined(scope).into();
    let args = [v8::Integer::new(scope, kind as i32).into(), promise.into(), parent];
    // Errors of a user's hook are dealt with in JavaScript.
    catch(scope, |scope| function.call(scope, receiver, &args)).ok();
}

/// `getContinuationData()`: the value that V8 hands on from a promise to its reactions.
fn get_continuation_data(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set(scope.get_continuation_preserved_embedder_data());
}

/// `setContinuationData(value)`.
fn set_continuation_data(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    scope.set_continuation_preserved_embedder_data(args.get(0));
}
