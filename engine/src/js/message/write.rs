//! From a value to a message.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Callback, Host, Message, Store, ask, mark};
use crate::js::state::State;
use crate::js::{convert, original};
use crate::ports::PortId;
use v8::{ValueSerializerHelper, ValueSerializerImpl};

/// What V8 meets on its way through the value.
#[derive(Default)]
struct Met {
    hosts: RefCell<Vec<v8::Global<v8::Object>>>,
    shared: RefCell<Vec<Store>>,
    modules: RefCell<Vec<v8::CompiledWasmModule>>,
}

struct Delegate {
    state: Rc<State>,
    met: Rc<Met>,
}

impl ValueSerializerImpl for Delegate {
    fn throw_data_clone_error<'s>(&self, scope: &mut v8::PinScope<'s, '_>, message: v8::Local<'s, v8::String>) {
        let text = original::clone_error(convert::text(scope, message.into()));
        let message = convert::string(scope, &text);
        if let Some(error) = ask(scope, &self.state, Callback::MakeError, &[message.into()]) {
            scope.throw_exception(error);
        }
    }

    fn has_custom_host_object(&self, _isolate: &v8::Isolate) -> bool {
        true
    }

    fn is_host_object<'s>(&self, scope: &mut v8::PinScope<'s, '_>, object: v8::Local<'s, v8::Object>) -> Option<bool> {
        let mark = mark(scope);
        object.has_private(scope, mark)
    }

    fn write_host_object<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        object: v8::Local<'s, v8::Object>,
        serializer: &dyn ValueSerializerHelper,
    ) -> Option<bool> {
        let known = self.met.hosts.borrow().iter().position(|host| *host == object);
        let number = match known {
            Some(number) => number,
            None => {
                ask(scope, &self.state, Callback::CheckHost, &[object.into()])?;
                self.met.hosts.borrow_mut().push(v8::Global::new(scope, object));
                self.met.hosts.borrow().len() - 1
            }
        };
        serializer.write_uint32(number as u32);
        Some(true)
    }

    fn get_shared_array_buffer_id<'s>(
        &self,
        _scope: &mut v8::PinScope<'s, '_>,
        buffer: v8::Local<'s, v8::SharedArrayBuffer>,
    ) -> Option<u32> {
        let mut shared = self.met.shared.borrow_mut();
        shared.push(Store(buffer.get_backing_store()));
        Some(shared.len() as u32 - 1)
    }

    fn get_wasm_module_transfer_id(
        &self,
        _scope: &mut v8::PinScope<'_, '_>,
        module: v8::Local<v8::WasmModuleObject>,
    ) -> Option<u32> {
        let mut modules = self.met.modules.borrow_mut();
        modules.push(module.get_compiled_module());
        Some(modules.len() as u32 - 1)
    }
}

/// Writes `value`; `buffers` and `hosts` change hands with it. `None` when it threw: then nothing was moved but what
/// JavaScript moved itself.
pub(in crate::js) fn write(
    scope: &mut v8::PinScope,
    value: v8::Local<v8::Value>,
    buffers: &[v8::Local<v8::ArrayBuffer>],
    hosts: &[v8::Local<v8::Object>],
) -> Option<Message> {
    let state = State::of(scope);
    let met = Rc::new(Met::default());
    met.hosts.borrow_mut().extend(hosts.iter().map(|host| v8::Global::new(scope, *host)));
    let delegate = Delegate { state: Rc::clone(&state), met: Rc::clone(&met) };
    let serializer = v8::ValueSerializer::new(scope, Box::new(delegate));
    for (number, buffer) in buffers.iter().enumerate() {
        serializer.transfer_array_buffer(number as u32, *buffer);
    }
    serializer.write_header();
    let context = scope.get_current_context();
    serializer.write_value(context, value)?;
    let described = describe_hosts(scope, &state, &met, hosts.len(), &serializer)?;
    // Everything could be written: now the buffers change hands.
    let moved = buffers.iter().map(|buffer| Store(buffer.get_backing_store())).collect();
    for buffer in buffers {
        buffer.detach(None);
    }
    let ports = described.iter().filter_map(|host| match host {
        Host::Port(port) => Some(*port),
        Host::Object(_) => None,
    });
    Some(Message {
        bytes: serializer.release(),
        moved,
        shared: met.shared.take(),
        modules: met.modules.take(),
        ports: ports.collect(),
        hosts: described,
        listed: hosts.len(),
    })
}

/// Writes what stands for each host behind the value. Doing so may meet further hosts.
fn describe_hosts(
    scope: &mut v8::PinScope,
    state: &State,
    met: &Met,
    listed: usize,
    serializer: &v8::ValueSerializer,
) -> Option<Vec<Host>> {
    let context = scope.get_current_context();
    let mut described = Vec::new();
    loop {
        let number = described.len();
        let host = match met.hosts.borrow().get(number) {
            Some(host) => v8::Local::new(scope, host),
            None => break Some(described),
        };
        let is_listed = v8::Boolean::new(scope, number < listed).into();
        let description = ask(scope, state, Callback::DescribeHost, &[host.into(), is_listed])?;
        let description = v8::Local::<v8::Array>::try_from(description).ok()?;
        let what = description.get_index(scope, 0)?;
        if what.is_number() {
            described.push(Host::Port(PortId(what.number_value(scope)? as u64)));
        } else {
            described.push(Host::Object(convert::text(scope, what)));
            let data = description.get_index(scope, 1)?;
            serializer.write_value(context, data)?;
        }
    }
}
