//! Memory while somebody measures it: collects garbage once enough was allocated, and tells what is left.
//!
//! A collection moves nothing that a program can order its callbacks by, but for `FinalizationRegistry` and `WeakRef`: so
//! only runs that are made for the measure are measured.

use std::cell::Cell;

use super::state::State;
use crate::trace::HeapSample;

/// Collections lie at least so many bytes apart: twice V8's first semi-space.
const STEP_BYTES: u64 = 2 << 20;

/// And a share of what is alive, so that a large heap is not collected all the time.
const STEP_SHARE: u64 = 10;

/// What is measured of a run's memory.
pub(crate) struct HeapWatch {
    is_wanted: bool,
    /// What was alive at the last measure; 0 before the first.
    live: Cell<u64>,
}

impl HeapWatch {
    pub(crate) const fn new(is_wanted: bool) -> Self {
        Self { is_wanted, live: Cell::new(0) }
    }

    /// Whether anybody wants to know.
    pub(crate) const fn is_wanted(&self) -> bool {
        self.is_wanted
    }
}

/// Looks at the heap; measures it if it has grown enough.
pub(crate) fn measure(scope: &mut v8::PinScope, state: &State) {
    let used = used(scope);
    let (before, live) = (used.0 + used.1, state.heap.live.get());
    if live == 0 {
        state.heap.live.set(before);
        return;
    }
    if before < live + STEP_BYTES.max(live / STEP_SHARE) {
        return;
    }
    scope.low_memory_notification();
    let (heap, external) = self::used(scope);
    state.heap.live.set(heap + external);
    let at_ns = state.clock.peek().as_ns();
    state.observer.borrow_mut().heap(HeapSample { at_ns, before, heap, external });
}

/// Bytes in use in the heap, and outside of it.
fn used(scope: &mut v8::PinScope) -> (u64, u64) {
    let heap = scope.get_heap_statistics();
    (heap.used_heap_size() as u64, heap.external_memory() as u64)
}
