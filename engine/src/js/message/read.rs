//! From a message to a value.

use super::{Callback, Host, Message, ask};
use crate::js::convert;
use crate::js::state::State;
use v8::{ValueDeserializerHelper, ValueDeserializerImpl};

/// The objects of this isolate that numbers in the message stand for.
struct Delegate {
    hosts: Vec<v8::Global<v8::Object>>,
    shared: Vec<v8::Global<v8::SharedArrayBuffer>>,
    modules: Vec<v8::Global<v8::WasmModuleObject>>,
}

impl ValueDeserializerImpl for Delegate {
    fn read_host_object<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        deserializer: &dyn ValueDeserializerHelper,
    ) -> Option<v8::Local<'s, v8::Object>> {
        let mut number = 0;
        if !deserializer.read_uint32(&mut number) {
            return None;
        }
        self.hosts.get(number as usize).map(|host| v8::Local::new(scope, host))
    }

    fn get_shared_array_buffer_from_id<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        id: u32,
    ) -> Option<v8::Local<'s, v8::SharedArrayBuffer>> {
        self.shared.get(id as usize).map(|buffer| v8::Local::new(scope, buffer))
    }

    fn get_wasm_module_from_id<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        id: u32,
    ) -> Option<v8::Local<'s, v8::WasmModuleObject>> {
        self.modules.get(id as usize).map(|module| v8::Local::new(scope, module))
    }
}

/// What a message turned into.
pub(in crate::js) struct Received<'s> {
    pub(in crate::js) value: v8::Local<'s, v8::Value>,
    /// The ports that came with it, as a list.
    pub(in crate::js) ports: v8::Local<'s, v8::Array>,
}

/// Reads a message; `None` when it threw.
pub(in crate::js) fn read<'s>(scope: &mut v8::PinScope<'s, '_>, message: &Message) -> Option<Received<'s>> {
    let state = State::of(scope);
    let mut hosts = Vec::new();
    let mut ports: Vec<v8::Local<v8::Value>> = Vec::new();
    for host in &message.hosts {
        let description = match host {
            Host::Port(port) => v8::Number::new(scope, port.0 as f64).into(),
            Host::Object(class) => convert::string(scope, class).into(),
        };
        let object = ask(scope, &state, Callback::MakeHost, &[description])?;
        let object = v8::Local::<v8::Object>::try_from(object).expect("[simulator bug] makeHost gives an object");
        if matches!(host, Host::Port(_)) {
            ports.push(object.into());
        }
        hosts.push(v8::Global::new(scope, object));
    }
    let delegate = Delegate {
        hosts: hosts.clone(),
        shared: message
            .shared
            .iter()
            .map(|store| {
                let buffer = v8::SharedArrayBuffer::with_backing_store(scope, &store.0);
                v8::Global::new(scope, buffer)
            })
            .collect(),
        modules: message
            .modules
            .iter()
            .filter_map(|module| {
                let module = v8::WasmModuleObject::from_compiled_module(scope, module)?;
                Some(v8::Global::new(scope, module))
            })
            .collect(),
    };
    let deserializer = v8::ValueDeserializer::new(scope, Box::new(delegate), &message.bytes);
    for (number, store) in message.moved.iter().enumerate() {
        let buffer = v8::ArrayBuffer::with_backing_store(scope, &store.0);
        deserializer.transfer_array_buffer(number as u32, buffer);
    }
    let context = scope.get_current_context();
    deserializer.read_header(context)?;
    let value = deserializer.read_value(context)?;
    fill_hosts(scope, &state, message, &hosts, &deserializer)?;
    let ports = v8::Array::new_with_elements(scope, &ports);
    Some(Received { value, ports })
}

/// Gives each host the data behind the value that is its own.
fn fill_hosts(
    scope: &mut v8::PinScope,
    state: &State,
    message: &Message,
    hosts: &[v8::Global<v8::Object>],
    deserializer: &v8::ValueDeserializer,
) -> Option<()> {
    let context = scope.get_current_context();
    for (host, object) in message.hosts.iter().zip(hosts) {
        if let Host::Object(_) = host {
            let data = deserializer.read_value(context)?;
            let object = v8::Local::new(scope, object);
            ask(scope, state, Callback::FillHost, &[object.into(), data])?;
        }
    }
    Some(())
}
