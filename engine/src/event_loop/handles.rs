//! Handles and their references: what keeps the loop alive (`src/uv-common.h`, `uv__handle_start` and friends).

use std::collections::BTreeMap;

/// A long-lived object attached to the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HandleId(pub u64);

/// What the loop knows of a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle {
    /// Whether it is started: `uv_is_active`.
    pub active: bool,
    /// Whether it keeps the loop alive while it is started: `uv_has_ref`.
    pub referenced: bool,
    /// Whether its close callback is due: `uv_is_closing`.
    pub closing: bool,
}

/// All handles of a loop, with the count that decides whether it lives on.
#[derive(Debug, Default)]
pub struct Handles {
    open: BTreeMap<HandleId, Handle>,
    /// Handles whose close callback is due, newest first: libuv pushes them on a singly linked list.
    closing: Vec<HandleId>,
    /// Handles that are both active and referenced.
    active_referenced: usize,
    next_id: u64,
    /// What changed, in order; kept only for whoever asked to hear of it.
    changes: Option<Vec<(HandleId, Handle)>>,
}

impl Handles {
    /// Keeps what changes from now on for [`Self::take_changes`].
    pub fn keep_changes(&mut self) {
        self.changes = Some(Vec::new());
    }

    /// What changed since the last call, in order.
    pub fn take_changes(&mut self) -> Vec<(HandleId, Handle)> {
        self.changes.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// A new handle: inactive, referenced, open.
    pub fn open(&mut self) -> HandleId {
        self.next_id += 1;
        let id = HandleId(self.next_id);
        self.open.insert(id, Handle { active: false, referenced: true, closing: false });
        id
    }

    /// Makes the handle active or not: `uv__handle_start`, `uv__handle_stop`. A closing one stays as it is.
    pub fn set_active(&mut self, id: HandleId, active: bool) {
        self.change(id, |handle| {
            if !handle.closing {
                handle.active = active;
            }
        });
    }

    /// `uv_ref` or `uv_unref`.
    pub fn set_referenced(&mut self, id: HandleId, referenced: bool) {
        self.change(id, |handle| handle.referenced = referenced);
    }

    /// Whether the handle is referenced, be it closing or not: `uv_has_ref`, Node's `hasRef()`.
    pub fn is_referenced(&self, id: HandleId) -> bool {
        self.open.get(&id).is_some_and(|handle| handle.referenced)
    }

    /// Whether the handle is started.
    pub fn is_active(&self, id: HandleId) -> bool {
        self.open.get(&id).is_some_and(|handle| handle.active)
    }

    /// Whether the handle is being closed, or is closed already.
    pub fn is_closing(&self, id: HandleId) -> bool {
        self.open.get(&id).is_none_or(|handle| handle.closing)
    }

    /// Begins to close the handle; its close callback is due in the closing phase. False when it is closing already.
    pub fn close(&mut self, id: HandleId) -> bool {
        let mut begun = false;
        self.change(id, |handle| {
            begun = !handle.closing;
            handle.active = false;
            handle.closing = true;
        });
        if begun {
            self.closing.push(id);
        }
        begun
    }

    /// Takes the handles whose close callbacks are due, last closed first: `uv__run_closing_handles`.
    pub fn take_closing(&mut self) -> Vec<HandleId> {
        let mut closing = std::mem::take(&mut self.closing);
        closing.reverse();
        for id in &closing {
            self.open.remove(id);
        }
        closing
    }

    /// Whether a close callback is due, which keeps the loop alive and poll from blocking.
    pub fn any_closing(&self) -> bool {
        !self.closing.is_empty()
    }

    /// Whether an active, referenced handle keeps the loop alive.
    pub fn any_active(&self) -> bool {
        self.active_referenced > 0
    }

    fn change(&mut self, id: HandleId, change: impl FnOnce(&mut Handle)) {
        let Some(handle) = self.open.get_mut(&id) else { return };
        let (before, was) = (handle.active && handle.referenced, *handle);
        change(handle);
        if let Some(changes) = self.changes.as_mut()
            && was != *handle
        {
            changes.push((id, *handle));
        }
        let after = handle.active && handle.referenced;
        self.active_referenced = self.active_referenced + usize::from(after) - usize::from(before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_active_and_referenced_handles_keep_the_loop_alive() {
        let mut handles = Handles::default();
        let id = handles.open();
        assert!(!handles.any_active());
        handles.set_active(id, true);
        assert!(handles.any_active());
        handles.set_referenced(id, false);
        assert!(!handles.any_active());
        handles.set_referenced(id, true);
        handles.close(id);
        assert!(!handles.any_active());
    }

    #[test]
    fn handles_closed_together_run_their_callbacks_last_first() {
        let mut handles = Handles::default();
        let (first, second) = (handles.open(), handles.open());
        assert!(handles.close(first));
        assert!(handles.close(second));
        assert!(!handles.close(first));
        assert_eq!(handles.take_closing(), [second, first]);
        assert!(!handles.any_closing());
    }
}
