//! `internalBinding('messaging')`: ports and structured cloning. <https://nodejs.org/api/worker_threads.html>
//!
//! A port is a number; `internal/worker/message_port` has the objects. What changes hands comes as two arrays: array
//! buffers, and hosts (see `message.rs`).

use super::super::convert;
use super::super::message::{Message, mark, read, write};
use super::super::state::State;
use super::{Op, number, ops};
use crate::event_loop::HandleId;
use crate::os::Cost;
use crate::ports::{Owner, PortId, PostError, Taken};

pub(super) const OPS: &[Op] = ops! {
    setTransferMode => set_transfer_mode,
    getTransferMode => get_transfer_mode,
    createChannel => create_channel,
    joinBroadcast => join_broadcast,
    attachPort => attach_port,
    detachPort => detach_port,
    setReceives => set_receives,
    post => post,
    take => take,
    drain => drain,
    leave => leave,
    clone => clone,
};

/// What `post` answers; `internal/worker/message_port` has the same numbers.
#[derive(Clone, Copy)]
enum Outcome {
    /// Nobody was there to receive it.
    Nobody = 0,
    /// It waits for its receivers.
    Delivered = 1,
    /// It carried the port that it was meant for.
    Lost = 2,
    /// The port has left its group.
    NotEntangled = 3,
    /// It moves something, and several ports would receive it.
    SeveralDestinations = 4,
}

fn port(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments) -> PortId {
    PortId(number(scope, args, 0) as u64)
}

/// `setTransferMode(object, mode)`: the object is a host from now on.
fn set_transfer_mode(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let Ok(object) = v8::Local::<v8::Object>::try_from(args.get(0)) else { return };
    let mark = mark(scope);
    object.set_private(scope, mark, args.get(1));
}

/// `getTransferMode(object)`: undefined for what is no host.
fn get_transfer_mode(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Ok(object) = v8::Local::<v8::Object>::try_from(args.get(0)) else { return };
    let mark = mark(scope);
    if let Some(mode) = object.get_private(scope, mark) {
        rv.set(mode);
    }
}

/// `createChannel()`: the numbers of two ports that hear each other.
fn create_channel(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (one, two) = State::of(scope).threads.process().ports.new_channel();
    let numbers = [one, two].map(|port| v8::Number::new(scope, port.0 as f64).into());
    rv.set(v8::Array::new_with_elements(scope, &numbers).into());
}

/// `joinBroadcast(name)`: a port that hears all others of that name.
fn join_broadcast(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let name = convert::text(scope, args.get(0));
    let state = State::of(scope);
    state.meet_others();
    rv.set_double(state.threads.process().ports.join(&name).0 as f64);
}

/// `attachPort(port, handle)`: messages wake that handle from now on.
fn attach_port(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::of(scope);
    let (port, handle) = (port(scope, &args), HandleId(number(scope, &args, 1) as u64));
    state.port_handles.borrow_mut().insert(handle, port);
    let has_news = state.threads.process().ports.attach(port, Owner { thread: state.threads.id, handle });
    if has_news {
        state.event_loop.wake(handle);
    }
}

/// `detachPort(port, handle)`: the port leaves this thread.
fn detach_port(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::of(scope);
    let handle = HandleId(number(scope, &args, 1) as u64);
    state.port_handles.borrow_mut().remove(&handle);
    state.threads.process().ports.detach(port(scope, &args));
}

/// `setReceives(port, handle, receives)`: whether messages are delivered.
fn set_receives(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::of(scope);
    let has_news = state.threads.process().ports.set_receives(port(scope, &args), args.get(2).is_true());
    if has_news {
        state.event_loop.wake(HandleId(number(scope, &args, 1) as u64));
    }
}

/// The elements of an array that are of one kind.
fn elements<'s, T>(scope: &v8::PinScope<'s, '_>, list: v8::Local<'s, v8::Value>) -> Vec<v8::Local<'s, T>>
where
    v8::Local<'s, T>: TryFrom<v8::Local<'s, v8::Value>>,
{
    let Ok(list) = v8::Local::<v8::Array>::try_from(list) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get_index(scope, at)?.try_into().ok()).collect()
}

/// Writes the message of `(…, value, buffers, hosts)`, the value being argument `first`.
fn write_message<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: &v8::FunctionCallbackArguments<'s>,
    first: i32,
) -> Option<Message> {
    let buffers = elements(scope, args.get(first + 1));
    let hosts = elements(scope, args.get(first + 2));
    let message = write::write(scope, args.get(first), &buffers, &hosts)?;
    State::of(scope).charge(Cost::Clone { bytes: message.len() });
    Some(message)
}

/// `post(port | undefined, value, buffers, hosts)`: an `Outcome`; undefined without a port, when the value was only
/// tried. Throws what cannot be cloned.
fn post<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, mut rv: v8::ReturnValue) {
    let Some(message) = write_message(scope, &args, 1) else { return };
    let state = State::of(scope);
    if args.get(0).is_undefined() {
        return state.drop_message(&message);
    }
    state.meet_others();
    let posted = state.threads.process().ports.post(port(scope, &args), message);
    let outcome = match &posted {
        Err(PostError::NotEntangled) => Outcome::NotEntangled,
        Err(PostError::SeveralDestinations) => Outcome::SeveralDestinations,
        Ok(posted) if posted.is_lost => Outcome::Lost,
        Ok(posted) if posted.delivered => Outcome::Delivered,
        Ok(_) => Outcome::Nobody,
    };
    if let Ok(posted) = posted {
        state.wake_owners(posted.wakes);
    }
    rv.set_int32(outcome as i32);
}

/// `take(port)`: `[value]` of the message that waits longest; undefined when none does, null when the other side has
/// closed. Throws what cannot be read.
fn take(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    state.meet_others();
    let taken = state.threads.process().ports.take(port(scope, &args), true);
    match taken {
        Taken::Nothing => {}
        Taken::Close => rv.set_null(),
        Taken::Message(message) => {
            state.charge(Cost::Clone { bytes: message.len() });
            if let Some(received) = read::read(scope, &message) {
                rv.set(v8::Array::new_with_elements(scope, &[received.value]).into());
            }
        }
    }
}

/// `drain(handle)`: delivers now all that waits for the handle's port.
fn drain(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let handle = HandleId(number(scope, &args, 0) as u64);
    super::super::delivery::drain(scope, handle);
}

/// `leave(port, handle)`: closes the port for good; the other side hears of it.
fn leave(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::of(scope);
    state.port_handles.borrow_mut().remove(&HandleId(number(scope, &args, 1) as u64));
    state.meet_others();
    let wakes = state.threads.process().ports.close(port(scope, &args));
    state.wake_owners(wakes);
}

/// `clone(value, buffers, hosts)`: a copy. Throws what cannot be cloned.
fn clone<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, mut rv: v8::ReturnValue) {
    let Some(message) = write_message(scope, &args, 0) else { return };
    if let Some(received) = read::read(scope, &message) {
        rv.set(received.value);
    }
}
