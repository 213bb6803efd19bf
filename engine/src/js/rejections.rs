//! V8's reports on promises that are rejected without a handler, or get one late.

use super::error::catch;
use super::hooks::Hook;
use super::state::State;

/// Hands the report to `internal/process/promises`, which keeps the list that is processed between ticks.
pub(crate) extern "C" fn on_promise_reject(message: v8::PromiseRejectMessage) {
    v8::callback_scope!(unsafe scope, &message);
    let state = State::of(scope);
    if state.is_stopping() {
        return;
    }
    let function = state.hooks().function(scope, Hook::PromiseReject);
    let receiver = v8::undefined(scope).into();
    let event = v8::Integer::new(scope, message.get_event() as i32).into();
    let value = message.get_value().unwrap_or_else(|| v8::undefined(scope).into());
    let args = [event, message.get_promise().into(), value];
    // The hook only notes the promise; what it throws could only be the end of the process.
    catch(scope, |scope| function.call(scope, receiver, &args)).ok();
}
