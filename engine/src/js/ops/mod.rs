//! What JavaScript may call: the bindings behind `internalBinding(name)`, one file each.
//!
//! Every file lists JavaScript name and function, then has the functions in that order: read arguments, call plain
//! Rust, set the result.

mod async_wrap;
pub(super) mod atomics;
mod buffer;
mod cipher;
mod compute;
mod contextify;
mod crypto;
mod dns;
pub(crate) mod encoding;
mod engine;
mod errors;
mod fs;
mod fs_event;
mod handles;
mod http_parser;
mod keys;
mod messaging;
mod module_wrap;
mod process;
mod processes;
mod serdes;
mod stream;
mod task_queue;
mod timers;
mod trace;
mod types;
mod udp;
mod url;
mod url_pattern;
mod util;
mod uv;
pub(crate) mod vm;
mod worker;
mod wrapped;
mod zlib;

use super::{builtins, convert, error};
use crate::event_loop::HandleId;
use crate::os::{Errno, Reply};

/// A function that JavaScript may call: its name, and how V8 reaches it.
type Op = (&'static str, fn() -> v8::FunctionCallback);

/// Builds a list of [`Op`]s.
macro_rules! ops {
    ($($name:ident => $function:path,)*) => {
        &[$((stringify!($name), || v8::MapFnTo::map_fn_to($function))),*]
    };
}
use ops;

/// Every binding with its functions, sorted by name.
const BINDINGS: &[(&str, &[Op])] = &[
    ("async_wrap", async_wrap::OPS),
    ("atomics", atomics::OPS),
    ("buffer", buffer::OPS),
    ("cipher_ops", cipher::OPS),
    ("compute", compute::OPS),
    ("contextify", contextify::OPS),
    ("crypto_ops", crypto::OPS),
    ("dns_ops", dns::OPS),
    ("encoding_ops", encoding::OPS),
    ("engine", engine::OPS),
    ("errors", errors::OPS),
    ("fs_event_ops", fs_event::OPS),
    ("fs_ops", fs::OPS),
    ("handles", handles::OPS),
    ("http_parser", http_parser::OPS),
    ("key_ops", keys::OPS),
    ("messaging", messaging::OPS),
    ("module_wrap", module_wrap::OPS),
    ("process", process::OPS),
    ("processes", processes::OPS),
    ("serdes", serdes::OPS),
    ("stream_ops", stream::OPS),
    ("task_queue", task_queue::OPS),
    ("timers", timers::OPS),
    ("trace", trace::OPS),
    ("types", types::OPS),
    ("udp_ops", udp::OPS),
    ("url", url::OPS),
    ("url_pattern", url_pattern::OPS),
    ("util_ops", util::OPS),
    ("uv_ops", uv::OPS),
    ("vm", vm::OPS),
    ("worker", worker::OPS),
    ("zlib_ops", zlib::OPS),
];

/// Every function that JavaScript may hold: what a snapshot must be able to find again.
pub(super) fn callbacks() -> impl Iterator<Item = v8::FunctionCallback> {
    let own = [v8::MapFnTo::map_fn_to(compile_builtin_op), v8::MapFnTo::map_fn_to(get_binding)];
    own.into_iter().chain(BINDINGS.iter().flat_map(|(_, ops)| ops.iter().map(|(_, callback)| callback())))
}

/// What happens on a handle; `internal/handles.js` has the same numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HandleEvent {
    /// The loop was woken for it.
    Wake = 0,
    /// It is closed.
    Closed = 1,
    /// A message arrived at a port; with it come its value and the ports inside.
    Message = 2,
    /// A message arrived that cannot be read; with it comes the error.
    MessageError = 3,
    /// A connect is over; with it comes 0 or an error number, as with those below.
    Connected = 4,
    /// A server has a connection to give.
    Connection = 5,
    /// A stream read bytes; with it comes their memory.
    Read = 6,
    /// The oldest write of a stream is over.
    Written = 7,
    /// A stream's own direction is shut.
    ShutDown = 8,
    /// A datagram came; with it come its bytes and where from.
    Received = 9,
    /// The oldest datagram to be sent is out.
    Sent = 10,
    /// A port's other side is gone: it is to be closed.
    Close = 11,
    /// A watched file changed; with it come whether its name did, and the name's bytes.
    Changed = 12,
}

pub(crate) use stream::event as stream_event;
pub(super) use trace::function_place;
pub(crate) use udp::event as udp_event;
pub(super) use wrapped::{call_wrapped, receiver, wrap};

/// The arguments of `onHandleEvent`.
pub(crate) fn handle_event<'s>(
    scope: &v8::PinScope<'s, '_>,
    handle: HandleId,
    event: HandleEvent,
    value: v8::Local<'s, v8::Value>,
) -> [v8::Local<'s, v8::Value>; 3] {
    [v8::Number::new(scope, handle.0 as f64).into(), v8::Integer::new(scope, event as i32).into(), value]
}

/// Runs the JavaScript half of the bootstrap, and gives the object of hooks that it hands over.
pub(crate) fn bootstrap<'s>(scope: &mut v8::PinScope<'s, '_>) -> v8::Local<'s, v8::Object> {
    let compile = function(scope, "compileBuiltin", v8::MapFnTo::map_fn_to(compile_builtin_op));
    let binding = function(scope, "getBinding", v8::MapFnTo::map_fn_to(get_binding));
    let ids = convert::strings(scope, builtins::ids());
    let receiver = v8::undefined(scope).into();
    let args = [compile.into(), binding.into(), ids.into()];
    let run = error::catch(scope, |scope| builtins::compile(scope, builtins::REALM)?.call(scope, receiver, &args));
    match run {
        Ok(hooks) => v8::Local::try_from(hooks).expect("[simulator bug] the bootstrap hands over an object"),
        Err(error::Failure::Threw(thrown)) => {
            let place = thrown.message.map(|message| error::place(scope, message)).unwrap_or_default();
            panic!("[simulator bug] the bootstrap threw {}\n{place}", convert::text(scope, thrown.value))
        }
        Err(error::Failure::Terminated) => panic!("[simulator bug] the bootstrap was terminated"),
    }
}

/// A classic script's origin: the name that stacks show, and no offset.
pub(super) fn script_origin<'s>(scope: &v8::PinScope<'s, '_>, file: v8::Local<'s, v8::Value>) -> v8::ScriptOrigin<'s> {
    v8::ScriptOrigin::new(scope, file, 0, 0, false, -1, None, false, false, false, None)
}

/// A function of ours. It cannot be constructed: what can has a prototype, which every context would have to make.
fn function<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    name: &str,
    callback: v8::FunctionCallback,
) -> v8::Local<'s, v8::Function> {
    let builder = v8::FunctionTemplate::builder_raw(callback);
    let template = builder.constructor_behavior(v8::ConstructorBehavior::Throw).build(scope);
    let function = template.get_function(scope).expect("[simulator bug] a plain function template");
    function.set_name(convert::name(scope, name));
    function
}

/// `compileBuiltin(id)`: the builtin's function.
fn compile_builtin_op(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = convert::text(scope, args.get(0));
    if let Some(function) = builtins::compile(scope, &id) {
        rv.set(function.into());
    }
}

/// `getBinding(name)`: a new object with the binding's functions; undefined when there is no such binding.
fn get_binding(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let name = convert::text(scope, args.get(0));
    let Ok(at) = BINDINGS.binary_search_by(|(other, _)| (*other).cmp(name.as_str())) else { return };
    let object = v8::Object::new(scope);
    for (name, callback) in BINDINGS[at].1 {
        let function = function(scope, name, callback());
        convert::set(scope, object, name, function.into());
    }
    rv.set(object.into());
}

/// A request's result for JavaScript: a value, or libuv's negative error number.
pub(crate) fn reply<'s>(scope: &mut v8::PinScope<'s, '_>, result: Result<Reply, Errno>) -> v8::Local<'s, v8::Value> {
    match result {
        Ok(Reply::File(answer)) => fs::file_reply(scope, answer),
        Ok(Reply::Computed) => v8::undefined(scope).into(),
        Ok(Reply::Addresses(addresses)) => convert::strings(scope, addresses.iter().map(ToString::to_string)).into(),
        Ok(Reply::Names(names)) => convert::strings(scope, names).into(),
        Err(errno) => v8::Integer::new(scope, errno.uv()).into(),
    }
}

/// The elements of an array of strings.
fn texts(scope: &v8::PinScope, list: v8::Local<v8::Value>) -> Vec<String> {
    let Ok(list) = v8::Local::<v8::Array>::try_from(list) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get_index(scope, at)).map(|text| convert::text(scope, text)).collect()
}

/// The argument at `index` as a number; 0 when it is none.
pub(super) fn number(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments, index: i32) -> f64 {
    args.get(index).number_value(scope).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bindings_are_sorted_for_the_search() {
        assert!(BINDINGS.is_sorted_by_key(|(name, _)| *name));
    }
}
