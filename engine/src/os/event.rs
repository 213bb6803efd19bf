//! What the thread pool did, as values for the trace.

use super::WorkId;
use crate::clock::LoopTime;

/// One thing that happened on the far side of the seam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OsEvent {
    /// Work stands in the pool's queue.
    WorkQueued {
        /// When it was queued.
        at: LoopTime,
        /// The work.
        id: WorkId,
        /// What it does, such as `open /app/a.txt`.
        name: String,
        /// Whether it is slow I/O, which half of the workers may do at most.
        slow: bool,
        /// How many workers the pool has.
        workers: u32,
        /// How many pieces wait now, this one included.
        waiting: u32,
    },
    /// A worker took work from the queue.
    WorkStarted {
        /// When the worker took it.
        at: LoopTime,
        /// The work.
        id: WorkId,
        /// Which worker, counted from 0.
        worker: u32,
        /// How many workers are at work now, this one included.
        busy: u32,
    },
    /// A worker is done with it; the loop learns of it when it polls.
    WorkFinished {
        /// When the worker was done.
        at: LoopTime,
        /// The work.
        id: WorkId,
        /// Which worker, counted from 0.
        worker: u32,
        /// How many workers are at work now, without this one.
        busy: u32,
    },
    /// Work was taken back before a worker began it.
    WorkCancelled {
        /// When it was taken back.
        at: LoopTime,
        /// The work.
        id: WorkId,
    },
}

impl OsEvent {
    /// When it happened.
    pub const fn at(&self) -> LoopTime {
        match *self {
            Self::WorkQueued { at, .. }
            | Self::WorkStarted { at, .. }
            | Self::WorkFinished { at, .. }
            | Self::WorkCancelled { at, .. } => at,
        }
    }
}
