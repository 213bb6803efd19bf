//! The virtual clock of one JavaScript thread.
//!
//! Each thread has its own time, which moves when the thread does something. The machine lets the thread that is
//! furthest behind go on, so no thread sees another's future.

use crate::costs::Costs;
use loopscope_engine::clock::{Clock, LoopTime, WallTime};
use std::cell::Cell;
use std::rc::Rc;

/// When the simulated machine was started, unless the options say otherwise: 2026-01-01T00:00:00Z. A fixed instant, so
/// that dates are the same in every run; a recent one, so that programs that check certificates or leap years work.
pub const WALL_START: WallTime = WallTime::from_ns(1_767_225_600_000_000_000);

/// The clock of one thread; clones are the same clock.
#[derive(Clone, Debug)]
pub struct VirtualClock {
    now: Rc<Cell<LoopTime>>,
    wall_start: WallTime,
}

impl VirtualClock {
    /// A clock that stands at `now` and whose date was `wall_start` at the start of the process.
    pub fn new(now: LoopTime, wall_start: WallTime) -> Self {
        Self { now: Rc::new(Cell::new(now)), wall_start }
    }

    /// Moves the clock to `now`, never back.
    pub fn set(&self, now: LoopTime) {
        self.now.set(self.now.get().max(now));
    }

    /// Lets `ns` nanoseconds pass.
    pub fn pass(&self, ns: u64) {
        self.now.set(self.now.get() + ns);
    }
}

/// The date at the monotonic time `at`.
pub fn wall_at(wall_start: WallTime, at: LoopTime) -> WallTime {
    let ns = i64::try_from(at.as_ns()).unwrap_or(i64::MAX);
    WallTime::from_ns(wall_start.as_ns().saturating_add(ns))
}

impl Clock for VirtualClock {
    fn monotonic(&self) -> LoopTime {
        self.pass(Costs::CLOCK_READ_NS);
        self.now.get()
    }

    fn peek(&self) -> LoopTime {
        self.now.get()
    }

    fn wall(&self) -> WallTime {
        wall_at(self.wall_start, self.monotonic())
    }
}

#[cfg(test)]
mod tests {
    use super::{VirtualClock, WALL_START};
    use loopscope_engine::clock::{Clock, LoopTime};

    #[test]
    fn reading_takes_time_so_that_polling_ends() {
        let clock = VirtualClock::new(LoopTime::ZERO, WALL_START);
        let end = clock.wall().as_ns() + 1_000_000;
        let reads = std::iter::from_fn(|| (clock.wall().as_ns() < end).then_some(())).count();
        assert_eq!(reads, 9_999);
    }

    #[test]
    fn time_never_goes_back() {
        let clock = VirtualClock::new(LoopTime::from_ns(500), WALL_START);
        clock.set(LoopTime::from_ns(100));
        assert_eq!(clock.peek(), LoopTime::from_ns(500));
    }
}
