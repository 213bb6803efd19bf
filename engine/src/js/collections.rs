//! Garbage collections as the simulation has them: after so many bytes of objects, with a pause that the scheduler chooses.
//!
//! V8 also collects for real, whenever it likes, which takes no virtual time: when it does depends on all that was
//! allocated, and a trace or a stepper allocates, too. A watched run must take the time of an unwatched one.

use super::state::State;
use crate::clock::LoopTime;
use crate::os::Cost;
use crate::trace::Event;

/// One collection, for `PerformanceObserver`s of `gc`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Collection {
    /// When the thread stopped for it.
    pub(crate) began: LoopTime,
    /// How long it stood.
    pub(crate) pause_ns: u64,
    /// Whether the whole heap was collected.
    pub(crate) is_full: bool,
    /// Whether the program asked for it.
    pub(crate) is_forced: bool,
}

impl State {
    /// Lets a collection stop the thread.
    pub(crate) fn collect(&self, is_full: bool, is_forced: bool) {
        let began = self.clock.peek();
        self.charge(Cost::Collection { is_full });
        let pause_ns = self.clock.peek().since_ns(began);
        self.event(Event::Collection { full: is_full, pause_ns });
        if self.collections_are_observed.get() {
            self.collections.borrow_mut().push(Collection { began, pause_ns, is_full, is_forced });
            // Delivered at the start of the check phase, as Node does it.
            self.fields().ask_for_native_immediates();
        }
    }
}
