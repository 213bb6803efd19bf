//! Who listens to a run, and what it asks for.

use super::{Event, Stdio};
use crate::clock::LoopTime;

/// The memory of a program before and after a full collection of garbage, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeapSample {
    /// When, in nanoseconds of virtual time.
    pub at_ns: u64,
    /// The heap in use and the memory outside of it before the collection.
    pub before: u64,
    /// The heap in use after it.
    pub heap: u64,
    /// The memory outside of the heap, such as that of Buffers, after it.
    pub external: u64,
}

impl HeapSample {
    /// What survived.
    pub const fn live(&self) -> u64 {
        self.heap + self.external
    }
}

/// What an observer asks for: all of it takes time, so that a run of which nobody asks anything records nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub struct Wants {
    /// That [`Observer::event`] is called.
    pub events: bool,
    /// That [`Observer::heap`] is called: garbage is then collected now and then, to measure what is left. Only the main
    /// thread of the program is measured.
    pub heap: bool,
    /// Among the events [`Event::Tier`]: V8 is then asked after each callback.
    pub tiers: bool,
    /// Among the events [`Event::Memory`]: V8 is then asked at each turn of the loop.
    pub memory: bool,
}

/// Listens to a run.
pub trait Observer {
    /// What it asks for; nothing but the program's output by default. Asked once, before the program starts.
    fn wants(&self) -> Wants {
        Wants::default()
    }

    /// The program wrote `bytes`.
    fn output(&mut self, stream: Stdio, bytes: &[u8]);

    /// The heap was measured.
    fn heap(&mut self, sample: HeapSample) {
        let _ = sample;
    }

    /// The listener of another thread or process of the program. They run one at a time, so that what they say comes in
    /// order: an [`Event::Thread`] tells whose events follow.
    fn for_thread(&self) -> Box<dyn Observer + Send>;

    /// Something happened at `at`.
    fn event(&mut self, at: LoopTime, event: Event<'_>) {
        let _ = (at, event);
    }
}
