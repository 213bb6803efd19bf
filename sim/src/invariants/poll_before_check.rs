//! In each turn the callbacks of poll come before those of check.

use super::{Invariant, Step};
use crate::trace::ThreadNumber;
use loopscope_engine::event_loop::Phase;
use std::collections::BTreeMap;

/// See the summary.
#[derive(Debug, Default)]
pub(super) struct PollBeforeCheck {
    /// The last turn in which a callback of check ran.
    checked: BTreeMap<ThreadNumber, u64>,
}

impl Invariant for PollBeforeCheck {
    fn name(&self) -> &'static str {
        "poll-before-check"
    }

    fn summary(&self) -> &'static str {
        "in each turn of the loop the callbacks of I/O come before the immediates"
    }

    fn check(&mut self, step: &Step<'_>) -> Result<(), String> {
        let (Some(id), Some(before)) = (step.loop_callback(), step.before) else { return Ok(()) };
        let turn = before.turn();
        match before.phase() {
            Some(Phase::Check) => {
                self.checked.insert(step.thread, turn);
                Ok(())
            }
            Some(Phase::Poll) if self.checked.get(&step.thread) == Some(&turn) => {
                Err(format!("{} {id} ran in poll after an immediate of the same turn", step.kind(id)))
            }
            _ => Ok(()),
        }
    }
}
