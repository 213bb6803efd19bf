//! Immediates: rule 12.

use crate::program::Body;
use std::collections::VecDeque;

/// An immediate by its number.
pub(super) type ImmediateId = usize;

#[derive(Clone, Copy, Debug)]
struct Immediate<'p> {
    body: &'p Body,
    /// Not begun, not cleared.
    is_waiting: bool,
    has_ref: bool,
}

/// All immediates of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Immediates<'p> {
    all: Vec<Immediate<'p>>,
    /// Those for the next check phase; what is cleared stays in and is passed over.
    queue: VecDeque<ImmediateId>,
}

impl<'p> Immediates<'p> {
    pub(super) fn add(&mut self, body: &'p Body) -> ImmediateId {
        self.all.push(Immediate { body, is_waiting: true, has_ref: true });
        self.queue.push_back(self.all.len() - 1);
        self.all.len() - 1
    }

    pub(super) fn clear(&mut self, id: ImmediateId) {
        self.all[id].is_waiting = false;
    }

    pub(super) fn unref(&mut self, id: ImmediateId) {
        self.all[id].has_ref = false;
    }

    /// All that a check phase takes.
    pub(super) fn take_batch(&mut self) -> VecDeque<ImmediateId> {
        std::mem::take(&mut self.queue)
    }

    /// The callback, unless the immediate was cleared; from now on it runs.
    pub(super) fn begin(&mut self, id: ImmediateId) -> Option<&'p Body> {
        let immediate = &mut self.all[id];
        std::mem::take(&mut immediate.is_waiting).then_some(immediate.body)
    }

    /// Whether one waits that keeps the loop alive.
    pub(super) fn keep_alive(&self) -> bool {
        self.all.iter().any(|immediate| immediate.is_waiting && immediate.has_ref)
    }

    /// What must hold after every transition.
    pub(super) fn check(&self) {
        let in_order = self.queue.iter().zip(self.queue.iter().skip(1)).all(|(first, second)| first < second);
        assert!(in_order, "immediates stand in the order of their calls");
    }
}
