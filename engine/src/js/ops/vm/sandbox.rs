//! The global object of a context of its own: it asks the program's object, its sandbox, first, and tells it of every change.

use std::rc::Rc;

use super::super::super::convert;
use super::super::super::state::State;
use crate::profile::Profile;

/// Where a context keeps the program's object.
const SANDBOX: i32 = 0;

/// Says that a context has its sandbox: while V8 makes the context, its global object is asked already.
struct Contextified;

/// Puts the program's object behind the global object of `context`.
pub(super) fn give(context: v8::Local<v8::Context>, sandbox: v8::Local<v8::Value>) {
    context.set_embedder_data(SANDBOX, sandbox);
    context.set_slot(Rc::new(Contextified));
}

/// What the template of a global object needs to ask a sandbox.
pub(super) fn handlers<'s>(profile: Profile) -> v8::NamedPropertyHandlerConfiguration<'s> {
    let handlers = v8::NamedPropertyHandlerConfiguration::new()
        .getter(get)
        .setter(set)
        .deleter(delete)
        .enumerator(enumerate)
        .definer(define)
        .descriptor(describe);
    // Without an answer of their own, V8 takes whatever can be read for a property.
    if profile.vm_globals_tell_properties_from_inherited_ones() { handlers.query(query) } else { handlers }
}

/// Whether what the sandbox has taken is a property of the global object, too.
fn taken(scope: &v8::PinScope) -> v8::Intercepted {
    let is_all = State::of(scope).profile.vm_sandbox_takes_assignments_alone();
    if is_all { v8::Intercepted::Yes } else { v8::Intercepted::No }
}

/// The program's object, and the context's own global object.
fn both<'s>(
    scope: &v8::PinScope<'s, '_>,
    args: &v8::PropertyCallbackArguments<'s>,
) -> Option<(v8::Local<'s, v8::Object>, v8::Local<'s, v8::Object>)> {
    let context = args.holder().get_creation_context(scope)?;
    context.get_slot::<Contextified>()?;
    let sandbox = v8::Local::<v8::Object>::try_from(context.get_embedder_data(scope, SANDBOX)?).ok()?;
    Some((sandbox, context.global(scope)))
}

fn get<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    key: v8::Local<'s, v8::Name>,
    args: v8::PropertyCallbackArguments<'s>,
    mut rv: v8::ReturnValue<v8::Value>,
) -> v8::Intercepted {
    let Some((sandbox, global)) = both(scope, &args) else { return v8::Intercepted::No };
    let own = sandbox.get_real_named_property(scope, key);
    let Some(value) = own.or_else(|| global.get_real_named_property(scope, key)) else { return v8::Intercepted::No };
    // OK because a script that asks for the sandbox itself means its global object.
    rv.set(if value == sandbox { global.into() } else { value });
    v8::Intercepted::Yes
}

fn is_fixed(attributes: &Option<v8::PropertyAttribute>) -> bool {
    attributes.as_ref().is_some_and(v8::PropertyAttribute::is_read_only)
}

fn set<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    key: v8::Local<'s, v8::Name>,
    value: v8::Local<'s, v8::Value>,
    args: v8::PropertyCallbackArguments<'s>,
    _rv: v8::ReturnValue<()>,
) -> v8::Intercepted {
    let Some((sandbox, global)) = both(scope, &args) else { return v8::Intercepted::No };
    let (on_global, on_sandbox) =
        (global.get_real_named_property_attributes(scope, key), sandbox.get_real_named_property_attributes(scope, key));
    if is_fixed(&on_global) || is_fixed(&on_sandbox) {
        return v8::Intercepted::No;
    }
    let is_declared = on_global.is_some() || on_sandbox.is_some();
    // An assignment to a name that nobody has declared throws in strict code: V8 says so. One to a property does not.
    let is_name = args.this() != global;
    let throws = is_name && args.should_throw_on_error() && !value.is_function();
    if !is_declared && (throws || key.is_symbol()) {
        return v8::Intercepted::No;
    }
    sandbox.set(scope, key.into(), value);
    // A function that is declared is a name of the global object's own besides.
    if !is_declared && is_name && value.is_function() {
        return v8::Intercepted::No;
    }
    if on_sandbox.is_some() && has_accessor(scope, sandbox, key) { v8::Intercepted::Yes } else { taken(scope) }
}

/// Whether reading or writing the property calls a function.
fn has_accessor(scope: &v8::PinScope, sandbox: v8::Local<v8::Object>, key: v8::Local<v8::Name>) -> bool {
    let descriptor = sandbox.get_own_property_descriptor(scope, key);
    let descriptor = descriptor.and_then(|descriptor| v8::Local::<v8::Object>::try_from(descriptor).ok());
    descriptor.is_some_and(|descriptor| {
        ["get", "set"].into_iter().any(|name| {
            let name = convert::name(scope, name);
            descriptor.has_own_property(scope, name.into()) == Some(true)
        })
    })
}

fn query<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    key: v8::Local<'s, v8::Name>,
    args: v8::PropertyCallbackArguments<'s>,
    mut rv: v8::ReturnValue<v8::Integer>,
) -> v8::Intercepted {
    let Some((sandbox, global)) = both(scope, &args) else { return v8::Intercepted::No };
    // What the sandbox inherits can be read as a name, and is none of the global object's properties.
    let owner = [sandbox, global].into_iter().find(|object| object.has_real_named_property(scope, key) == Some(true));
    let Some(attributes) = owner.and_then(|owner| owner.get_real_named_property_attributes(scope, key)) else {
        return v8::Intercepted::No;
    };
    rv.set_uint32(attributes.as_u32());
    v8::Intercepted::Yes
}

fn delete<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    key: v8::Local<'s, v8::Name>,
    args: v8::PropertyCallbackArguments<'s>,
    mut rv: v8::ReturnValue<v8::Boolean>,
) -> v8::Intercepted {
    let Some((sandbox, _)) = both(scope, &args) else { return v8::Intercepted::No };
    if sandbox.delete(scope, key.into()) == Some(false) {
        rv.set_bool(false);
        return v8::Intercepted::Yes;
    }
    v8::Intercepted::No
}

fn enumerate<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::PropertyCallbackArguments<'s>,
    mut rv: v8::ReturnValue<v8::Array>,
) {
    let Some((sandbox, _)) = both(scope, &args) else { return };
    if let Some(names) = sandbox.get_own_property_names(scope, v8::GetPropertyNamesArgs::default()) {
        rv.set(names);
    }
}

fn define<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    key: v8::Local<'s, v8::Name>,
    descriptor: &v8::PropertyDescriptor,
    args: v8::PropertyCallbackArguments<'s>,
    _rv: v8::ReturnValue<()>,
) -> v8::Intercepted {
    let Some((sandbox, global)) = both(scope, &args) else { return v8::Intercepted::No };
    let on_global = global.get_real_named_property_attributes(scope, key);
    let is_fixed = on_global.is_some_and(|attributes| attributes.is_read_only() && attributes.is_dont_delete());
    if is_fixed || key.is_symbol() {
        return v8::Intercepted::No;
    }
    let undefined: v8::Local<v8::Value> = v8::undefined(scope).into();
    let mut copy = if descriptor.has_get() || descriptor.has_set() {
        let get = if descriptor.has_get() { descriptor.get() } else { undefined };
        let set = if descriptor.has_set() { descriptor.set() } else { undefined };
        v8::PropertyDescriptor::new_from_get_set(get, set)
    } else {
        let value = if descriptor.has_value() { descriptor.value() } else { undefined };
        if descriptor.has_writable() {
            v8::PropertyDescriptor::new_from_value_writable(value, descriptor.writable())
        } else {
            v8::PropertyDescriptor::new_from_value(value)
        }
    };
    if descriptor.has_enumerable() {
        copy.set_enumerable(descriptor.enumerable());
    }
    if descriptor.has_configurable() {
        copy.set_configurable(descriptor.configurable());
    }
    let is_defined = sandbox.define_property(scope, key, &copy) == Some(true);
    if is_defined { taken(scope) } else { v8::Intercepted::No }
}

fn describe<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    key: v8::Local<'s, v8::Name>,
    args: v8::PropertyCallbackArguments<'s>,
    mut rv: v8::ReturnValue<v8::Value>,
) -> v8::Intercepted {
    let Some((sandbox, _)) = both(scope, &args) else { return v8::Intercepted::No };
    if sandbox.has_own_property(scope, key) != Some(true) {
        return v8::Intercepted::No;
    }
    let Some(descriptor) = sandbox.get_own_property_descriptor(scope, key) else { return v8::Intercepted::No };
    rv.set(descriptor);
    v8::Intercepted::Yes
}
