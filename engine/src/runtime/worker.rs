//! A worker thread from its start to its end: Node's `Worker::Run`.

use std::rc::Rc;

use super::spin;
use crate::clock::Clock;
use crate::js::realm::Realm;
use crate::js::state::State;
use crate::js::threads::Threads;
use crate::os::{Cost, Os};
use crate::ports::PortId;
use crate::program::{LimitHit, Program};
use crate::trace::Observer;

/// What a worker begins with.
pub(crate) struct Worker {
    /// Its access to what the threads of the process share.
    pub(crate) threads: Threads,
    /// What `worker_threads.threadName` says.
    pub(crate) name: String,
    /// The port on which its parent tells it what to run.
    pub(crate) port: PortId,
    /// Arguments, flags, environment and limits of its own.
    pub(crate) program: Program,
}

/// Runs a worker to its end, and tells its parent.
pub(crate) fn run(worker: Worker, clock: Rc<dyn Clock>, os: Box<dyn Os>, observer: Box<dyn Observer>) {
    let Worker { threads, name, port, program } = worker;
    let mut state = State::new(program, clock, os, observer, threads);
    state.worker = Some((name, port));
    let state = Rc::new(state);
    let code = {
        // OK because the time comes first: who ends the worker meanwhile ends it before it begins.
        state.charge(Cost::ThreadStart);
        state.meet_others();
        let realm = Realm::new(Rc::clone(&state));
        state.check_limits();
        realm.start();
        spin(&state, &realm)
    };
    let (error, limit) = match state.limit_hit.take() {
        Some(LimitHit::Heap(_)) => (Some(("ERR_WORKER_OUT_OF_MEMORY", "JS heap out of memory".to_owned())), None),
        limit => (None, limit),
    };
    state.leave_process(if error.is_some() { 1 } else { code }, error, limit);
}
