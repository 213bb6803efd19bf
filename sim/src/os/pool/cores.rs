//! How long computations take when there are more of them than cores: processor sharing.
//!
//! HOW: a counter runs that says how much service each computation has had since the machine started. With no more
//! computations than cores it runs as fast as the clock; with twice as many it runs half as fast. A computation that
//! begins when the counter reads `s` and needs `c` is done when it reads `s + c`. So the counter, not the clock, is
//! what a computation waits for, and its due time moves whenever another one begins or ends.
//!
//! WHY: a pool larger than the cores finishes nothing sooner, and the reader should see the waves that it makes.

use crate::costs::Bounds;
use crate::world::Window;
use loopscope_engine::clock::LoopTime;
use std::collections::BTreeMap;

/// Fractions of a nanosecond of service, so that slow rates do not round to nothing.
const FRACTIONS_PER_NS: u128 = 1 << 20;

/// The cores, and the computations that share them.
#[derive(Debug)]
pub(crate) struct Cores<K> {
    count: u32,
    /// When `service` was brought up to date.
    at: LoopTime,
    /// The service that each computation has had, in fractions of a nanosecond.
    service: u128,
    /// What the service must reach for each computation to be done: at least, typically and at most.
    needed: BTreeMap<K, [u128; 3]>,
}

impl<K: Copy + Ord> Cores<K> {
    /// This many idle cores; at least one.
    pub(crate) fn new(count: u32) -> Self {
        Self { count: count.max(1), at: LoopTime::ZERO, service: 0, needed: BTreeMap::new() }
    }

    /// The service that a nanosecond brings to each computation.
    fn rate(&self) -> u128 {
        let busy = self.needed.len().max(1) as u128;
        FRACTIONS_PER_NS * busy.min(u128::from(self.count)) / busy
    }

    fn advance(&mut self, now: LoopTime) {
        self.service += u128::from(now.since_ns(self.at)) * self.rate();
        self.at = self.at.max(now);
    }

    /// Begins a computation that needs `cost` on a core of its own. The due times of all others change.
    pub(crate) fn begin(&mut self, who: K, cost: Bounds, now: LoopTime) {
        self.advance(now);
        let needed = [cost.min, cost.typical, cost.max].map(|ns| self.service + u128::from(ns) * FRACTIONS_PER_NS);
        self.needed.insert(who, needed);
    }

    /// Ends a computation. The due times of all others change.
    pub(crate) fn end(&mut self, who: K, now: LoopTime) {
        self.advance(now);
        self.needed.remove(&who);
    }

    /// When each running computation will be done if none begins or ends before.
    pub(crate) fn windows(&self) -> impl Iterator<Item = (K, Window)> + '_ {
        let rate = self.rate();
        self.needed.iter().map(move |(who, needed)| {
            let [earliest, typical, latest] = needed.map(|needed| {
                let wait_ns = needed.saturating_sub(self.service).div_ceil(rate);
                self.at + u64::try_from(wait_ns).unwrap_or(u64::MAX)
            });
            (*who, Window { earliest, typical, latest })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Cores;
    use crate::costs::Bounds;
    use loopscope_engine::clock::LoopTime;

    const MS: u64 = 1_000_000;

    fn due_ms(cores: &Cores<u32>) -> Vec<u64> {
        cores.windows().map(|(_, window)| window.typical.as_whole_ms()).collect()
    }

    #[test]
    fn as_many_as_cores_do_not_disturb_each_other() {
        let mut cores = Cores::new(2);
        cores.begin(0, Bounds::fixed(10 * MS), LoopTime::ZERO);
        cores.begin(1, Bounds::fixed(20 * MS), LoopTime::from_ns(5 * MS));
        assert_eq!(due_ms(&cores), [10, 25]);
    }

    #[test]
    fn twice_as_many_as_cores_take_twice_as_long() {
        let mut cores = Cores::new(1);
        cores.begin(0, Bounds::fixed(10 * MS), LoopTime::ZERO);
        cores.begin(1, Bounds::fixed(10 * MS), LoopTime::ZERO);
        assert_eq!(due_ms(&cores), [20, 20]);
    }

    #[test]
    fn whoever_is_left_alone_speeds_up() {
        let mut cores = Cores::new(1);
        cores.begin(0, Bounds::fixed(10 * MS), LoopTime::ZERO);
        cores.begin(1, Bounds::fixed(30 * MS), LoopTime::ZERO);
        cores.end(0, LoopTime::from_ns(20 * MS));
        assert_eq!(due_ms(&cores), [40]);
    }
}
