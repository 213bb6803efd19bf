//! In which order one poll reports what is ready.
//!
//! The kernel reports descriptors in the order in which they became ready. Behind one of them, libuv's own event
//! counter, stand all of a loop's async handles, which libuv serves in the order of their creation: the pool's came with
//! the loop, those of message ports later.

use loopscope_engine::os::Ready;

/// The descriptor that something is reported by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Descriptor {
    /// libuv's event counter: `loop->async_io_watcher`.
    Async,
    /// The loop's inotify instance: `loop->inotify_read_watcher`.
    Inotify,
    /// The loop's pipe of signals, which libuv serves last: `loop->signal_io_watcher`.
    Signals,
    /// A socket; each is its own.
    Socket,
}

/// By which descriptor, and where behind it.
const fn place(ready: &Ready) -> (Descriptor, u32) {
    match ready {
        Ready::Work(..) => (Descriptor::Async, 0),
        Ready::Wake => (Descriptor::Async, 1),
        Ready::Changed(..) => (Descriptor::Inotify, 0),
        Ready::Signal(_) | Ready::Child(..) => (Descriptor::Signals, 0),
        Ready::Io { .. } => (Descriptor::Socket, 0),
    }
}

/// Brings what became ready, oldest first, into the order in which a poll reports it.
pub(super) fn sort(ready: &mut [Ready]) {
    let first = |wanted: Descriptor| ready.iter().position(|one| place(one).0 == wanted);
    let (counter, inotify) = (first(Descriptor::Async), first(Descriptor::Inotify));
    // OK because a socket stands on the list once, and the sort is stable: behind one handle the oldest stays first.
    let mut at = 0;
    ready.sort_by_cached_key(|one| {
        at += 1;
        let (descriptor, behind) = place(one);
        match descriptor {
            Descriptor::Async => (counter, behind),
            Descriptor::Inotify => (inotify, behind),
            Descriptor::Signals => (Some(usize::MAX), behind),
            Descriptor::Socket => (Some(at - 1), behind),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::sort;
    use loopscope_engine::os::{ChangeKind, FileChange, Ready, Reply, WatchId, WorkId};

    fn work(id: u64) -> Ready {
        Ready::Work(WorkId(id), Ok(Reply::Computed))
    }

    fn changed(name: &str) -> Ready {
        Ready::Changed(WatchId(0), FileChange { kind: ChangeKind::Change, name: name.into() })
    }

    #[test]
    fn completions_come_before_messages_and_descriptors_as_they_became_ready() {
        let mut ready = [changed("a"), Ready::Wake, work(2), changed("b"), work(1)];
        sort(&mut ready);
        assert_eq!(ready, [changed("a"), changed("b"), work(2), work(1), Ready::Wake]);
    }
}
