//! Every request completes once.

use super::{Invariant, Step};
use crate::trace::ThreadNumber;
use loopscope_engine::trace::Event;
use std::collections::BTreeMap;

/// See the summary.
#[derive(Debug, Default)]
pub(super) struct RequestsOnce {
    /// How often the callback of each request has begun.
    completed: BTreeMap<(ThreadNumber, u64), u32>,
}

impl Invariant for RequestsOnce {
    fn name(&self) -> &'static str {
        "requests-complete-once"
    }

    fn summary(&self) -> &'static str {
        "every request to the pool or the kernel completes once, and before the loop ends by itself"
    }

    fn check(&mut self, step: &Step<'_>) -> Result<(), String> {
        match step.event {
            Event::Request { id, work: Some(_) } => {
                self.completed.insert((step.thread, id), 0);
            }
            Event::Before { id } => {
                let Some(count) = self.completed.get_mut(&(step.thread, id)) else { return Ok(()) };
                // OK because a request of several jobs, such as readFile before Node 26, is begun anew for each.
                *count += 1;
                if *count > 1 {
                    return Err(format!("{} {id} completed a second time", step.kind(id)));
                }
            }
            Event::Emit { name: "beforeExit" } => {
                let open = self.completed.iter().find(|((thread, _), count)| *thread == step.thread && **count == 0);
                if let Some(((_, id), _)) = open {
                    return Err(format!("the loop ended though {} {id} had not completed", step.kind(*id)));
                }
            }
            _ => {}
        }
        Ok(())
    }
}
