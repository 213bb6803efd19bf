//! `internalBinding('udp_ops')`: datagram sockets. <https://nodejs.org/api/dgram.html>
//!
//! A socket is a handle of `handles`, by its number. Results are those of `stream_ops`.

use super::super::convert;
use super::super::state::State;
use super::stream::{bind_flags, handle, name_array, parts, set_name, set_outcome, socket_address};
use super::{HandleEvent, Op, number, ops};
use crate::event_loop::udp::UdpEvent;
use crate::os::socket::{Domain, SocketAddress, SocketOption, SocketSize};
use crate::os::{Address, Errno};

pub(super) const OPS: &[Op] = ops! {
    openSocket => open_socket,
    adoptSocket => adopt_socket,
    bind => bind,
    connect => connect,
    disconnect => disconnect,
    receiveStart => receive_start,
    receiveStop => receive_stop,
    trySend => try_send,
    send => send,
    getsockname => getsockname,
    getpeername => getpeername,
    setNumber => set_number,
    setMulticastInterface => set_multicast_interface,
    setMembership => set_membership,
    bufferSize => buffer_size,
    sendQueue => send_queue,
    descriptor => descriptor,
};

/// An event with the value that JavaScript is told.
pub(crate) fn event<'s>(scope: &mut v8::PinScope<'s, '_>, event: UdpEvent) -> (HandleEvent, v8::Local<'s, v8::Value>) {
    match event {
        UdpEvent::Received(Ok(datagram)) => {
            let bytes = convert::array_buffer(scope, &datagram.bytes).into();
            let from = name_array(scope, &datagram.from);
            (HandleEvent::Received, v8::Array::new_with_elements(scope, &[bytes, from]).into())
        }
        UdpEvent::Received(Err(errno)) => (HandleEvent::Received, v8::Integer::new(scope, errno.uv()).into()),
        UdpEvent::Sent(outcome) => {
            (HandleEvent::Sent, v8::Integer::new(scope, outcome.err().map_or(0, Errno::uv)).into())
        }
    }
}

/// `openSocket(id)`: makes a handle a datagram socket.
fn open_socket(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    State::settled(scope).event_loop.open_udp(id);
}

/// `adoptSocket(id, fd)`
fn adopt_socket(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (id, fd) = (handle(scope, &args), number(scope, &args, 1) as i32);
    set_outcome(&mut rv, State::settled(scope).event_loop.adopt_udp_socket(id, fd));
}

/// `bind(id, address, port, flags)`: 1 only IPv6, 4 reuses the address, 8 shares it with others.
fn bind(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let bits = number(scope, &args, 3) as u32;
    let address = socket_address(scope, &args, 1);
    let event_loop = &State::settled(scope).event_loop;
    let flags = bind_flags(bits, 1, 8);
    set_outcome(&mut rv, address.and_then(|address| event_loop.bind_udp(id, &address, flags, bits & 4 != 0)));
}

/// `connect(id, address, port)`
fn connect(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let address = socket_address(scope, &args, 1);
    let event_loop = &State::settled(scope).event_loop;
    set_outcome(&mut rv, address.and_then(|address| event_loop.connect_udp(id, &address)));
}

/// `disconnect(id)`
fn disconnect(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    set_outcome(&mut rv, State::settled(scope).event_loop.disconnect_udp(id));
}

/// `receiveStart(id)`
fn receive_start(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    set_outcome(&mut rv, State::settled(scope).event_loop.receive_start(id));
}

/// `receiveStop(id)`
fn receive_stop(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    State::settled(scope).event_loop.receive_stop(id);
    rv.set_int32(0);
}

/// The address to send to, which a connected socket does without.
fn target(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments) -> Result<Option<SocketAddress>, Errno> {
    if args.get(2).is_undefined() { Ok(None) } else { socket_address(scope, args, 2).map(Some) }
}

/// `trySend(id, views[, address, port])`: how many bytes went out at once.
fn try_send(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let parts = parts(scope, args.get(1));
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    let target = target(scope, &args);
    let event_loop = &State::settled(scope).event_loop;
    match target.and_then(|target| event_loop.try_send(id, &parts, target.as_ref())) {
        Ok(count) => rv.set_double(count as f64),
        Err(errno) => rv.set_int32(errno.uv()),
    }
}

/// `send(id, views[, address, port])`: later, its end told by `Sent`.
fn send(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let bytes = parts(scope, args.get(1)).concat();
    let target = target(scope, &args);
    let event_loop = &State::settled(scope).event_loop;
    set_outcome(&mut rv, target.and_then(|target| event_loop.send(id, bytes, target)));
}

/// `getsockname(id)`
fn getsockname(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let name = State::settled(scope).event_loop.udp_name(id, false);
    set_name(scope, &mut rv, name);
}

/// `getpeername(id)`
fn getpeername(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let name = State::settled(scope).event_loop.udp_name(id, true);
    set_name(scope, &mut rv, name);
}

/// `setNumber(id, option, value)`: `broadcast`, `ttl`, `multicastTtl`, `multicastLoopback`.
fn set_number(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let value = number(scope, &args, 2) as u32;
    let option = match convert::text(scope, args.get(1)).as_str() {
        "broadcast" => SocketOption::Broadcast(value != 0),
        "ttl" => SocketOption::TimeToLive(value),
        "multicastTtl" => SocketOption::MulticastTimeToLive(value),
        _ => SocketOption::MulticastLoopback(value != 0),
    };
    set_outcome(&mut rv, State::settled(scope).event_loop.set_udp_option(id, &option));
}

/// The address that an argument holds; `None` for undefined.
fn address(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments, index: i32) -> Result<Option<Address>, Errno> {
    let value = args.get(index);
    if value.is_null_or_undefined() {
        return Ok(None);
    }
    convert::text(scope, value).parse().map(Some).map_err(|()| Errno::EINVAL)
}

/// `setMulticastInterface(id, address)`
fn set_multicast_interface(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let interface = address(scope, &args, 1).and_then(|address| address.ok_or(Errno::EINVAL));
    let event_loop = &State::settled(scope).event_loop;
    let set = |interface| event_loop.set_udp_option(id, &SocketOption::MulticastInterface(interface));
    set_outcome(&mut rv, interface.and_then(set));
}

/// `setMembership(id, group, interface, source, joins)`; undefined for no interface and no source.
fn set_membership(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let addresses = [1, 2, 3].map(|index| address(scope, &args, index));
    let joins = args.get(4).is_true();
    let event_loop = &State::settled(scope).event_loop;
    let set = || {
        let [group, interface, source] = addresses;
        let (group, interface, source) = (group?.ok_or(Errno::EINVAL)?, interface?, source?);
        let domain = if matches!(group, Address::V4(_)) { Domain::V4 } else { Domain::V6 };
        event_loop.set_membership(id, &SocketOption::Membership { group, interface, source, joins }, domain)
    };
    set_outcome(&mut rv, set());
}

/// `bufferSize(id, isReceiving, bytes)`: sets a buffer of the kernel, or, given 0, tells its size.
fn buffer_size(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let (is_receiving, bytes) = (args.get(1).is_true(), number(scope, &args, 2) as u32);
    let event_loop = &State::settled(scope).event_loop;
    let outcome = if bytes == 0 {
        let size = if is_receiving { SocketSize::ReceiveBuffer } else { SocketSize::SendBuffer };
        event_loop.udp_size(id, size)
    } else {
        let option = if is_receiving { SocketOption::ReceiveBuffer(bytes) } else { SocketOption::SendBuffer(bytes) };
        event_loop.set_udp_option(id, &option).map(|()| bytes)
    };
    match outcome {
        Ok(size) => rv.set_uint32(size),
        Err(errno) => rv.set_int32(errno.uv()),
    }
}

/// `sendQueue(id)`: `[count, bytes]` of what waits to be sent.
fn send_queue(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let (count, bytes) = State::settled(scope).event_loop.send_queue(id);
    let numbers = [count, bytes].map(|number| v8::Number::new(scope, number as f64).into());
    rv.set(v8::Array::new_with_elements(scope, &numbers).into());
}

/// `descriptor(id)`: -1 without a socket.
fn descriptor(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    rv.set_int32(State::settled(scope).event_loop.udp_fd(id).unwrap_or(-1));
}
