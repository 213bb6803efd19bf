//! `internalBinding('contextify')`: compiling the program's own classic scripts. <https://nodejs.org/api/vm.html>

use super::super::convert;
use super::super::state::State;
use super::vm::{BLANK_LINE, placing_errors};
use super::{Op, ops, script_origin};
use crate::meter::Grammar;
use crate::os::Cost;

pub(super) const OPS: &[Op] = ops! {
    compileFunction => compile_function,
    compileScript => compile_script,
    runScript => run_script,
    forbidStrings => forbid_strings,
};

/// `compileFunction(source, file, parameters)`: the source as the body of a function. Throws `SyntaxError`.
fn compile_function(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let source = v8::Local::<v8::String>::try_from(args.get(0)).expect("[simulator bug] a source is a string");
    let names = v8::Local::<v8::Array>::try_from(args.get(2)).expect("[simulator bug] parameters are an array");
    let parameters: Vec<v8::Local<v8::String>> = (0..names.length())
        .filter_map(|index| names.get_index(scope, index).and_then(|name| name.try_into().ok()))
        .collect();
    State::of(scope).charge(Cost::Module { bytes: source.length() as u64 });
    let origin = script_origin(scope, args.get(1));
    let metered = State::of(scope).metered(scope, source, args.get(1), Grammar::FunctionBody);
    let source = metered.unwrap_or(source);
    let mut source = v8::script_compiler::Source::new(source, Some(&origin));
    let (options, reason) =
        (v8::script_compiler::CompileOptions::NoCompileOptions, v8::script_compiler::NoCacheReason::NoReason);
    let function = placing_errors(scope, BLANK_LINE, |scope| {
        v8::script_compiler::compile_function(scope, &mut source, &parameters, &[], options, reason)
    });
    if let Some(function) = function {
        rv.set(function.into());
    }
}

/// `compileScript(source, file)`: whether a classic script can be made of it. Throws `SyntaxError`.
fn compile_script(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let source = convert::text(scope, args.get(0));
    let source = convert::string(scope, &source);
    let origin = script_origin(scope, args.get(1));
    rv.set_bool(v8::Script::compile(scope, source, Some(&origin)).is_some());
}

/// `runScript(source, file)`: runs a classic script in the global scope, and gives its completion value.
fn run_script(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let source = convert::text(scope, args.get(0));
    let source = convert::string(scope, &source);
    let metered = State::of(scope).metered(scope, source, args.get(1), Grammar::Script);
    let source = metered.unwrap_or(source);
    let origin = script_origin(scope, args.get(1));
    let result = v8::Script::compile(scope, source, Some(&origin)).and_then(|script| script.run(scope));
    if let Some(result) = result {
        rv.set(result);
    }
}

/// `forbidStrings()`: from now on `eval` and `new Function` throw.
fn forbid_strings(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    scope.get_current_context().set_allow_generation_from_strings(false);
}
