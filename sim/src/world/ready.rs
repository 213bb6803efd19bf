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
    /// A socket.
    Socket(i32),
}

/// By which descriptor, and where behind it.
const fn place(ready: &Ready) -> (Descriptor, u32) {
    match ready {
        Ready::Work(..) => (Descriptor::Async, 0),
        Ready::Wake => (Descriptor::Async, 1),
        Ready::Changed(..) => (Descriptor::Inotify, 0),
        Ready::Io { fd, .. } => (Descriptor::Socket(*fd), 0),
    }
}

/// Brings what became ready, oldest first, into the order in which a poll reports it.
pub(super) fn sort(ready: &mut [Ready]) {
    let mut descriptors: Vec<Descriptor> = Vec::new();
    for one in ready.iter() {
        let (descriptor, _) = place(one);
        if !descriptors.contains(&descriptor) {
            descriptors.push(descriptor);
        }
    }
    // OK because the sort is stable: behind one async handle the oldest stays first.
    ready.sort_by_key(|one| {
        let (descriptor, behind) = place(one);
        (descriptors.iter().position(|other| *other == descriptor), behind)
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
