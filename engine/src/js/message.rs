//! What travels between ports: a value in V8's own form of structured cloning, and what cannot be put into bytes.
//!
//! * `write`: from a value to a message
//! * `read`: from a message to a value, possibly on another thread's isolate
//!
//! Objects of ours that have a meaning beyond their properties (ports, blobs, file handles) are *hosts*: V8 writes
//! their number only, and JavaScript (`internal/worker/js_transferable`) says what stands for each.

pub(super) mod read;
pub(super) mod write;

use std::cell::OnceCell;

use super::convert;
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

/// The functions of `internal/worker/js_transferable` that cloning calls, and the mark of hosts.
#[derive(Default)]
pub(crate) struct Cloning {
    functions: OnceCell<Vec<v8::Global<v8::Function>>>,
    mark: OnceCell<v8::Global<v8::Private>>,
}

/// A function of `internal/worker/js_transferable`.
#[derive(Clone, Copy)]
enum Callback {
    /// `makeError(message)`: a DataCloneError.
    MakeError,
    /// `checkHost(object)`: throws when the object can neither be cloned nor was listed.
    CheckHost,
    /// `describeHost(object, isListed)`: `[port number]`, or `['module:Class', data]`.
    DescribeHost,
    /// `makeHost(description)`: the object for a port number or for `module:Class`.
    MakeHost,
    /// `fillHost(object, data)`.
    FillHost,
}

/// The names of the callbacks, in order.
const CALLBACKS: [&str; 5] = ["makeError", "checkHost", "describeHost", "makeHost", "fillHost"];

impl Cloning {
    /// Takes the functions; they are set once.
    pub(super) fn set(&self, scope: &v8::PinScope, object: v8::Local<v8::Object>) {
        let functions = CALLBACKS.map(|name| {
            let function = v8::Local::<v8::Function>::try_from(convert::get(scope, object, name));
            v8::Global::new(scope, function.unwrap_or_else(|_| panic!("[simulator bug] no function {name}")))
        });
        let set = self.functions.set(functions.into()).is_ok();
        assert!(set, "[simulator bug] cloning was set up twice");
    }

    /// The private symbol whose number says how an object is cloned.
    pub(super) fn mark<'s>(&self, scope: &v8::PinScope<'s, '_>) -> v8::Local<'s, v8::Private> {
        let mark = self.mark.get_or_init(|| {
            let name = convert::name(scope, "transfer mode");
            v8::Global::new(scope, v8::Private::new(scope, Some(name)))
        });
        v8::Local::new(scope, mark)
    }

    /// Calls one of the functions; `None` when it threw.
    fn call<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        callback: Callback,
        args: &[v8::Local<v8::Value>],
    ) -> Option<v8::Local<'s, v8::Value>> {
        let functions = self.functions.get().expect("[simulator bug] a clone before js_transferable was loaded");
        let function = v8::Local::new(scope, &functions[callback as usize]);
        let receiver = v8::undefined(scope).into();
        function.call(scope, receiver, args)
    }
}
