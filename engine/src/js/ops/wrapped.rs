//! Builtins of V8 with something of ours around them.

use super::super::convert;

/// Puts `callback` where `object` has the function `name`, which it finds as its data. Name, length and the property's
/// attributes stay as they are.
pub(in super::super) fn wrap(
    scope: &mut v8::PinScope,
    object: v8::Local<v8::Object>,
    name: &str,
    callback: impl v8::MapFnTo<v8::FunctionCallback>,
) {
    let key = convert::name(scope, name);
    let Ok(original) = v8::Local::<v8::Function>::try_from(convert::get(scope, object, name)) else { return };
    let length = convert::get(scope, original.into(), "length").int32_value(scope).unwrap_or(0);
    let wrapper = v8::Function::builder(callback)
        .data(original.into())
        .length(length)
        .constructor_behavior(v8::ConstructorBehavior::Throw)
        .build(scope)
        .expect("[simulator bug] a plain function");
    wrapper.set_name(key);
    object.define_own_property(scope, key.into(), wrapper.into(), v8::PropertyAttribute::DONT_ENUM);
}

/// Calls the function that a wrapper stands for, with all that the wrapper was called with.
pub(in super::super) fn call_wrapped<'s>(
    scope: &v8::PinScope<'s, '_>,
    args: &v8::FunctionCallbackArguments<'s>,
) -> Option<v8::Local<'s, v8::Value>> {
    let original = v8::Local::<v8::Function>::try_from(args.data()).expect("[simulator bug] a wrapper of nothing");
    let given: Vec<v8::Local<v8::Value>> = (0..args.length()).map(|index| args.get(index)).collect();
    original.call(scope, receiver(scope, args), &given)
}

/// What a wrapper was called on. V8 hands functions that are not JavaScript an object in any case: it wraps strings, and
/// puts the global object where there was nothing.
pub(in super::super) fn receiver<'s>(
    scope: &v8::PinScope<'s, '_>,
    args: &v8::FunctionCallbackArguments<'s>,
) -> v8::Local<'s, v8::Value> {
    let this = args.this();
    if this.is_string_object() {
        return this.to_string(scope).map_or(this.into(), Into::into);
    }
    if this == scope.get_current_context().global(scope) {
        return v8::undefined(scope).into();
    }
    this.into()
}
