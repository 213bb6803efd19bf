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
    /// The timers that wait, by thread and delay: each by its number in the order in which they were started.
    lists: BTreeMap<(ThreadNumber, u64), BTreeMap<u64, u64>>,
    /// The delay and the number of each.
    places: BTreeMap<(ThreadNumber, u64), (u64, u64)>,
    count: u64,
}

impl TimersInOrder {
    fn start(&mut self, thread: ThreadNumber, id: u64, delay_ms: u64) {
        self.stop(thread, id);
        self.count += 1;
        self.places.insert((thread, id), (delay_ms, self.count));
        self.lists.entry((thread, delay_ms)).or_default().insert(self.count, id);
    }

    /// Forgets a timer that runs or was cleared. Gives the one that stood before it in its list, if there is one.
    fn stop(&mut self, thread: ThreadNumber, id: u64) -> Option<u64> {
        let (delay_ms, number) = self.places.remove(&(thread, id))?;
        let list = self.lists.get_mut(&(thread, delay_ms))?;
        list.remove(&number);
        list.first_key_value().filter(|(first, _)| **first < number).map(|(_, first)| *first)
    }
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
            Event::Timer { id, delay_ms, .. } => self.start(step.thread, id, delay_ms),
            Event::Destroy { id } => {
                self.stop(step.thread, id);
            }
            Event::Before { id } => {
                let overtaken = self.stop(step.thread, id).filter(|_| step.trace.profile().major() >= SINCE);
                if let Some(overtaken) = overtaken {
                    return Err(format!(
                        "timer {id} ran before timer {overtaken}, which was started earlier with the same delay"
                    ));
                }
            }
            _ => {}
        }
        Ok(())
    }
}
