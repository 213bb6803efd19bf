//! What the thread pool did, as values for the trace.

use super::WorkId;
use crate::clock::LoopTime;

/// One thing that happened on the far side of the seam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OsEvent {
    /// Work stands in the pool's queue; `waiting` pieces wait there now, this one included.
    WorkQueued { at: LoopTime, id: WorkId, waiting: u32 },
    /// A worker took work from the queue; `busy` workers are at work now.
    WorkStarted { at: LoopTime, id: WorkId, worker: u32, busy: u32 },
    /// A worker is done with it; the loop learns of it when it polls.
    WorkFinished { at: LoopTime, id: WorkId, worker: u32, busy: u32 },
    /// Work was taken back before a worker began it.
    WorkCancelled { at: LoopTime, id: WorkId },
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
