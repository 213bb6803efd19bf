//! An immediate that an immediate sets waits for the next turn.

use super::{Invariant, Step};
use crate::trace::ThreadNumber;
use loopscope_engine::trace::Event;
use std::collections::BTreeMap;

/// See the summary.
#[derive(Debug, Default)]
pub(super) struct ImmediatesWait {
    /// The turn in which an immediate's callback set an immediate.
    set: BTreeMap<(ThreadNumber, u64), u64>,
}

impl Invariant for ImmediatesWait {
    fn name(&self) -> &'static str {
        "immediates-wait-a-turn"
    }

    fn summary(&self) -> &'static str {
        "an immediate set in an immediate's callback runs in the next turn of the loop, not in this one"
    }

    fn check(&mut self, step: &Step<'_>) -> Result<(), String> {
        let Some(before) = step.before else { return Ok(()) };
        match step.event {
            Event::Init { id, kind: "Immediate", .. } if before.running().any(|id| step.kind(id) == "Immediate") => {
                self.set.insert((step.thread, id), before.turn());
            }
            Event::Before { id } if self.set.remove(&(step.thread, id)) == Some(before.turn()) => {
                return Err(format!("immediate {id} ran in the turn in which an immediate had set it"));
            }
            _ => {}
        }
        Ok(())
    }
}
