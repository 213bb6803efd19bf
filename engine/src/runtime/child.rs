//! A child process from its start to its end: a runtime of its own, on the machine of the program that started it.

use std::rc::Rc;
use std::sync::Arc;

use super::spin;
use crate::clock::Clock;
use crate::js::interrupt::WholeRun;
use crate::js::realm::Realm;
use crate::js::state::State;
use crate::js::threads::Threads;
use crate::os::{Cost, Os};
use crate::program::Program;
use crate::trace::Observer;

/// What a child process begins with.
pub(crate) struct Child {
    /// What it shares with all processes of the run.
    pub(crate) run: Arc<WholeRun>,
    /// Arguments, flags and environment of its own.
    pub(crate) program: Program,
    /// How it is to begin, in words that `internal/child_process/start` writes and `internal/main/child` reads.
    pub(crate) start: String,
    /// Whether it is one of the small commands that the machine has, and no program of its own.
    pub(crate) is_command: bool,
}

/// Runs a child process to its end; its exit code goes to whoever waits for it.
pub(crate) fn run(child: Child, clock: Rc<dyn Clock>, os: Box<dyn Os>, observer: Box<dyn Observer>) {
    let Child { run, program, start, is_command } = child;
    let threads = Threads::main(os.thread_id(), run);
    let mut state = State::new(program, clock, os, observer, threads);
    state.child = Some(start);
    state.is_rerouted = !state.os.borrow().is_seen(1) || !state.os.borrow().is_seen(2);
    let state = Rc::new(state);
    let realm = Realm::new(Rc::clone(&state));
    state.charge(if is_command { Cost::CommandStart } else { Cost::Startup });
    realm.start();
    if !is_command {
        state.charge(Cost::LoopStart { is_slow: state.profile.loop_starts_slowly() });
    }
    let code = spin(&state, &realm);
    if let Some(limit) = state.limit_hit.take() {
        state.threads.run.end_at(limit);
    }
    state.os.borrow_mut().exit(code);
}
