//! What travels between ports: a value in V8's own form of structured cloning, and what cannot be put into bytes.
//!
//! * `write`: from a value to a message
//! * `read`: from a message to a value, possibly on another thread's isolate
//!
//! Objects of ours that have a meaning beyond their properties (ports, blobs, file handles) are *hosts*: V8 writes
//! their number only, and JavaScript (`internal/worker/js_transferable`) says what stands for each.

pub(super) mod read;
pub(super) mod write;

use super::convert;
use super::hooks::Hook;
use super::state::State;
use crate::ports::{Carries, PortId};

/// Memory that changes hands, or is shared.
struct Store(v8::SharedRef<v8::BackingStore>);

#[expect(unsafe_code, reason = "V8's wrapper leaves it out, since its cells could be written by two threads at once")]
// SAFETY: V8's backing stores are counted atomically and made to be handed between isolates. Nobody touches the cells
// through this value: it is only wrapped into an array buffer of the receiving isolate. A moved store is detached from
// its sender before; shared ones are shared memory by intent, and the machine runs one thread at a time.
unsafe impl Send for Store {}

#[expect(unsafe_code, reason = "as for `Send`")]
// SAFETY: as for `Send`: through a reference the counter is all that is touched.
unsafe impl Sync for Store {}

/// What stands for an object that V8 does not write itself.
enum Host {
    /// A port; it keeps its number wherever it goes.
    Port(PortId),
    /// An object that a builtin makes again: `module:Class`, where its data is a value behind the main one.
    Object(String),
}

/// One message.
pub(crate) struct Message {
    bytes: Vec<u8>,
    /// Array buffers that change hands, by transfer number.
    moved: Vec<Store>,
    /// Shared array buffers, by clone number.
    shared: Vec<Store>,
    /// WebAssembly modules, by transfer number.
    modules: Vec<v8::CompiledWasmModule>,
    hosts: Vec<Host>,
    /// How many of the hosts were in the transfer list.
    listed: usize,
    /// The ports among the hosts.
    ports: Vec<PortId>,
}

impl Message {
    /// Bytes of its value, for what cloning costs.
    pub(crate) fn len(&self) -> u64 {
        self.bytes.len() as u64
    }
}

impl Carries for Message {
    fn ports(&self) -> &[PortId] {
        &self.ports
    }

    fn moves_something(&self) -> bool {
        !self.moved.is_empty() || self.listed > 0
    }
}

/// What cloning asks of `internal/worker/js_transferable`; the numbers are its own, too.
#[derive(Clone, Copy)]
enum Callback {
    /// `(message)`: a DataCloneError.
    MakeError = 0,
    /// `(object)`: throws when the host can neither be cloned nor was listed.
    CheckHost = 1,
    /// `(object, isListed)`: `[port number]`, or `['module:Class', data]`.
    DescribeHost = 2,
    /// `(description)`: the object for a port number or for `module:Class`.
    MakeHost = 3,
    /// `(object, data)`: gives a new host what is its own.
    FillHost = 4,
}

/// The private symbol whose number says how an object is cloned: the mark of hosts.
pub(super) fn mark<'s>(scope: &v8::PinScope<'s, '_>) -> v8::Local<'s, v8::Private> {
    // One of V8's own table: it is the same one after a start from a snapshot.
    v8::Private::for_api(scope, Some(convert::name(scope, "transfer mode")))
}

/// Asks JavaScript; `None` when it threw.
fn ask<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    state: &State,
    callback: Callback,
    args: &[v8::Local<'s, v8::Value>],
) -> Option<v8::Local<'s, v8::Value>> {
    let function = state.hooks().function(scope, Hook::Clone);
    let mut all: Vec<v8::Local<v8::Value>> = vec![v8::Integer::new(scope, callback as i32).into()];
    all.extend_from_slice(args);
    let receiver = v8::undefined(scope).into();
    function.call(scope, receiver, &all)
}
