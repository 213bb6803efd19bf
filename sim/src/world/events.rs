//! What is going to happen on the machine, and when.

use crate::os::net::{ConnectionId, Side};
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::{Address, WorkId};
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
    /// The oldest packet of a connection arrives that this side sent.
    Packet {
        /// The connection.
        connection: ConnectionId,
        /// Who sent it.
        writer: Side,
    },
    /// The oldest datagram to this address and port arrives.
    Letter {
        /// The address.
        address: Address,
        /// The port.
        port: u16,
    },
    /// The name server answers.
    Answer {
        /// The question.
        question: WorkId,
    },
    /// A peer has thought, and does something on a connection.
    PeerActs {
        /// The peer.
        peer: usize,
        /// The connection.
        connection: ConnectionId,
    },
    /// The time has come for the next request of the load.
    LoadGoesOn,
    /// The clients of the load may give up.
    LoadGivesUp,
    /// The load is over, and whoever runs the program ends it.
    LoadIsOver,
    /// A client asks a server again that did not answer.
    AskAgain {
        /// The connection.
        connection: ConnectionId,
    },
}

/// When something may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// Not before.
    pub(crate) earliest: LoopTime,
    /// On a quiet machine.
    pub(crate) typical: LoopTime,
    /// Not after.
    pub(crate) latest: LoopTime,
}

/// Where an event stands: its typical time, and the order in which equal ones were announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EventKey {
    due: LoopTime,
    sequence: u64,
}

/// An event that has not happened yet.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    /// What will happen.
    pub(crate) event: Event,
    /// When.
    pub(crate) window: Window,
    /// What a schedule calls it; empty when no schedule chooses among events.
    pub(crate) label: String,
}

/// The machine's future. Events that are due together happen in the order in which they were announced.
#[derive(Debug, Default)]
pub(crate) struct EventQueue {
    events: BTreeMap<EventKey, Pending>,
    sequence: u64,
}

impl EventQueue {
    /// Announces an event.
    pub(crate) fn announce(&mut self, window: Window, event: Event, label: String) -> EventKey {
        let key = EventKey { due: window.typical, sequence: self.sequence };
        self.sequence += 1;
        self.events.insert(key, Pending { event, window, label });
        key
    }

    /// Moves an event to another time; among equals it keeps its place.
    pub(crate) fn postpone(&mut self, key: EventKey, window: Window) -> EventKey {
        let moved = EventKey { due: window.typical, ..key };
        if let Some(pending) = self.events.remove(&key) {
            self.events.insert(moved, Pending { window, ..pending });
        }
        moved
    }

    /// True when nothing is going to happen by itself.
    pub(crate) fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The next event of a quiet machine, and when it is due.
    pub(crate) fn next(&self) -> Option<(EventKey, LoopTime)> {
        self.events.first_key_value().map(|(key, _)| (*key, key.due))
    }

    /// What a schedule calls an event.
    pub(crate) fn label(&self, key: EventKey) -> &str {
        self.events.get(&key).map_or("", |pending| &pending.label)
    }

    /// When the next event is due on a quiet machine.
    pub(crate) fn next_due(&self) -> Option<LoopTime> {
        self.events.first_key_value().map(|(key, _)| key.due)
    }

    /// Takes out one event.
    pub(crate) fn take(&mut self, key: EventKey) -> Option<Pending> {
        self.events.remove(&key)
    }

    /// All events in the order of a quiet machine.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (EventKey, &Pending)> {
        self.events.iter().map(|(key, pending)| (*key, pending))
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, EventQueue, Window};
    use loopscope_engine::clock::LoopTime;

    fn at(due: LoopTime) -> Window {
        Window { earliest: due, typical: due, latest: due }
    }

    fn done(worker: u32) -> Event {
        Event::JobDone { process: 0, worker }
    }

    #[test]
    fn equal_due_times_happen_in_order_of_announcement() {
        let mut queue = EventQueue::default();
        let (soon, late) = (LoopTime::from_ns(5), LoopTime::from_ns(9));
        let first = queue.announce(at(late), done(0), String::new());
        queue.announce(at(soon), done(1), String::new());
        queue.announce(at(soon), done(2), String::new());
        queue.postpone(first, at(soon));
        let mut next = || queue.next().and_then(|(key, _)| queue.take(key)).map(|pending| pending.event);
        assert_eq!([next(), next(), next(), next()], [Some(done(0)), Some(done(1)), Some(done(2)), None]);
    }
}
