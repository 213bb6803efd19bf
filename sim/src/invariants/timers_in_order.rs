//! Timers of one delay run in the order in which they were started.

use super::{Invariant, Step};
use crate::trace::ThreadNumber;
use loopscope_engine::trace::Event;
use std::collections::BTreeMap;

/// The version from which on fractions of a delay make no list of their own.
const SINCE: u32 = 12;

/// See the summary.
#[derive(Debug, Default)]
pub(super) struct TimersInOrder {
    /// How many timers were started before, by timer.
    started: BTreeMap<(ThreadNumber, u64), u64>,
    count: u64,
}

impl Invariant for TimersInOrder {
    fn name(&self) -> &'static str {
        "timers-of-one-list-in-order"
    }

    fn summary(&self) -> &'static str {
        "timers with the same delay run in the order in which they were started"
    }

    fn check(&mut self, step: &Step<'_>) -> Result<(), String> {
        match step.event {
            Event::Timer { id, .. } => {
                self.count += 1;
                self.started.insert((step.thread, id), self.count);
            }
            Event::Before { id } if step.trace.profile().major() >= SINCE => {
                let Some(before) = step.before else { return Ok(()) };
                let (Some(timer), Some(started)) = (before.timer(id), self.started.get(&(step.thread, id))) else {
                    return Ok(());
                };
                let is_first =
                    |other: u64| self.started.get(&(step.thread, other)).is_some_and(|other| other < started);
                let overtaken = before.timers().find(|other| other.delay_ms == timer.delay_ms && is_first(other.id));
                if let Some(overtaken) = overtaken {
                    return Err(format!(
                        "timer {id} ran before timer {}, which was started earlier with the same delay",
                        overtaken.id
                    ));
                }
            }
            _ => {}
        }
        Ok(())
    }
}
