//! `internalBinding('util_ops')`: what `util.inspect` and its neighbours see of a value that JavaScript cannot.

use super::super::convert;
use super::super::state::State;
use super::{Op, number, ops};

pub(super) const OPS: &[Op] = ops! {
    getPromiseDetails => get_promise_details,
    getProxyDetails => get_proxy_details,
    previewEntries => preview_entries,
    getOwnNonIndexProperties => get_own_non_index_properties,
    getConstructorName => get_constructor_name,
    getCallSites => get_call_sites,
    isInsideNodeModules => is_inside_node_modules,
};

/// `getPromiseDetails(promise)`: `[0]` pending, `[1, value]` fulfilled, `[2, reason]` rejected.
fn get_promise_details(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Ok(promise) = v8::Local::<v8::Promise>::try_from(args.get(0)) else { return };
    let mut details: Vec<v8::Local<v8::Value>> = vec![v8::Integer::new(scope, promise.state() as i32).into()];
    if promise.state() != v8::PromiseState::Pending {
        details.push(promise.result(scope));
    }
    rv.set(v8::Array::new_with_elements(scope, &details).into());
}

/// `getProxyDetails(value, both)`: undefined for what is no proxy; else target and handler, or the target alone.
fn get_proxy_details(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Ok(proxy) = v8::Local::<v8::Proxy>::try_from(args.get(0)) else { return };
    let target = proxy.get_target(scope);
    if args.length() == 1 || args.get(1).is_true() {
        let handler = proxy.get_handler(scope);
        rv.set(v8::Array::new_with_elements(scope, &[target, handler]).into());
    } else {
        rv.set(target);
    }
}

/// `previewEntries(object, withKind)`: the entries of a collection or iterator, without running the program's code;
/// with `withKind` as `[entries, areKeyAndValue]`.
fn preview_entries(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Ok(object) = v8::Local::<v8::Object>::try_from(args.get(0)) else { return };
    let (Some(entries), key_value) = object.preview_entries(scope) else { return };
    if args.length() == 1 {
        return rv.set(entries.into());
    }
    let key_value = v8::Boolean::new(scope, key_value);
    rv.set(v8::Array::new_with_elements(scope, &[entries.into(), key_value.into()]).into());
}

/// `getOwnNonIndexProperties(object, filter)`: filter 0 gives all, 2 the enumerable ones only.
fn get_own_non_index_properties(
    scope: &mut v8::PinScope,
    args: v8::FunctionCallbackArguments,
    mut rv: v8::ReturnValue,
) {
    let Ok(object) = v8::Local::<v8::Object>::try_from(args.get(0)) else { return };
    let filter = if number(scope, &args, 1) == 0.0 {
        v8::PropertyFilter::ALL_PROPERTIES
    } else {
        v8::PropertyFilter::ONLY_ENUMERABLE
    };
    let how = v8::GetPropertyNamesArgsBuilder::new()
        .mode(v8::KeyCollectionMode::OwnOnly)
        .property_filter(filter)
        .index_filter(v8::IndexFilter::SkipIndices)
        .build();
    if let Some(names) = object.get_property_names(scope, how) {
        rv.set(names.into());
    }
}

/// `getConstructorName(object)`: the name of the class that V8 made it from.
fn get_constructor_name(_scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Ok(object) = v8::Local::<v8::Object>::try_from(args.get(0)) else { return };
    rv.set(object.get_constructor_name().into());
}

/// `getCallSites(frames)`: objects with function name, script id and name, line and column, the caller first.
fn get_call_sites(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let count = number(scope, &args, 0) as usize;
    let Some(stack) = v8::StackTrace::current_stack_trace(scope, count + 1) else { return };
    let mut sites: Vec<v8::Local<v8::Value>> = Vec::new();
    // The first frame is the JavaScript function that called this one.
    for index in 1..stack.get_frame_count() {
        let Some(frame) = stack.get_frame(scope, index) else { break };
        let site = v8::Object::new(scope);
        let function = frame.get_function_name(scope).unwrap_or_else(|| v8::String::empty(scope));
        convert::set(scope, site, "functionName", function.into());
        let id = convert::string(scope, &frame.get_script_id().to_string());
        convert::set(scope, site, "scriptId", id.into());
        let script = frame.get_script_name_or_source_url(scope).unwrap_or_else(|| v8::String::empty(scope));
        convert::set(scope, site, "scriptName", script.into());
        let (line, column) = (frame.get_line_number() as u32, frame.get_column() as u32);
        let name = convert::text(scope, script.into());
        let column = State::of(scope).original_column_from_1(&name, line, column);
        let line = v8::Number::new(scope, f64::from(line));
        convert::set(scope, site, "lineNumber", line.into());
        let column = v8::Number::new(scope, f64::from(column));
        convert::set(scope, site, "columnNumber", column.into());
        convert::set(scope, site, "column", column.into());
        sites.push(site.into());
    }
    rv.set(v8::Array::new_with_elements(scope, &sites).into());
}

/// `isInsideNodeModules()`: always false for deprecations; the simulated tree warns like an application.
fn is_inside_node_modules(_scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_bool(false);
}
