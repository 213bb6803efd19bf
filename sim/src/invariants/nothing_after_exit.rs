//! After the exit no callback runs.

use super::{Invariant, Step};
use crate::trace::ThreadNumber;
use loopscope_engine::trace::Event;
use std::collections::BTreeSet;

/// See the summary.
#[derive(Debug, Default)]
pub(super) struct NothingAfterExit {
    ended: BTreeSet<ThreadNumber>,
}

impl Invariant for NothingAfterExit {
    fn name(&self) -> &'static str {
        "nothing-after-exit"
    }

    fn summary(&self) -> &'static str {
        "once the process has ended, no callback runs"
    }

    fn check(&mut self, step: &Step<'_>) -> Result<(), String> {
        match step.event {
            Event::Exit { .. } => {
                self.ended.insert(step.thread);
                Ok(())
            }
            Event::Before { id } if self.ended.contains(&step.thread) => {
                Err(format!("{} {id} ran after the exit", step.kind(id)))
            }
            _ => Ok(()),
        }
    }
}
