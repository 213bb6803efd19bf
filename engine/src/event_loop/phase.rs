//! The phases of one iteration, as data: loop, trace, stepper, documents and tests share this list.

use crate::profile::Profile;
use serde::Serialize;

/// A phase of the loop. The names are libuv's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Due timers: `uv__run_timers`.
    Timers,
    /// Callbacks put off by an earlier poll, such as a failed connect: `uv__run_pending`.
    Pending,
    /// Idle handles; Node keeps one while a referenced immediate waits, so that poll does not block: `uv__run_idle`.
    Idle,
    /// Prepare handles, just before the loop blocks: `uv__run_prepare`.
    Prepare,
    /// Waiting for the kernel and the thread pool, and their callbacks: `uv__io_poll`.
    Poll,
    /// Check handles, just after poll; Node's immediates: `uv__run_check`.
    Check,
    /// Close callbacks: `uv__run_closing_handles`.
    Closing,
}

/// One iteration before libuv 1.45: timers first.
const TIMERS_FIRST: [Phase; 7] =
    [Phase::Timers, Phase::Pending, Phase::Idle, Phase::Prepare, Phase::Poll, Phase::Check, Phase::Closing];

/// One iteration from libuv 1.45 on: timers last, and once before the first iteration.
const TIMERS_LAST: [Phase; 7] =
    [Phase::Pending, Phase::Idle, Phase::Prepare, Phase::Poll, Phase::Check, Phase::Closing, Phase::Timers];

impl Phase {
    /// The phases of one iteration, in the order in which `profile` runs them.
    pub fn order(profile: Profile) -> &'static [Self; 7] {
        if profile.timers_run_after_closing() { &TIMERS_LAST } else { &TIMERS_FIRST }
    }

    /// The word that people and files see.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timers => "timers",
            Self::Pending => "pending",
            Self::Idle => "idle",
            Self::Prepare => "prepare",
            Self::Poll => "poll",
            Self::Check => "check",
            Self::Closing => "closing",
        }
    }
}
