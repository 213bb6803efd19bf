//! libuv's timers: a heap ordered by due time and start order (`src/timer.c`).
//!
//! Node keeps its own lists over one of these timers; the loop's other timers (watchers, delay monitors) are
//! here beside it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A timer handle's place in the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimerId(pub u64);

/// Due time in loop milliseconds, then start order: `timer_less_than`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    due_ms: u64,
    /// libuv's `start_id`: of two timers due together the one started first runs first.
    start_id: u64,
    timer: TimerId,
}

/// The heap of started timers.
#[derive(Debug, Default)]
pub struct Timers {
    started: BTreeSet<Key>,
    keys: BTreeMap<TimerId, Key>,
    /// Due timers of the phase that is running, in the order in which they run.
    ready: VecDeque<TimerId>,
    next_start_id: u64,
}

impl Timers {
    /// Starts `timer`, or starts it anew: `uv_timer_start`.
    pub fn start(&mut self, timer: TimerId, due_ms: u64) {
        self.stop(timer);
        let key = Key { due_ms, start_id: self.next_start_id, timer };
        self.next_start_id += 1;
        self.started.insert(key);
        self.keys.insert(timer, key);
    }

    /// Stops `timer`, be it waiting or due and not yet run; true when it was started: `uv_timer_stop`.
    pub fn stop(&mut self, timer: TimerId) -> bool {
        let was_ready = self.ready.len();
        self.ready.retain(|ready| *ready != timer);
        let waited = self.keys.remove(&timer).is_some_and(|key| self.started.remove(&key));
        waited || self.ready.len() < was_ready
    }

    /// When the first timer is due, in loop milliseconds.
    pub fn first_due_ms(&self) -> Option<u64> {
        self.started.first().map(|key| key.due_ms)
    }

    /// Moves every due timer to the ready queue. What the callbacks start afterwards is not among them, even when
    /// it is due at once: `uv__run_timers` of libuv 1.45.
    pub fn collect_due(&mut self, now_ms: u64) {
        while let Some(key) = self.started.first().copied()
            && key.due_ms <= now_ms
        {
            self.started.remove(&key);
            self.keys.remove(&key.timer);
            self.ready.push_back(key.timer);
        }
    }

    /// The next timer to run of those that [`Self::collect_due`] found.
    pub fn next_ready(&mut self) -> Option<TimerId> {
        self.ready.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(timers: &mut Timers, now_ms: u64) -> Vec<TimerId> {
        timers.collect_due(now_ms);
        std::iter::from_fn(|| timers.next_ready()).collect()
    }

    #[test]
    fn equal_due_times_run_in_start_order() {
        let mut timers = Timers::default();
        timers.start(TimerId(7), 10);
        timers.start(TimerId(3), 10);
        timers.start(TimerId(5), 9);
        assert_eq!(due(&mut timers, 10), [TimerId(5), TimerId(7), TimerId(3)]);
    }

    #[test]
    fn a_timer_started_again_moves_behind_its_equals() {
        let mut timers = Timers::default();
        timers.start(TimerId(1), 10);
        timers.start(TimerId(2), 10);
        timers.start(TimerId(1), 10);
        assert_eq!(due(&mut timers, 10), [TimerId(2), TimerId(1)]);
    }

    #[test]
    fn a_stopped_timer_is_never_due() {
        let mut timers = Timers::default();
        timers.start(TimerId(1), 10);
        assert!(timers.stop(TimerId(1)));
        assert_eq!(due(&mut timers, u64::MAX), []);
        assert_eq!(timers.first_due_ms(), None);
    }

    #[test]
    fn a_timer_stopped_by_an_earlier_one_of_the_same_phase_does_not_run() {
        let mut timers = Timers::default();
        timers.start(TimerId(1), 10);
        timers.start(TimerId(2), 10);
        timers.collect_due(10);
        assert_eq!(timers.next_ready(), Some(TimerId(1)));
        assert!(timers.stop(TimerId(2)));
        assert_eq!(timers.next_ready(), None);
    }
}
