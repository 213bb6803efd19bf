//! Memory while somebody wants to follow it: the spaces of V8's heap, and what lies outside of it such as the bytes of
//! Buffers.
//!
//! Sizes are told in steps of [`STEP_BYTES`], and only when they have changed by one: what V8 keeps for itself, such as
//! machine code for the host's processor, then hardly shows. Asking allocates nothing and changes nothing else of the run.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::state::State;
use crate::trace::Event;

/// A quarter of the pages that V8's spaces consist of.
const STEP_BYTES: u64 = 64 << 10;

/// What lies outside of the heap.
const EXTERNAL: &str = "external";

/// What was told of memory.
pub(crate) struct Spaces {
    is_wanted: bool,
    /// Bytes in use of each space.
    told: RefCell<BTreeMap<String, u64>>,
}

impl Spaces {
    pub(crate) fn new(is_wanted: bool) -> Self {
        Self { is_wanted, told: RefCell::default() }
    }

    /// Whether anybody wants to know.
    pub(crate) const fn is_wanted(&self) -> bool {
        self.is_wanted
    }
}

/// Tells of the spaces that have changed.
pub(super) fn look(scope: &mut v8::PinScope, state: &State) {
    state.saw_memory.set(true);
    for index in 0..scope.number_of_heap_spaces() {
        if let Some(space) = scope.get_heap_space_statistics(index) {
            tell(state, &space.space_name().to_string_lossy(), space.space_used_size() as u64);
        }
    }
    let external = scope.get_heap_statistics().external_memory() as u64;
    tell(state, EXTERNAL, external);
}

fn tell(state: &State, space: &str, used: u64) {
    let used = used.next_multiple_of(STEP_BYTES);
    let before = state.spaces.told.borrow_mut().insert(space.to_owned(), used).unwrap_or_default();
    if used != before {
        state.event(Event::Memory { space, used });
    }
}
