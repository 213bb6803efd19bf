//! Watched descriptors: `uv__io_t`, and the queues through which libuv tells the kernel of them and itself of work put off.
//!
//! HOW: starting and stopping only notes what is wanted. The kernel learns of it when poll begins, in the order of the
//! notes, which decides the order of descriptors that are ready by then.

use std::collections::BTreeMap;

use super::HandleId;
use crate::os::socket::Interest;

#[derive(Clone, Copy, Debug)]
struct Watcher {
    handle: HandleId,
    /// What the handle wants to hear: `pevents`.
    wanted: Interest,
    /// What the kernel has been told: `events`.
    told: Interest,
    /// Its place in the queue, while it stands there.
    place: Option<u64>,
}

/// All watched descriptors of a loop.
#[derive(Debug, Default)]
pub struct Watchers {
    by_fd: BTreeMap<i32, Watcher>,
    /// Descriptors of which the kernel is to be told, by their places: `loop->watcher_queue`.
    queue: BTreeMap<u64, i32>,
    /// The last place that was taken.
    last_place: u64,
    /// Descriptors that nobody wants to hear of any more, though the kernel still watches them.
    dropped: Vec<i32>,
}

impl Watchers {
    /// Adds to what is wanted of a descriptor: `uv__io_start`.
    pub fn start(&mut self, fd: i32, handle: HandleId, interest: Interest) {
        let nothing = Watcher { handle, wanted: Interest::NONE, told: Interest::NONE, place: None };
        let watcher = self.by_fd.entry(fd).or_insert(nothing);
        watcher.handle = handle;
        watcher.wanted = watcher.wanted.with(interest);
        if watcher.wanted != watcher.told {
            self.enqueue(fd);
        }
    }

    fn enqueue(&mut self, fd: i32) {
        let Some(watcher) = self.by_fd.get_mut(&fd) else { return };
        if watcher.place.is_none() {
            self.last_place += 1;
            watcher.place = Some(self.last_place);
            self.queue.insert(self.last_place, fd);
        }
    }

    /// Takes from what is wanted of a descriptor: `uv__io_stop`.
    pub fn stop(&mut self, fd: i32, interest: Interest) {
        let Some(watcher) = self.by_fd.get_mut(&fd) else { return };
        watcher.wanted = watcher.wanted.without(interest);
        if watcher.wanted.is_none() {
            if !watcher.told.is_none() {
                self.dropped.push(fd);
            }
            self.forget(fd);
        } else {
            self.enqueue(fd);
        }
    }

    /// Forgets a descriptor that is about to be closed, which takes it off the kernel's list, too: `uv__io_close`.
    pub fn forget(&mut self, fd: i32) {
        if let Some(place) = self.by_fd.remove(&fd).and_then(|watcher| watcher.place) {
            self.queue.remove(&place);
        }
    }

    /// What the kernel is to be told now, in that order.
    pub fn take_changes(&mut self) -> Vec<(i32, Interest)> {
        let mut changes = Vec::with_capacity(self.queue.len());
        for fd in std::mem::take(&mut self.dropped) {
            if !self.by_fd.contains_key(&fd) {
                changes.push((fd, Interest::NONE));
            }
        }
        for fd in std::mem::take(&mut self.queue).into_values() {
            if let Some(watcher) = self.by_fd.get_mut(&fd) {
                watcher.place = None;
                watcher.told = watcher.wanted;
                changes.push((fd, watcher.wanted));
            }
        }
        changes
    }

    /// Who watches a descriptor, and what for.
    pub fn get(&self, fd: i32) -> Option<(HandleId, Interest)> {
        self.by_fd.get(&fd).map(|watcher| (watcher.handle, watcher.wanted))
    }

    /// Whether all of `interest` is wanted of a descriptor: `uv__io_active`.
    pub fn is_active(&self, fd: i32, interest: Interest) -> bool {
        self.by_fd.get(&fd).is_some_and(|watcher| interest.without(watcher.wanted).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HANDLE: HandleId = HandleId(1);
    const BOTH: Interest = Interest { readable: true, writable: true };

    #[test]
    fn the_kernel_is_told_in_the_order_in_which_watching_began() {
        let mut watchers = Watchers::default();
        watchers.start(9, HANDLE, Interest::WRITABLE);
        watchers.start(4, HANDLE, Interest::READABLE);
        watchers.start(9, HANDLE, Interest::READABLE);
        assert_eq!(watchers.take_changes(), [(9, BOTH), (4, Interest::READABLE)]);
        assert_eq!(watchers.take_changes(), []);
    }

    #[test]
    fn stopping_and_starting_again_goes_to_the_end() {
        let mut watchers = Watchers::default();
        watchers.start(9, HANDLE, Interest::READABLE);
        watchers.start(4, HANDLE, Interest::READABLE);
        watchers.stop(9, Interest::READABLE);
        watchers.start(9, HANDLE, Interest::READABLE);
        assert_eq!(watchers.take_changes(), [(4, Interest::READABLE), (9, Interest::READABLE)]);
    }

    #[test]
    fn what_nobody_wants_any_more_is_taken_from_the_kernel_once() {
        let mut watchers = Watchers::default();
        watchers.start(9, HANDLE, Interest::READABLE);
        watchers.take_changes();
        watchers.stop(9, Interest::READABLE);
        assert_eq!(watchers.get(9), None);
        assert_eq!(watchers.take_changes(), [(9, Interest::NONE)]);
        assert_eq!(watchers.take_changes(), []);
    }

    #[test]
    fn a_closed_descriptor_is_forgotten() {
        let mut watchers = Watchers::default();
        watchers.start(9, HANDLE, Interest::READABLE);
        watchers.forget(9);
        assert_eq!(watchers.take_changes(), []);
        assert!(!watchers.is_active(9, Interest::READABLE));
    }
}
