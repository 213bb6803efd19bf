//! A program from its first line to its exit code: the life of a Node process.

use std::rc::Rc;

use crate::clock::Clock;
use crate::js::realm::Realm;
use crate::js::state::State;
use crate::os::Os;
use crate::program::Program;
use crate::trace::{Event, Observer};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exit {
    /// The process's exit code.
    pub code: i32,
}

/// Runs `program` to its end against the given clock and operating system: Node's `SpinEventLoop` around the main
/// module.
pub fn run(program: Program, clock: Rc<dyn Clock>, os: Box<dyn Os>, observer: Box<dyn Observer>) -> Exit {
    let state = Rc::new(State::new(program, clock, os, observer));
    let realm = Realm::new(Rc::clone(&state));
    realm.start();
    while !state.is_stopping() {
        state.event_loop.run(&realm);
        if state.is_stopping() {
            break;
        }
        realm.emit_before_exit();
        if !state.event_loop.is_alive() {
            break;
        }
    }
    let code = state.exit_code.get().unwrap_or_else(|| realm.emit_exit());
    state.report_pool();
    state.event(Event::Exit { code });
    Exit { code }
}
