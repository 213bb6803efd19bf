//! Code tiers while somebody wants to know them: how well V8 has compiled the functions that run as callbacks.
//!
//! HOW: V8 says it of a function by a runtime call that only source with `--allow-natives-syntax` can make, so one tiny
//! function is compiled with that flag on, and asked whenever a callback has returned. WHY then: a closure gets the code
//! of its tier by being called, and compiled code is thrown away while it runs.
//!
//! V8 runs single-threaded, and compiles when a function has run so much, not so long: a run has the same tiers each time.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::state::State;
use super::{convert, ops, platform};
use crate::trace::{Event, Place, Tier};

/// Says of a function how it is compiled, as the bits of V8's `OptimizationStatus`.
const ASK: &str = "(function(f) { return %GetOptimizationStatus(f); })";

/// Bits of `OptimizationStatus` in V8's `src/runtime/runtime.h`.
mod status {
    pub(super) const MAGLEV: u32 = 1 << 4;
    pub(super) const TURBOFAN: u32 = 1 << 5;
    pub(super) const BASELINE: u32 = 1 << 14;
}

/// Where a function begins: file, line, column. Closures of one place share their code.
type Start = (Rc<str>, u32, u32);

/// What is known of the program's callbacks.
pub(crate) struct Tiers {
    is_wanted: bool,
    ask: OnceCell<v8::Global<v8::Function>>,
    /// Functions by the async ids of what calls them.
    callbacks: RefCell<BTreeMap<u64, v8::Global<v8::Function>>>,
    /// The tier last seen of each function that has left the first one.
    seen: RefCell<BTreeMap<Start, Tier>>,
}

impl Tiers {
    pub(crate) fn new(is_wanted: bool) -> Self {
        Self { is_wanted, ask: OnceCell::new(), callbacks: RefCell::default(), seen: RefCell::default() }
    }
}

/// Compiles the function that asks, in the run's context, if anybody wants to know.
pub(super) fn install(scope: &mut v8::PinScope, state: &State) {
    if !state.tiers.is_wanted {
        return;
    }
    let source = convert::string(scope, ASK);
    let name = convert::string(scope, "node:internal/tiers");
    let origin = ops::script_origin(scope, name.into());
    let ask = platform::with_natives(|| v8::Script::compile(scope, source, Some(&origin))?.run(scope));
    let ask = ask.and_then(|ask| v8::Local::<v8::Function>::try_from(ask).ok());
    let ask = ask.expect("[simulator bug] the function that asks for tiers does not compile");
    let set = state.tiers.ask.set(v8::Global::new(scope, ask)).is_ok();
    assert!(set, "[simulator bug] a runtime that asks for tiers twice");
}

/// From now on the callback of this id is known.
pub(super) fn remember(scope: &v8::PinScope, state: &State, id: u64, function: v8::Local<v8::Function>) {
    if state.tiers.is_wanted {
        state.tiers.callbacks.borrow_mut().insert(id, v8::Global::new(scope, function));
    }
}

/// The callback of this id will not run any more. For what runs once this is so before its `after`.
pub(super) fn look_last(scope: &mut v8::PinScope, state: &State, id: u64) {
    look(scope, state, id);
    if state.tiers.is_wanted {
        state.tiers.callbacks.borrow_mut().remove(&id);
    }
}

/// The callback of this id has returned: tells if its function is compiled otherwise than before.
pub(super) fn look(scope: &mut v8::PinScope, state: &State, id: u64) {
    let Some(ask) = state.tiers.ask.get() else { return };
    let Some(function) = state.tiers.callbacks.borrow().get(&id).map(|function| v8::Local::new(scope, function)) else {
        return;
    };
    let Some(start) = ops::function_place(scope, function) else { return };
    let ask = v8::Local::new(scope, ask);
    // Under the flag each time: V8 forgets the bytecode of what has not run for long, and makes it anew from the source.
    let status = platform::with_natives(|| ask.call(scope, ask.into(), &[function.into()]));
    let Some(to) = status.and_then(|bits| bits.uint32_value(scope)).map(tier) else { return };
    let from = state.tiers.seen.borrow_mut().insert(start.clone(), to).unwrap_or(Tier::Interpreted);
    if from == to {
        return;
    }
    let name = convert::text(scope, function.get_name(scope).into());
    let (file, line, column) = start;
    let at =
        Place { file: &file, line, column, function: Some(&name).filter(|name| !name.is_empty()).map(String::as_str) };
    state.event(Event::Tier { at: Some(at), from, to });
}

const fn tier(status: u32) -> Tier {
    if status & status::TURBOFAN != 0 {
        Tier::Turbofan
    } else if status & status::MAGLEV != 0 {
        Tier::Maglev
    } else if status & status::BASELINE != 0 {
        Tier::Baseline
    } else {
        Tier::Interpreted
    }
}
