//! `internalBinding('serdes')`: values as bytes, and back. <https://nodejs.org/api/v8.html#serialization-api>

use super::super::state::State;
use super::super::{convert, original};
use super::{Op, ops};
use crate::os::Cost;
use v8::{ValueDeserializerHelper, ValueDeserializerImpl, ValueSerializerHelper, ValueSerializerImpl};

pub(super) const OPS: &[Op] = ops! {
    serialize => serialize,
    deserialize => deserialize,
};

/// Asks JavaScript for the number of a view's class.
struct Writer(v8::Global<v8::Function>);

impl ValueSerializerImpl for Writer {
    fn throw_data_clone_error<'s>(&self, scope: &mut v8::PinScope<'s, '_>, message: v8::Local<'s, v8::String>) {
        let text = original::clone_error(convert::text(scope, message.into()));
        let message = convert::string(scope, &text);
        let error = v8::Exception::error(scope, message);
        scope.throw_exception(error);
    }

    fn write_host_object<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        object: v8::Local<'s, v8::Object>,
        serializer: &dyn ValueSerializerHelper,
    ) -> Option<bool> {
        let class_of = v8::Local::new(scope, &self.0);
        let receiver = v8::undefined(scope);
        let class = class_of.call(scope, receiver.into(), &[object.into()])?.uint32_value(scope)?;
        let bytes = convert::bytes(object.into())?;
        serializer.write_uint32(class);
        serializer.write_uint32(bytes.len() as u32);
        serializer.write_raw_bytes(&bytes);
        Some(true)
    }
}

/// Makes views; V8 lets no JavaScript run meanwhile.
struct Reader {
    buffer_prototype: v8::Global<v8::Object>,
}

/// The number of the class `Buffer`, between those of V8's own views.
const BUFFER: u32 = 10;

/// A view of the class with that number, over bytes of its own.
fn make_view<'s>(scope: &mut v8::PinScope<'s, '_>, class: u32, bytes: &[u8]) -> Option<v8::Local<'s, v8::Object>> {
    let buffer = convert::array_buffer(scope, bytes);
    macro_rules! elements {
        ($View:ident, $size:literal) => {
            v8::$View::new(scope, buffer, 0, bytes.len() / $size).map(Into::into)
        };
    }
    match class {
        0 => elements!(Int8Array, 1),
        1 | BUFFER => elements!(Uint8Array, 1),
        2 => elements!(Uint8ClampedArray, 1),
        3 => elements!(Int16Array, 2),
        4 => elements!(Uint16Array, 2),
        5 => elements!(Int32Array, 4),
        6 => elements!(Uint32Array, 4),
        7 => elements!(Float32Array, 4),
        8 => elements!(Float64Array, 8),
        9 => Some(v8::DataView::new(scope, buffer, 0, bytes.len()).into()),
        11 => elements!(BigInt64Array, 8),
        12 => elements!(BigUint64Array, 8),
        _ => None,
    }
}

impl ValueDeserializerImpl for Reader {
    fn read_host_object<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        deserializer: &dyn ValueDeserializerHelper,
    ) -> Option<v8::Local<'s, v8::Object>> {
        let (mut class, mut len) = (0, 0);
        if !deserializer.read_uint32(&mut class) || !deserializer.read_uint32(&mut len) {
            return None;
        }
        let bytes = deserializer.read_raw_bytes(len as usize)?.to_vec();
        let view = make_view(scope, class, &bytes)?;
        if class == BUFFER {
            let prototype = v8::Local::new(scope, &self.buffer_prototype);
            view.set_prototype(scope, prototype.into());
        }
        Some(view)
    }
}

/// `serialize(value, classOf)`: its bytes; `classOf(view)` gives the number of the view's class.
fn serialize(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let class_of =
        v8::Local::<v8::Function>::try_from(args.get(1)).expect("[simulator bug] classes are told by a function");
    let writer = Box::new(Writer(v8::Global::new(scope, class_of)));
    let serializer = v8::ValueSerializer::new(scope, writer);
    serializer.set_treat_array_buffer_views_as_host_objects(true);
    serializer.write_header();
    let context = scope.get_current_context();
    if serializer.write_value(context, args.get(0)) != Some(true) {
        return;
    }
    let bytes = serializer.release();
    State::of(scope).charge(Cost::Clone { bytes: bytes.len() as u64 });
    rv.set(convert::uint8_array(scope, &bytes).into());
}

/// `deserialize(bytes, bufferPrototype)`: the value. Throws an `Error` for other bytes.
fn deserialize(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let bytes = convert::bytes(args.get(0)).unwrap_or_default();
    State::of(scope).charge(Cost::Clone { bytes: bytes.len() as u64 });
    let prototype = v8::Local::<v8::Object>::try_from(args.get(1)).expect("[simulator bug] a prototype is an object");
    let reader = Box::new(Reader { buffer_prototype: v8::Global::new(scope, prototype) });
    let deserializer = v8::ValueDeserializer::new(scope, reader, &bytes);
    let context = scope.get_current_context();
    if deserializer.read_header(context).is_none() {
        return;
    }
    if let Some(value) = deserializer.read_value(context) {
        rv.set(value);
    }
}
