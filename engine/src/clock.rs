//! Time as integers, and the one seam through which the runtime learns it.
//!
//! There is no `now()` on either type: whoever wants the time needs a [`Clock`], and inside the loop only
//! `EventLoop::update_time` asks it.

use std::ops::Add;

/// Nanoseconds in one millisecond.
pub const NS_PER_MS: u64 = 1_000_000;

/// A moment of the monotonic clock: nanoseconds since the simulated process started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LoopTime(u64);

impl LoopTime {
    /// The start of the process.
    pub const ZERO: Self = Self(0);

    /// The moment `ns` nanoseconds after the start of the process.
    pub const fn from_ns(ns: u64) -> Self {
        Self(ns)
    }

    /// Nanoseconds since the start of the process.
    pub const fn as_ns(self) -> u64 {
        self.0
    }

    /// Whole milliseconds since the start of the process, rounded down as libuv's `uv_update_time` does.
    pub const fn as_whole_ms(self) -> u64 {
        self.0 / NS_PER_MS
    }

    /// Nanoseconds from `earlier` to `self`; zero when `earlier` is not earlier.
    pub const fn since_ns(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl Add<u64> for LoopTime {
    type Output = Self;

    /// The moment `ns` nanoseconds later; it stays at the end of time instead of wrapping.
    fn add(self, ns: u64) -> Self {
        Self(self.0.saturating_add(ns))
    }
}

/// A moment of the wall clock: nanoseconds since 1970-01-01T00:00:00Z. What `Date` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WallTime(i64);

impl WallTime {
    /// The moment `ns` nanoseconds after the epoch of Unix.
    pub const fn from_ns(ns: i64) -> Self {
        Self(ns)
    }

    /// Nanoseconds since the epoch of Unix.
    pub const fn as_ns(self) -> i64 {
        self.0
    }
}

/// A source of time with two faces.
///
/// Reading may itself take time: a simulated clock charges a little for each read, so that a program which polls
/// it (`while (Date.now() < end);`) ends. Two reads never go backwards.
pub trait Clock {
    /// The monotonic face, for intervals and timers: `clock_gettime(CLOCK_MONOTONIC)`. Nothing sets it back.
    fn monotonic(&self) -> LoopTime;

    /// The monotonic face as it stands, without the time that a read takes: for observers, who must not disturb.
    fn peek(&self) -> LoopTime;

    /// The wall face, for dates: `clock_gettime(CLOCK_REALTIME)`.
    fn wall(&self) -> WallTime;
}
