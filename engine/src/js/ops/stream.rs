//! `internalBinding('stream_ops')`: TCP and unix sockets as streams. <https://nodejs.org/api/net.html>
//!
//! A stream is a handle of `handles`, by its number. Every function gives 0 or more when it succeeded, else libuv's
//! negative error number; addresses are `[address, family, port]`.

use super::super::convert;
use super::super::state::State;
use super::{HandleEvent, Op, number, ops};
use crate::event_loop::HandleId;
use crate::event_loop::stream::{BindFlags, StreamEvent, StreamKind};
use crate::os::socket::{SocketAddress, SocketOption};
use crate::os::{Address, Errno};

pub(super) const OPS: &[Op] = ops! {
    openStream => open_stream,
    adoptSocket => adopt_socket,
    bind => bind,
    bindPath => bind_path,
    chmodPath => chmod_path,
    listen => listen,
    accept => accept,
    connect => connect,
    connectPath => connect_path,
    readStart => read_start,
    readStop => read_stop,
    setReadLength => set_read_length,
    tryWrite => try_write,
    write => write,
    shutdown => shutdown,
    abort => abort,
    getsockname => getsockname,
    getpeername => getpeername,
    setNoDelay => set_no_delay,
    setKeepAlive => set_keep_alive,
    setTypeOfService => set_type_of_service,
    descriptor => descriptor,
    writeQueueSize => write_queue_size,
};

/// The handle that the first argument names.
pub(super) fn handle(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments) -> HandleId {
    HandleId(number(scope, args, 0) as u64)
}

/// Sets 0 or a negative error number.
pub(super) fn set_outcome(rv: &mut v8::ReturnValue, outcome: Result<(), Errno>) {
    rv.set_int32(outcome.err().map_or(0, Errno::uv));
}

/// The address and port that two arguments hold, the first of them at `index`; `EINVAL` when it is no address.
pub(super) fn socket_address(
    scope: &v8::PinScope,
    args: &v8::FunctionCallbackArguments,
    index: i32,
) -> Result<SocketAddress, Errno> {
    let address: Address = convert::text(scope, args.get(index)).parse().map_err(|()| Errno::EINVAL)?;
    Ok(SocketAddress::ip(address, number(scope, args, index + 1) as u16))
}

/// `UV_TCP_IPV6ONLY` and `UV_TCP_REUSEPORT`, which UDP has, too, with its own numbers.
pub(super) const fn bind_flags(bits: u32, v6_only: u32, reuse_port: u32) -> BindFlags {
    BindFlags { v6_only: bits & v6_only != 0, reuse_port: bits & reuse_port != 0 }
}

/// `[address, family, port]`; a negative error number for none.
pub(super) fn set_name(scope: &v8::PinScope, rv: &mut v8::ReturnValue, name: Result<SocketAddress, Errno>) {
    match name {
        Ok(name) => rv.set(name_array(scope, &name)),
        Err(errno) => rv.set_int32(errno.uv()),
    }
}

/// `[address, family, port]` of an Internet address, `[path]` of a unix socket.
pub(super) fn name_array<'s>(scope: &v8::PinScope<'s, '_>, name: &SocketAddress) -> v8::Local<'s, v8::Value> {
    match name {
        SocketAddress::Ip { address, port } => {
            let family = if matches!(address, Address::V4(_)) { "IPv4" } else { "IPv6" };
            let address = convert::string(scope, &address.to_string()).into();
            let family = convert::name(scope, family).into();
            let port = v8::Integer::new_from_unsigned(scope, u32::from(*port)).into();
            v8::Array::new_with_elements(scope, &[address, family, port]).into()
        }
        SocketAddress::Unix(path) => convert::strings(scope, [String::from_utf8_lossy(path)]).into(),
    }
}

/// The parts of one write: a view or an array of views.
pub(super) fn parts(scope: &v8::PinScope, value: v8::Local<v8::Value>) -> Vec<Vec<u8>> {
    match v8::Local::<v8::Array>::try_from(value) {
        Ok(list) => (0..list.length()).filter_map(|at| list.get_index(scope, at).and_then(convert::bytes)).collect(),
        Err(_) => convert::bytes(value).into_iter().collect(),
    }
}

/// An event with the value that JavaScript is told.
pub(crate) fn event<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    event: StreamEvent,
) -> (HandleEvent, v8::Local<'s, v8::Value>) {
    let (event, outcome) = match event {
        StreamEvent::Connected(outcome) => (HandleEvent::Connected, outcome),
        StreamEvent::Connection => (HandleEvent::Connection, Ok(())),
        StreamEvent::Written(outcome) => (HandleEvent::Written, outcome),
        StreamEvent::ShutDown(outcome) => (HandleEvent::ShutDown, outcome),
        StreamEvent::Read(Ok(bytes)) => return (HandleEvent::Read, convert::array_buffer(scope, &bytes).into()),
        StreamEvent::Read(Err(errno)) => (HandleEvent::Read, Err(errno)),
    };
    (event, v8::Integer::new(scope, outcome.err().map_or(0, Errno::uv)).into())
}

/// `openStream(id, isPipe)`: makes a handle a stream without a socket.
fn open_stream(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let kind = if args.get(1).is_true() { StreamKind::Pipe } else { StreamKind::Tcp };
    let id = handle(scope, &args);
    State::settled(scope).event_loop.open_stream(id, kind);
}

/// `adoptSocket(id, fd)`
fn adopt_socket(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (id, fd) = (handle(scope, &args), number(scope, &args, 1) as i32);
    set_outcome(&mut rv, State::settled(scope).event_loop.adopt_socket(id, fd));
}

/// `bind(id, address, port, flags)`: 1 only IPv6, 2 shared with others.
fn bind(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let flags = bind_flags(number(scope, &args, 3) as u32, 1, 2);
    let address = socket_address(scope, &args, 1);
    let event_loop = &State::settled(scope).event_loop;
    set_outcome(&mut rv, address.and_then(|address| event_loop.bind_stream(id, &address, flags)));
}

/// `bindPath(id, path)`
fn bind_path(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let path = SocketAddress::Unix(convert::text(scope, args.get(1)).into_bytes());
    set_outcome(&mut rv, State::settled(scope).event_loop.bind_stream(id, &path, BindFlags::default()));
}

/// `chmodPath(id, mode)`: 1 readable, 2 writable by all.
fn chmod_path(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (id, mode) = (handle(scope, &args), number(scope, &args, 1) as u32);
    set_outcome(&mut rv, State::settled(scope).event_loop.chmod_pipe(id, mode & 1 != 0, mode & 2 != 0));
}

/// `listen(id, backlog)`
fn listen(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (id, backlog) = (handle(scope, &args), number(scope, &args, 1).max(0.0) as u32);
    set_outcome(&mut rv, State::settled(scope).event_loop.listen(id, backlog));
}

/// `accept(id, clientId)`
fn accept(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (id, client) = (handle(scope, &args), HandleId(number(scope, &args, 1) as u64));
    set_outcome(&mut rv, State::settled(scope).event_loop.accept(id, client));
}

/// `connect(id, address, port)`
fn connect(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let address = socket_address(scope, &args, 1);
    let event_loop = &State::settled(scope).event_loop;
    set_outcome(&mut rv, address.and_then(|address| event_loop.connect(id, &address)));
}

/// `connectPath(id, path)`
fn connect_path(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let path = SocketAddress::Unix(convert::text(scope, args.get(1)).into_bytes());
    set_outcome(&mut rv, State::settled(scope).event_loop.connect(id, &path));
}

/// `readStart(id)`
fn read_start(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    set_outcome(&mut rv, State::settled(scope).event_loop.read_start(id));
}

/// `readStop(id)`
fn read_stop(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    State::settled(scope).event_loop.read_stop(id);
    rv.set_int32(0);
}

/// `setReadLength(id, bytes)`: how much the next reads ask for.
fn set_read_length(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let (id, len) = (handle(scope, &args), number(scope, &args, 1) as usize);
    State::settled(scope).event_loop.set_read_len(id, len);
}

/// `tryWrite(id, view | views)`: how many bytes the kernel took at once.
fn try_write(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let parts = parts(scope, args.get(1));
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    match State::settled(scope).event_loop.try_write(id, &parts) {
        Ok(count) => rv.set_double(count as f64),
        Err(errno) => rv.set_int32(errno.uv()),
    }
}

/// `write(id, view | views, from)`: the rest from the byte `from` on, its end told by `Written`.
fn write(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (id, from) = (handle(scope, &args), number(scope, &args, 2) as usize);
    let mut bytes = parts(scope, args.get(1)).concat();
    bytes.drain(..from);
    set_outcome(&mut rv, State::settled(scope).event_loop.write(id, bytes));
}

/// `shutdown(id)`
fn shutdown(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    set_outcome(&mut rv, State::settled(scope).event_loop.shutdown(id));
}

/// `abort(id)`: the coming close resets the connection.
fn abort(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    set_outcome(&mut rv, State::settled(scope).event_loop.abort_stream(id));
}

/// `getsockname(id)`
fn getsockname(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let name = State::settled(scope).event_loop.stream_name(id);
    set_name(scope, &mut rv, name);
}

/// `getpeername(id)`
fn getpeername(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    let name = State::settled(scope).event_loop.stream_peer(id);
    set_name(scope, &mut rv, name);
}

fn set_option(
    scope: &v8::PinScope,
    args: &v8::FunctionCallbackArguments,
    mut rv: v8::ReturnValue,
    option: &SocketOption,
) {
    let id = handle(scope, args);
    set_outcome(&mut rv, State::settled(scope).event_loop.set_stream_option(id, option));
}

/// `setNoDelay(id, on)`
fn set_no_delay(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, rv: v8::ReturnValue) {
    let option = SocketOption::NoDelay(args.get(1).boolean_value(scope));
    set_option(scope, &args, rv, &option);
}

/// `setKeepAlive(id, on)`
fn set_keep_alive(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, rv: v8::ReturnValue) {
    let option = SocketOption::KeepAlive(args.get(1).boolean_value(scope));
    set_option(scope, &args, rv, &option);
}

/// `setTypeOfService(id, byte)`
fn set_type_of_service(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, rv: v8::ReturnValue) {
    let option = SocketOption::TypeOfService(number(scope, &args, 1) as u8);
    set_option(scope, &args, rv, &option);
}

/// `descriptor(id)`: -1 without a socket.
fn descriptor(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    rv.set_int32(State::settled(scope).event_loop.stream_fd(id).unwrap_or(-1));
}

/// `writeQueueSize(id)`: bytes that wait to be written.
fn write_queue_size(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = handle(scope, &args);
    rv.set_double(State::settled(scope).event_loop.write_queue_size(id) as f64);
}
