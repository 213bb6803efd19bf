//! Stopping a run that does not end by itself: limits met on the way, and a stop from another thread.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::state::State;
use crate::program::LimitHit;

/// What is added to the number of the signal that ended a process, for its code as shells show it.
const CODE_SIGNALLED: i32 = 128;

/// What all threads and processes of a run share.
#[derive(Default)]
pub(crate) struct WholeRun {
    is_interrupted: AtomicBool,
    /// Isolates of the threads that have begun, so that all can be stopped together.
    isolates: Mutex<Vec<v8::IsolateHandle>>,
    /// The thread whose events the observer hears at present: process and thread in one number.
    speaker: AtomicU64,
    processes: AtomicU32,
    /// The limit that some thread has met.
    limit: Mutex<Option<LimitHit>>,
}

impl WholeRun {
    /// The number of a process that begins.
    pub(crate) fn number_process(&self) -> u32 {
        self.processes.fetch_add(1, Ordering::Relaxed)
    }

    /// Whether there has ever been more than one thread, which others then have to let catch up.
    pub(crate) fn has_company(&self) -> bool {
        self.isolates.lock().unwrap_or_else(PoisonError::into_inner).len() > 1
    }

    /// Ends the whole run at a limit that one of its threads has met.
    pub(crate) fn end_at(&self, limit: LimitHit) {
        self.limit.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(limit);
    }

    /// The limit that some thread has met.
    fn limit_hit(&self) -> Option<LimitHit> {
        self.limit.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Lets go of the isolates: the run is over, and whoever still wants to stop it comes too late.
    pub(crate) fn end(&self) {
        self.isolates.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Makes a thread the one whose events follow; true when it was another one before.
    pub(crate) fn hand_over(&self, process: u32, thread: u32) -> bool {
        let speaker = (u64::from(process) << 32) | u64::from(thread);
        self.speaker.swap(speaker, Ordering::Relaxed) != speaker
    }
}

/// Stops a run from another thread.
#[derive(Clone)]
pub struct Interrupter {
    isolate: v8::IsolateHandle,
    run: Arc<WholeRun>,
}

impl Interrupter {
    /// The interrupter of one more isolate of a run.
    pub(super) fn new(isolate: v8::IsolateHandle, run: Arc<WholeRun>) -> Self {
        run.isolates.lock().unwrap_or_else(PoisonError::into_inner).push(isolate.clone());
        Self { isolate, run }
    }

    /// Stops the run at the next chance; a run that is over stays as it is.
    pub fn interrupt(&self) {
        self.run.is_interrupted.store(true, Ordering::Release);
        for isolate in &*self.run.isolates.lock().unwrap_or_else(PoisonError::into_inner) {
            isolate.terminate_execution();
        }
    }

    /// Whether [`Self::interrupt`] was called.
    pub(super) fn is_interrupted(&self) -> bool {
        self.run.is_interrupted.load(Ordering::Acquire)
    }

    /// Ends the JavaScript that runs now.
    pub(super) fn terminate(&self) {
        self.isolate.terminate_execution();
    }
}

impl State {
    /// Ends the run if it has met a limit. Called whenever virtual time is settled, and on every turn of the loop.
    pub(crate) fn check_limits(&self) {
        let limits = self.program.limits;
        let Some(interrupter) = self.interrupter.get() else { return };
        let death = self.os.borrow().death();
        if let Some(signal) = death {
            self.stop(CODE_SIGNALLED + signal);
            interrupter.terminate();
        } else if let Some(code) = self.threads.stop_code() {
            self.stop(code);
        } else if interrupter.is_interrupted() {
            self.stop_at(LimitHit::Interrupted);
        } else if let Some(limit) = self.threads.run.limit_hit() {
            self.stop_at(limit);
        } else if self.steps.get() > limits.max_steps {
            self.stop_at(LimitHit::Steps(limits.max_steps));
        } else if self.clock.peek().as_ns() > limits.max_virtual_time_ns {
            self.stop_at(LimitHit::VirtualTime(limits.max_virtual_time_ns));
        }
    }

    /// A wait on this thread was cut off: its process or the run is to end, or nothing could ever have ended the wait.
    pub(crate) fn end_waiting(&self, what: &str) {
        self.check_limits();
        if !self.is_stopping() {
            self.stop_at(LimitHit::WaitsForever(vec![what.to_owned()]));
        }
    }

    /// Ends the run at a limit.
    pub(super) fn stop_at(&self, limit: LimitHit) {
        if self.is_stopping() {
            return;
        }
        self.limit_hit.replace(Some(limit));
        self.stop(0);
        if let Some(interrupter) = self.interrupter.get() {
            interrupter.terminate();
        }
    }
}

/// Room that V8 gets to unwind in once its heap has met the limit.
const HEAP_RESERVE: usize = 64 << 20;

/// Makes V8 end the run instead of the whole process when its heap meets the limit.
pub(super) fn guard_heap(isolate: &mut v8::OwnedIsolate, state: &std::rc::Rc<State>) {
    isolate.add_near_heap_limit_callback(on_near_limit, state.as_data());
}

/// Undoes [`guard_heap`].
pub(super) fn unguard_heap(isolate: &mut v8::OwnedIsolate) {
    // OK because 0 leaves the limit as it is.
    isolate.remove_near_heap_limit_callback(on_near_limit, 0);
}

#[expect(unsafe_code, reason = "V8 takes a plain function and a pointer to its data")]
extern "C" fn on_near_limit(data: *mut std::ffi::c_void, current: usize, _initial: usize) -> usize {
    // SAFETY: `data` is the state of the run, which the isolate's slot keeps alive until the callback is removed.
    let state = unsafe { &*data.cast::<State>() };
    state.stop_at(LimitHit::Heap(state.program.limits.max_heap_bytes));
    current + HEAP_RESERVE
}
