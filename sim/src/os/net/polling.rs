//! What `epoll(7)` reports. Each thread has a list of descriptors that may be ready; this file says who comes onto it, and
//! what is really ready when the thread looks.
//!
//! HOW: a watched socket comes onto its thread's list when something happens to it that its watcher wants to hear of, or
//! when the interest in it changes. When the thread polls, what is not ready any more leaves the list, and what is ready
//! stays on it, behind the others: level-triggered. `ep_poll_callback` and `ep_send_events` of Linux.

use super::socket::{Role, Watch};
use super::{Net, SocketId};
use crate::world::ThreadId;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::Errno;
use loopscope_engine::os::socket::{Events, Interest};

impl Net {
    /// `epoll_ctl(2)`
    pub(crate) fn watch(&mut self, id: SocketId, thread: ThreadId, fd: i32, interest: Interest) -> Result<(), Errno> {
        let socket = self.get_mut(id)?;
        if interest.is_none() {
            socket.watch = None;
            return Ok(());
        }
        let listed = socket.watch.and_then(|watch| watch.listed);
        socket.watch = Some(Watch { thread, fd, interest, listed });
        self.touch(id);
        Ok(())
    }

    /// Something may have become ready: puts it onto the list of whoever watches, if there is anything to hear.
    pub(super) fn touch(&mut self, id: SocketId) {
        let Some(watch) = self.sockets.get(&id).and_then(|socket| socket.watch) else { return };
        if watch.listed.is_none() && self.events(id).heard_by(watch.interest).any() {
            self.rings.push((watch.thread, watch.fd));
            if let Some(watch) = self.sockets.get_mut(&id).and_then(|socket| socket.watch.as_mut()) {
                // The machine corrects it to the present.
                watch.listed = Some(LoopTime::ZERO);
            }
        }
    }

    /// Who came onto the lists since the last call.
    pub(crate) fn take_rings(&mut self) -> Vec<(ThreadId, i32)> {
        std::mem::take(&mut self.rings)
    }

    /// What the watcher of a socket hears now; none when it is nothing.
    pub(crate) fn heard(&self, id: SocketId) -> Option<Events> {
        let watch = self.sockets.get(&id)?.watch?;
        Some(self.events(id).heard_by(watch.interest)).filter(|events| events.any())
    }

    /// Takes a socket off its watcher's list.
    pub(crate) fn unlist(&mut self, id: SocketId) {
        if let Some(watch) = self.sockets.get_mut(&id).and_then(|socket| socket.watch.as_mut()) {
            watch.listed = None;
        }
    }

    /// Notes when a socket came onto its watcher's list.
    pub(crate) fn list(&mut self, id: SocketId, at: LoopTime) {
        if let Some(watch) = self.sockets.get_mut(&id).and_then(|socket| socket.watch.as_mut()) {
            watch.listed = Some(at);
        }
    }

    /// When a socket came onto its watcher's list.
    pub(crate) fn listed(&self, id: SocketId) -> Option<LoopTime> {
        self.sockets.get(&id)?.watch?.listed
    }

    /// Whether there is nothing to read yet: neither bytes nor an end nor an error.
    pub(crate) fn would_block(&self, id: SocketId) -> bool {
        let events = self.events(id);
        !events.readable && !events.error && !events.hangup
    }

    /// What is true of a socket.
    fn events(&self, id: SocketId) -> Events {
        let Some(socket) = self.sockets.get(&id) else { return Events::NONE };
        match &socket.role {
            // A stream that was never connected is as good as closed.
            Role::Fresh => Events { writable: true, hangup: true, ..Events::NONE },
            Role::Listener(listener) => Events { readable: !listener.waiting.is_empty(), ..Events::NONE },
            Role::Datagram(datagrams) => {
                let error = datagrams.error.is_some();
                Events { readable: datagrams.is_readable(), writable: true, error, hangup: false }
            }
            Role::End(connection, side) => {
                self.connections.get(connection).map_or(Events::NONE, |connection| connection.events(*side))
            }
        }
    }
}
