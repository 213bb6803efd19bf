//! Nothing of a callback is left over when the loop calls the next one.

use super::{Invariant, Step};
use crate::trace::ThreadNumber;
use loopscope_engine::trace::Event;
use std::collections::BTreeSet;

/// The version from which on timers and immediates of one list have their own ticks and promises.
const SINCE: u32 = 11;

/// See the summary.
#[derive(Debug, Default)]
pub(super) struct MicrotasksEmpty {
    /// Threads in which an error got away: what it left waits for the end of the next callback.
    failed: BTreeSet<ThreadNumber>,
}

impl Invariant for MicrotasksEmpty {
    fn name(&self) -> &'static str {
        "microtasks-empty-between-callbacks"
    }

    fn summary(&self) -> &'static str {
        "when the loop calls a callback, all ticks and microtasks of the one before have run"
    }

    fn check(&mut self, step: &Step<'_>) -> Result<(), String> {
        if let Event::Uncaught { .. } = step.event {
            self.failed.insert(step.thread);
        }
        let (Some(id), Some(before)) = (step.loop_callback(), step.before) else { return Ok(()) };
        if step.trace.profile().major() < SINCE || self.failed.remove(&step.thread) {
            return Ok(());
        }
        match (before.ticks().first(), before.microtasks().first()) {
            (None, None) => Ok(()),
            (Some(left), _) => Err(format!("{} {id} ran while tick {left} was waiting", step.kind(id))),
            (None, Some(left)) => Err(format!("{} {id} ran while microtask {left} was waiting", step.kind(id))),
        }
    }
}
