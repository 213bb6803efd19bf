//! `internalBinding('module_wrap')`: V8's module records, by id. <https://nodejs.org/api/esm.html>

use super::super::state::State;
use super::super::{convert, modules, original};
use super::vm::placing_errors;
use super::{Op, number, ops};
use crate::meter::Grammar;
use crate::os::Cost;

pub(super) const OPS: &[Op] = ops! {
    compileModule => compile_module,
    createSynthetic => create_synthetic,
    setSyntheticExport => set_synthetic_export,
    getRequests => get_requests,
    link => link,
    instantiate => instantiate,
    evaluate => evaluate,
    getStatus => get_status,
    getError => get_error,
    getNamespace => get_namespace,
    isGraphAsync => is_graph_async,
    getStalledAwait => get_stalled_await,
};

fn module<'s>(scope: &v8::PinScope<'s, '_>, args: &v8::FunctionCallbackArguments) -> v8::Local<'s, v8::Module> {
    let id = number(scope, args, 0) as usize;
    State::of(scope).modules.borrow().module(scope, id)
}

/// `compileModule(source, url)`: the record's id. Throws `SyntaxError`.
fn compile_module(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let source = v8::Local::<v8::String>::try_from(args.get(0)).expect("[simulator bug] a source is a string");
    let origin = v8::ScriptOrigin::new(scope, args.get(1), 0, 0, false, -1, None, false, false, true, None);
    State::of(scope).charge(Cost::Module { bytes: source.length() as u64 });
    let metered = State::of(scope).metered(scope, source, args.get(1), Grammar::Module);
    let source = metered.unwrap_or(source);
    let mut source = v8::script_compiler::Source::new(source, Some(&origin));
    if let Some(module) = v8::script_compiler::compile_module(scope, &mut source) {
        let id = State::of(scope).modules.borrow_mut().insert(scope, module, None);
        rv.set_double(id as f64);
    }
}

/// `createSynthetic(url, names, evaluate)`: a record whose exports `evaluate()` sets; its id.
fn create_synthetic(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let url = v8::Local::<v8::String>::try_from(args.get(0)).expect("[simulator bug] a url is a string");
    let list = v8::Local::<v8::Array>::try_from(args.get(1)).expect("[simulator bug] export names are an array");
    let names: Vec<v8::Local<v8::String>> =
        (0..list.length()).filter_map(|at| list.get_index(scope, at).and_then(|name| name.try_into().ok())).collect();
    let steps = v8::Local::<v8::Function>::try_from(args.get(2)).expect("[simulator bug] steps are a function");
    let module = v8::Module::create_synthetic_module(scope, url, &names, modules::evaluate_synthetic);
    let steps = v8::Global::new(scope, steps);
    let id = State::of(scope).modules.borrow_mut().insert(scope, module, Some(steps));
    rv.set_double(id as f64);
}

/// `setSyntheticExport(id, name, value)`.
fn set_synthetic_export<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    _rv: v8::ReturnValue,
) {
    let name = v8::Local::<v8::String>::try_from(args.get(1)).expect("[simulator bug] an export's name is a string");
    // An empty result means that it has thrown: the name was not declared.
    let _ = module(scope, &args).set_synthetic_module_export(scope, name, args.get(2));
}

/// `getRequests(id)`: `[specifier, attributes (key and value in turn), line, column]` for each import, in order.
fn get_requests(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let module = module(scope, &args);
    let requests = module.get_module_requests();
    let mut list: Vec<v8::Local<v8::Value>> = Vec::new();
    for at in 0..requests.length() {
        let Some(request) = requests.get(scope, at) else { break };
        let request = v8::Local::<v8::ModuleRequest>::try_from(request).expect("[simulator bug] a module request");
        let attributes = modules::attributes(scope, request.get_import_attributes(), modules::ENTRY_WITH_OFFSET);
        let attributes = convert::strings(scope, attributes);
        let location = module.source_offset_to_location(request.get_source_offset());
        let line = v8::Integer::new(scope, location.get_line_number() + 1).into();
        let column = v8::Integer::new(scope, location.get_column_number() + 1).into();
        let entry = [request.get_specifier().into(), attributes.into(), line, column];
        list.push(v8::Array::new_with_elements(scope, &entry).into());
    }
    rv.set(v8::Array::new_with_elements(scope, &list).into());
}

/// `link(id, ids)`: which record each of `getRequests` resolves to, in order.
fn link(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = number(scope, &args, 0) as usize;
    let list = v8::Local::<v8::Array>::try_from(args.get(1)).expect("[simulator bug] linked ids are an array");
    let ids = (0..list.length())
        .filter_map(|at| list.get_index(scope, at).and_then(|id| id.uint32_value(scope)))
        .map(|id| id as usize)
        .collect();
    modules::link(scope, id, ids);
}

/// `instantiate(id)`: binds imports to exports. Throws `SyntaxError` for a name that is missing.
fn instantiate(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let module = module(scope, &args);
    // An empty result means that it has thrown.
    let _ = placing_errors(scope, Some(""), |scope| module.instantiate_module(scope, modules::resolve));
}

/// `evaluate(id)`: runs the graph, and gives the promise of its end.
fn evaluate(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    if let Some(promise) = module(scope, &args).evaluate(scope) {
        rv.set(promise);
    }
}

/// `getStatus(id)`: V8's `Module::Status` as a number.
fn get_status(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_int32(module(scope, &args).get_status() as i32);
}

/// `getError(id)`: what an errored record threw.
fn get_error(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set(module(scope, &args).get_exception());
}

/// `getNamespace(id)`.
fn get_namespace(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set(module(scope, &args).get_module_namespace());
}

/// `isGraphAsync(id)`: whether it, or anything it imports, has a top-level await.
fn is_graph_async(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_bool(module(scope, &args).is_graph_async());
}

/// `getStalledAwait(id)`: `[url, line, source line]` of the top-level await that never settled, if any.
fn get_stalled_await(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let module = module(scope, &args);
    let Some((_, message)) = module.get_stalled_top_level_await_message(scope).first().copied() else { return };
    let url = message.get_script_resource_name(scope).unwrap_or_else(|| v8::undefined(scope).into());
    let line = v8::Integer::new(scope, message.get_line_number(scope).unwrap_or(0) as i32);
    let source = message.get_source_line(scope).map(|line| original::line(convert::text(scope, line.into())));
    let source = convert::string(scope, &source.unwrap_or_default());
    rv.set(v8::Array::new_with_elements(scope, &[url, line.into(), source.into()]).into());
}
