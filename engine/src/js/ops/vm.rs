//! `internalBinding('vm')`: scripts in contexts of their own. <https://nodejs.org/api/vm.html>
//!
//! * `sandbox`: a context's global object asks the program's object first, and tells it of every change

mod sandbox;

use std::cell::Cell;
use std::rc::Rc;

use super::super::state::State;
use super::super::{convert, error, meter};
use super::{Op, number, ops};
use crate::clock::LoopTime;
use crate::meter::Grammar;

pub(super) const OPS: &[Op] = ops! {
    makeContext => make_context,
    check => check,
    runInContext => run_in_context,
    compileIn => compile_in,
};

/// The moment at which the script that runs with a time limit is stopped.
#[derive(Default)]
pub(crate) struct Watchdog {
    due: Cell<Option<LoopTime>>,
    has_barked: Cell<bool>,
}

impl State {
    /// Stops the script that runs with a time limit, once the limit is met.
    pub(crate) fn check_watchdog(&self) {
        if self.watchdog.due.get().is_none_or(|due| self.clock.peek() < due) {
            return;
        }
        self.watchdog.due.set(None);
        self.watchdog.has_barked.set(true);
        if let Some(interrupter) = self.interrupter.get() {
            interrupter.terminate();
        }
    }
}

/// Keeps the microtask queue of a context that has its own, as long as the context lives.
struct OwnQueue(#[expect(dead_code, reason = "V8 points to it")] v8::UniqueRef<v8::MicrotaskQueue>);

/// Stands in a context in which no WebAssembly may be compiled.
struct ForbidsWasm;

/// Whether WebAssembly may be compiled in a context: the option `codeGeneration.wasm`.
#[expect(unsafe_code, reason = "V8 takes a plain function")]
pub(in crate::js) unsafe extern "C" fn allows_wasm(context: v8::Local<v8::Context>, _: v8::Local<v8::String>) -> bool {
    context.get_slot::<ForbidsWasm>().is_none()
}

/// `makeContext(sandbox, gc, hasOwnQueue, allowsStrings, allowsWasm)`: the global object of a new context around the
/// object, an ordinary one without it; `gc` is a name in it, if it is defined. Microtasks of a context with its own queue
/// run when a script of it ends. In one that does not allow them, `eval` and `new Function`, or compiling WebAssembly,
/// throw.
fn make_context(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    let global_template = args.get(0).is_object().then(|| {
        let template = v8::ObjectTemplate::new(scope);
        template.set_named_property_handler(sandbox::handlers(state.profile));
        template
    });
    let token = scope.get_current_context().get_security_token(scope);
    let mut queue = args.get(2).is_true().then(|| v8::MicrotaskQueue::new(scope, v8::MicrotasksPolicy::Explicit));
    let microtask_queue = queue.as_mut().map(|queue| &raw mut **queue);
    let options = v8::ContextOptions { global_template, microtask_queue, ..v8::ContextOptions::default() };
    let context = v8::Context::new(scope, options);
    if let Some(queue) = queue {
        context.set_slot(Rc::new(OwnQueue(queue)));
    }
    context.set_allow_generation_from_strings(args.get(3).is_true());
    if !args.get(4).is_true() {
        context.set_slot(Rc::new(ForbidsWasm));
    }
    context.set_security_token(token);
    let global = context.global(scope);
    meter::declare_in(&mut v8::ContextScope::new(scope, context), &state);
    if args.get(1).is_function() {
        let name = convert::name(scope, "gc");
        global.define_own_property(scope, name.into(), args.get(1), v8::PropertyAttribute::DONT_ENUM);
    }
    if global_template.is_some() {
        // Only now: these names are none of the program's.
        sandbox::give(context, args.get(0));
    }
    rv.set(global.into());
}

/// Source, file, line and column of the first arguments.
fn source_and_origin<'s>(
    scope: &v8::PinScope<'s, '_>,
    args: &v8::FunctionCallbackArguments<'s>,
) -> (v8::Local<'s, v8::String>, v8::ScriptOrigin<'s>) {
    let source = convert::text(scope, args.get(0));
    let source = convert::string(scope, &source);
    let (line, column) = (number(scope, args, 2) as i32, number(scope, args, 3) as i32);
    let origin = v8::ScriptOrigin::new(scope, args.get(1), line, column, false, -1, None, false, false, false, None);
    (source, origin)
}

/// The context of a global object; the current one without.
fn context_of<'s>(scope: &v8::PinScope<'s, '_>, global: v8::Local<v8::Value>) -> v8::Local<'s, v8::Context> {
    let global = v8::Local::<v8::Object>::try_from(global).ok();
    global.and_then(|global| global.get_creation_context(scope)).unwrap_or_else(|| scope.get_current_context())
}

/// What stands between the place and the stack of a classic script's error.
pub(super) const BLANK_LINE: Option<&str> = Some("\n");

/// Runs `body`; an error that it throws gets its place and source line before its stack, as Node's option `displayErrors`
/// has it, with `gap` between the two. Without one, it does not.
pub(super) fn placing_errors<'s, 'i, T>(
    scope: &mut v8::PinScope<'s, 'i>,
    gap: Option<&str>,
    body: impl FnOnce(&mut v8::PinScope<'s, 'i>) -> Option<T>,
) -> Option<T> {
    v8::tc_scope!(let scope, scope);
    let result = body(scope);
    if let (Some(gap), Some(thrown), Some(message)) = (gap, scope.exception(), scope.message())
        && thrown.is_native_error()
        && let Ok(thrown) = v8::Local::<v8::Object>::try_from(thrown)
    {
        let place = error::place(scope, message);
        let stack = convert::get(scope, thrown, "stack");
        if stack.is_string() && !place.is_empty() {
            let stack = convert::string(scope, &format!("{place}{gap}{}", convert::text(scope, stack)));
            convert::set(scope, thrown, "stack", stack.into());
        }
    }
    if scope.has_caught() {
        scope.rethrow();
    }
    result
}

/// `check(source, file, line, column, global)`: throws what keeps it from being a classic script, an error of the context that
/// is to run it; else gives the name and the source map that its comments give it.
fn check<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, mut rv: v8::ReturnValue) {
    let (source, origin) = source_and_origin(scope, &args);
    let context = context_of(scope, args.get(4));
    let scope = &mut v8::ContextScope::new(scope, context);
    let compiled = placing_errors(scope, BLANK_LINE, |scope| v8::Script::compile(scope, source, Some(&origin)));
    let Some(script) = compiled else { return };
    let script = script.get_unbound_script(scope);
    let names = [script.get_source_url(scope), script.get_source_mapping_url(scope)];
    rv.set(v8::Array::new_with_elements(scope, &names).into());
}

/// `runInContext(source, file, line, column, global, milliseconds, report, placesErrors)`: runs a classic script, and gives its
/// completion value. With a time limit, `report.isTimedOut` says that it was stopped.
fn run_in_context<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    mut rv: v8::ReturnValue,
) {
    let state = State::settled(scope);
    let (mut source, origin) = source_and_origin(scope, &args);
    let limit_ns = args.get(5).is_number().then(|| (number(scope, &args, 5) * 1e6) as u64);
    if limit_ns.is_some() {
        source = state.metered(scope, source, args.get(1), Grammar::Script).unwrap_or(source);
    }
    let outer = state.watchdog.due.get();
    if let Some(limit_ns) = limit_ns {
        state.watchdog.due.set(Some(state.clock.peek() + limit_ns));
    }
    let context = context_of(scope, args.get(4));
    let result = {
        let scope = &mut v8::ContextScope::new(scope, context);
        placing_errors(scope, BLANK_LINE.filter(|_| args.get(7).is_true()), |scope| {
            v8::Script::compile(scope, source, Some(&origin)).and_then(|script| script.run(scope))
        })
    };
    if context.get_slot::<OwnQueue>().is_some() {
        context.get_microtask_queue().perform_checkpoint(scope);
    }
    state.watchdog.due.set(outer);
    if state.watchdog.has_barked.take() {
        scope.cancel_terminate_execution();
        if let Ok(report) = v8::Local::<v8::Object>::try_from(args.get(6)) {
            let yes = v8::Boolean::new(scope, true);
            convert::set(scope, report, "isTimedOut", yes.into());
        }
        return;
    }
    if let Some(result) = result {
        rv.set(result);
    }
}

/// `compileIn(source, file, line, column, global, parameters, extensions)`: the source as the body of a function.
fn compile_in<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, mut rv: v8::ReturnValue) {
    let (source, origin) = source_and_origin(scope, &args);
    let parameters: Vec<v8::Local<v8::String>> =
        list(scope, args.get(5)).into_iter().filter_map(|name| name.try_into().ok()).collect();
    let extensions: Vec<v8::Local<v8::Object>> =
        list(scope, args.get(6)).into_iter().filter_map(|object| object.try_into().ok()).collect();
    let context = context_of(scope, args.get(4));
    let scope = &mut v8::ContextScope::new(scope, context);
    let mut source = v8::script_compiler::Source::new(source, Some(&origin));
    let (options, reason) =
        (v8::script_compiler::CompileOptions::NoCompileOptions, v8::script_compiler::NoCacheReason::NoReason);
    if let Some(function) =
        v8::script_compiler::compile_function(scope, &mut source, &parameters, &extensions, options, reason)
    {
        rv.set(function.into());
    }
}

fn list<'s>(scope: &mut v8::PinScope<'s, '_>, value: v8::Local<'s, v8::Value>) -> Vec<v8::Local<'s, v8::Value>> {
    let Ok(array) = v8::Local::<v8::Array>::try_from(value) else { return Vec::new() };
    (0..array.length()).filter_map(|at| array.get_index(scope, at)).collect()
}
