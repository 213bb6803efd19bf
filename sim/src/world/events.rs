//! What is going to happen on the machine, in order of time.

use loopscope_engine::clock::LoopTime;
use std::collections::BTreeMap;

/// Something that will happen without any thread doing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A worker of a process's pool is done with its job.
    JobDone {
        /// The process.
        process: usize,
        /// The worker.
        worker: u32,
    },
}

/// Where an event stands: its due time, and the order in which equal ones were announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EventKey {
    due: LoopTime,
    sequence: u64,
}

/// The machine's future. Events that are due together happen in the order in which they were announced.
#[derive(Debug, Default)]
pub(crate) struct EventQueue {
    events: BTreeMap<EventKey, Event>,
    sequence: u64,
}

impl EventQueue {
    /// Announces an event.
    pub(crate) fn announce(&mut self, due: LoopTime, event: Event) -> EventKey {
        let key = EventKey { due, sequence: self.sequence };
        self.sequence += 1;
        self.events.insert(key, event);
        key
    }

    /// Moves an event to another time; among equals it keeps its place.
    pub(crate) fn postpone(&mut self, key: EventKey, due: LoopTime) -> EventKey {
        let moved = EventKey { due, ..key };
        if let Some(event) = self.events.remove(&key) {
            self.events.insert(moved, event);
        }
        moved
    }

    /// When the next event is due.
    pub(crate) fn next_due(&self) -> Option<LoopTime> {
        self.events.first_key_value().map(|(key, _)| key.due)
    }

    /// Takes out the next event.
    pub(crate) fn take_next(&mut self) -> Option<(LoopTime, Event)> {
        self.events.pop_first().map(|(key, event)| (key.due, event))
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, EventQueue};
    use loopscope_engine::clock::LoopTime;

    fn done(worker: u32) -> Event {
        Event::JobDone { process: 0, worker }
    }

    #[test]
    fn equal_due_times_happen_in_order_of_announcement() {
        let mut queue = EventQueue::default();
        let (soon, late) = (LoopTime::from_ns(5), LoopTime::from_ns(9));
        let first = queue.announce(late, done(0));
        queue.announce(soon, done(1));
        queue.announce(soon, done(2));
        queue.postpone(first, soon);
        let order: Vec<_> = std::iter::from_fn(|| queue.take_next()).collect();
        assert_eq!(order, [(soon, done(0)), (soon, done(1)), (soon, done(2))]);
    }
}
