//! Stopping a run that does not end by itself: limits met on the way, and a stop from another thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::state::State;
use crate::program::LimitHit;

/// Stops a run from another thread.
#[derive(Clone)]
pub struct Interrupter {
    isolate: v8::IsolateHandle,
    interrupted: Arc<AtomicBool>,
}

impl Interrupter {
    pub(super) fn new(isolate: v8::IsolateHandle) -> Self {
        Self { isolate, interrupted: Arc::new(AtomicBool::new(false)) }
    }

    /// Stops the run at the next chance; a run that is over stays as it is.
    pub fn interrupt(&self) {
        self.interrupted.store(true, Ordering::Release);
        self.isolate.terminate_execution();
    }

    /// Whether [`Self::interrupt`] was called.
    pub(super) fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::Acquire)
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
        if interrupter.is_interrupted() {
            self.stop_at(LimitHit::Interrupted);
        } else if self.steps.get() > limits.max_steps {
            self.stop_at(LimitHit::Steps(limits.max_steps));
        } else if self.clock.peek().as_ns() > limits.max_virtual_time_ns {
            self.stop_at(LimitHit::VirtualTime(limits.max_virtual_time_ns));
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
#[expect(unsafe_code, reason = "V8 takes a plain function and a pointer to its data")]
pub(super) fn guard_heap(isolate: &mut v8::OwnedIsolate, state: &std::rc::Rc<State>) {
    extern "C" fn on_near_limit(data: *mut std::ffi::c_void, current: usize, _initial: usize) -> usize {
        // SAFETY: `data` is the state below, which the isolate's own slot keeps alive as long as the isolate lives.
        let state = unsafe { &*data.cast::<State>() };
        state.stop_at(LimitHit::Heap(state.program.limits.max_heap_bytes));
        current + HEAP_RESERVE
    }
    let data = std::rc::Rc::as_ptr(state).cast_mut().cast();
    isolate.add_near_heap_limit_callback(on_near_limit, data);
}
