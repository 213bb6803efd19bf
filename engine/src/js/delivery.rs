//! Delivering messages: what poll does when a port has news. Node's `MessagePort::OnMessage`.

use super::call::{call, make_callback, make_whole_callback};
use super::error::{Failure, catch};
use super::hooks::Hook;
use super::message::read;
use super::ops::HandleEvent;
use super::realm::Realm;
use super::state::State;
use crate::event_loop::HandleId;
use crate::os::Cost;
use crate::ports::{PortId, Taken};

/// How many messages one poll delivers at least, if more wait than it began with: Node's limit, so that a port which
/// answers itself cannot starve the loop.
const MESSAGES_PER_POLL_MIN: usize = 1000;

/// What became of one message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The next one may come.
    Delivered,
    /// No other waits, or none may run any more.
    Done,
    /// It failed: the others wait for the next poll.
    Failed,
}

impl Realm {
    /// Delivers what waits for the port behind `handle`. False when there is no port behind it.
    pub(super) fn deliver_messages(&self, handle: HandleId) -> bool {
        let Some(port) = self.enter(|_, state| state.port_of(handle)) else { return false };
        let mut left = self.enter(|_, state| waiting(state, port)).max(MESSAGES_PER_POLL_MIN);
        loop {
            let step = match left {
                0 => Step::Failed,
                _ => self.enter(|scope, state| deliver_one(scope, state, handle, false)),
            };
            match step {
                Step::Delivered => left -= 1,
                Step::Done => return true,
                Step::Failed => {
                    self.enter(|_, state| state.event_loop.wake(handle));
                    return true;
                }
            }
        }
    }
}

/// Delivers everything that waits for the port behind `handle`, whether it was started or not.
pub(super) fn drain(scope: &mut v8::PinScope, handle: HandleId) {
    let state = State::of(scope);
    while deliver_one(scope, &state, handle, true) == Step::Delivered {}
}

fn waiting(state: &State, port: PortId) -> usize {
    state.threads.process().ports.waiting(port)
}

fn deliver_one(scope: &mut v8::PinScope, state: &State, handle: HandleId, force: bool) -> Step {
    // Looked up again each time: the last message's listener may have closed the port.
    let Some(port) = state.port_of(handle) else { return Step::Done };
    if state.is_stopping() {
        return Step::Done;
    }
    let taken = state.threads.process().ports.take(port, force);
    let id = v8::Number::new(scope, handle.0 as f64).into();
    let message = match taken {
        Taken::Nothing => return Step::Done,
        Taken::Close => {
            let event = v8::Integer::new(scope, HandleEvent::Close as i32).into();
            // Closing is no callback of the program's: nothing is drained behind it.
            call(scope, state, Hook::HandleEvent, &[id, event]);
            return Step::Done;
        }
        Taken::Message(message) => message,
    };
    state.charge(Cost::Clone { bytes: message.len() });
    match catch(scope, |scope| read::read(scope, &message)) {
        Ok(received) => {
            let event = v8::Integer::new(scope, HandleEvent::Message as i32).into();
            let args = [id, event, received.value, received.ports.into()];
            if make_whole_callback(scope, state, Hook::HandleEvent, &args) { Step::Delivered } else { Step::Failed }
        }
        Err(Failure::Threw(thrown)) => {
            let event = v8::Integer::new(scope, HandleEvent::MessageError as i32).into();
            make_callback(scope, state, Hook::HandleEvent, &[id, event, thrown.value]);
            Step::Failed
        }
        Err(Failure::Terminated) => Step::Done,
    }
}
