//! A program from its first line to its exit code: the life of a Node process.
//!
//! * `worker`: the life of a worker thread
//! * `child`: the life of a child process

pub(crate) mod child;
pub(crate) mod worker;

use std::rc::Rc;
use std::sync::Arc;

use crate::clock::Clock;
use crate::js::interrupt::Interrupter;
use crate::js::realm::Realm;
use crate::js::state::State;
use crate::js::threads::Threads;
use crate::os::{Cost, Os};
use crate::program::{LimitHit, Program};
use crate::trace::{Event, Observer};

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// The process's exit code; without a meaning when a limit ended the run.
    pub code: i32,
    /// The limit that ended the run, if one did.
    pub limit: Option<LimitHit>,
    /// Whether the program could tell that its isolate was not new: the run is to be made again in a new one.
    pub could_tell: bool,
}

/// A program that is ready to run.
pub struct Runtime {
    state: Rc<State>,
    realm: Realm,
    leaves_isolate: bool,
}

impl Runtime {
    /// Makes everything ready up to the program's first line: the simulated process starts.
    pub fn new(program: Program, clock: Rc<dyn Clock>, os: Box<dyn Os>, observer: Box<dyn Observer>) -> Self {
        let state = main_state(program, clock, os, observer);
        let realm = Realm::new(Rc::clone(&state));
        Self { state, realm, leaves_isolate: false }
    }

    /// The same, sooner: in V8's isolate of this host thread's last run that was made so. Nearly all programs run as in a
    /// new one; of the others [`Exit::could_tell`] says so.
    pub fn in_spare_isolate(
        program: Program,
        clock: Rc<dyn Clock>,
        os: Box<dyn Os>,
        observer: Box<dyn Observer>,
    ) -> Self {
        let state = main_state(program, clock, os, observer);
        let realm = Realm::in_spare_isolate(Rc::clone(&state));
        Self { state, realm, leaves_isolate: true }
    }

    /// What stops the run from another thread.
    pub fn interrupter(&self) -> Interrupter {
        self.realm.interrupter()
    }

    /// Runs the program to its end: Node's `SpinEventLoop` around the main module.
    pub fn run(self) -> Exit {
        let code = self.live();
        let Self { state, realm, leaves_isolate } = self;
        let could_tell = leaves_isolate && realm.leave();
        Exit { code, limit: state.limit_hit.take(), could_tell }
    }

    /// The same as the last thing that the host process does: the operating system frees V8's memory sooner than V8.
    pub fn run_last(self) -> Exit {
        let code = self.live();
        let Self { state, realm, .. } = self;
        realm.abandon();
        Exit { code, limit: state.limit_hit.take(), could_tell: false }
    }

    /// The life of the process; gives its code.
    fn live(&self) -> i32 {
        let Self { state, realm, .. } = self;
        state.charge(Cost::Startup);
        realm.start();
        state.charge(Cost::LoopStart { is_slow: state.profile.loop_starts_slowly() });
        spin(state, realm)
    }
}

/// What the main thread of a process knows at its start.
fn main_state(program: Program, clock: Rc<dyn Clock>, os: Box<dyn Os>, observer: Box<dyn Observer>) -> Rc<State> {
    let threads = Threads::main(os.thread_id(), Arc::default());
    Rc::new(State::new(program, clock, os, observer, threads))
}

/// Runs the loop until nothing is left to do, with `beforeExit` and `exit`; gives the exit code. The thread's workers
/// have ended then, too.
fn spin(state: &Rc<State>, realm: &Realm) -> i32 {
    state.measure(|metrics| metrics.started = Some(state.clock.peek()));
    while !state.is_stopping() {
        state.event_loop.run(realm);
        if state.is_stopping() {
            break;
        }
        realm.run_finalizers();
        realm.emit_before_exit();
        if !state.event_loop.is_alive() {
            break;
        }
    }
    state.measure(|metrics| metrics.ended = Some(state.clock.peek()));
    // Microtasks that were interrupted end without a word.
    state.check_limits();
    let code = state.exit_code.get().unwrap_or_else(|| realm.emit_exit());
    state.stop_workers();
    // Whether or not anybody looks at the clock from here on: a watched run asks no more than an unwatched one.
    state.settle_time();
    state.report_pool();
    state.event(Event::Exit { code });
    code
}
