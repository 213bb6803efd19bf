//! `internalBinding('serdes')`: values as bytes, and back. <https://nodejs.org/api/v8.html#serialization-api>

use super::super::convert;
use super::super::state::State;
use super::{Op, ops};
use crate::os::Cost;
use v8::{ValueDeserializerHelper, ValueDeserializerImpl, ValueSerializerHelper, ValueSerializerImpl};

pub(super) const OPS: &[Op] = ops! {
    serialize => serialize,
    deserialize => deserialize,
};

/// Knows views by the numbers that the JavaScript half has for their classes.
struct Views(v8::Global<v8::Function>);

impl Views {
    fn ask<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        args: &[v8::Local<'s, v8::Value>],
    ) -> Option<v8::Local<'s, v8::Value>> {
        let function = v8::Local::new(scope, &self.0);
        let receiver = v8::undefined(scope);
        function.call(scope, receiver.into(), args)
    }
}

impl ValueSerializerImpl for Views {
    fn throw_data_clone_error<'s>(&self, scope: &mut v8::PinScope<'s, '_>, message: v8::Local<'s, v8::String>) {
        let error = v8::Exception::error(scope, message);
        scope.throw_exception(error);
    }

    fn write_host_object<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        object: v8::Local<'s, v8::Object>,
        serializer: &dyn ValueSerializerHelper,
    ) -> Option<bool> {
        let class = self.ask(scope, &[object.into()])?.uint32_value(scope)?;
        let bytes = convert::bytes(object.into())?;
        serializer.write_uint32(class);
        serializer.write_uint32(bytes.len() as u32);
        serializer.write_raw_bytes(&bytes);
        Some(true)
    }
}

impl ValueDeserializerImpl for Views {
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
        let class = v8::Integer::new_from_unsigned(scope, class);
        let bytes = convert::uint8_array(scope, &bytes);
        self.ask(scope, &[class.into(), bytes.into()])?.try_into().ok()
    }
}

fn views(scope: &v8::PinScope, function: v8::Local<v8::Value>) -> Box<Views> {
    let function =
        v8::Local::<v8::Function>::try_from(function).expect("[simulator bug] views are known by a function");
    Box::new(Views(v8::Global::new(scope, function)))
}

/// `serialize(value, classOf)`: its bytes; `classOf(view)` gives the number of the view's class.
fn serialize(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let serializer = v8::ValueSerializer::new(scope, views(scope, args.get(1)));
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

/// `deserialize(bytes, makeView)`: the value; `makeView(class, bytes)` gives a view. Throws an `Error` for other bytes.
fn deserialize(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let bytes = convert::bytes(args.get(0)).unwrap_or_default();
    State::of(scope).charge(Cost::Clone { bytes: bytes.len() as u64 });
    let deserializer = v8::ValueDeserializer::new(scope, views(scope, args.get(1)), &bytes);
    let context = scope.get_current_context();
    if deserializer.read_header(context).is_none() {
        return;
    }
    if let Some(value) = deserializer.read_value(context) {
        rv.set(value);
    }
}
