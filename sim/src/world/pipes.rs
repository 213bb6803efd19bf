//! File calls on descriptors that are sockets, such as the standard streams of a child process: a read waits until there
//! is something to read, as on any descriptor that does not refuse to block.

use super::events::Event;
use super::machine::{Ending, Machine};
use super::sleep::Bed;
use super::threads::ThreadId;
use crate::clock::wall_at;
use crate::costs::{Bounds, Costs};
use crate::os::net::SocketId;
use crate::scheduler::ChoiceName;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::file::{Mode, Stat};
use loopscope_engine::os::{Errno, FileCall, FileReply, Reply, Work};

/// What `fstat(2)` says of every socket's block size on Linux.
const SOCKET_BLOCK_BYTES: u64 = 4_096;

impl Machine {
    /// The socket that a file call is about, if it is about one.
    fn socket_behind(&self, process: usize, call: &FileCall) -> Option<SocketId> {
        self.processes[process].files.socket(call.fd()?).ok()
    }

    /// The socket that `work` would have to wait for now.
    fn awaited(&self, process: usize, work: &Work) -> Option<SocketId> {
        let Work::File(call @ FileCall::Read { position: None, .. }) = work else { return None };
        self.socket_behind(process, call).filter(|socket| self.net.would_block(*socket))
    }

    /// Where the thread `id` has to wait before `work` can be done, if it has to.
    pub(crate) fn bed_before(&self, id: ThreadId, work: &Work) -> Option<Bed> {
        self.awaited(self.threads.get(id).process, work).map(Bed::Socket)
    }

    /// Whether a worker of a pool has to wait with what it is at; if so, it goes on when there is something to read.
    pub(super) fn blocks_worker(&mut self, process: usize, worker: u32) -> bool {
        let work = self.processes[process].pool.as_ref().and_then(|pool| pool.work_of(worker));
        let blocks = work.is_some_and(|work| self.awaited(process, &work).is_some());
        if blocks {
            self.blocked.push((process, worker));
        }
        blocks
    }

    /// Lets those go on who waited for what can be read now.
    pub(super) fn wake_readers(&mut self, at: LoopTime) {
        let beds = self.sleepers.iter().filter_map(|sleeper| match sleeper.bed {
            Bed::Socket(socket) if !self.net.would_block(socket) => Some(sleeper.bed),
            Bed::Socket(_) | Bed::Word { .. } | Bed::Thread(_) => None,
        });
        for bed in beds.collect::<Vec<_>>() {
            self.wake_sleepers(at, bed, usize::MAX);
        }
        for (process, worker) in std::mem::take(&mut self.blocked) {
            if self.blocks_worker(process, worker) {
                continue;
            }
            let delay = self.draw(at, ChoiceName::WakeDelay, &"worker that reads", Costs::WAKE);
            let window = Bounds::fixed(delay).from(at);
            let event =
                self.events.announce(window, Event::JobDone { process, worker }, "worker that reads".to_owned());
            if let Some(end) = self.processes[process].ends.get_mut(&worker) {
                *end = Ending { event, fault: end.fault };
            }
        }
    }

    /// Does a file call on a socket; `None` when it is about none.
    pub(super) fn call_socket(
        &mut self,
        at: LoopTime,
        process: usize,
        call: &FileCall,
    ) -> Option<Result<Reply, Errno>> {
        let socket = self.socket_behind(process, call)?;
        let result = match call {
            FileCall::Read { len, position: None, .. } => self.net.read(socket, *len).map(FileReply::Bytes),
            FileCall::Write { bytes, position: None, .. } => {
                self.net.write(socket, &[bytes]).map(|count| FileReply::Count(count as u64))
            }
            FileCall::Read { .. } | FileCall::Write { .. } => Err(Errno::ESPIPE),
            FileCall::Fstat { .. } => Ok(FileReply::Stat(self.stat_of_socket(socket))),
            FileCall::Close { fd } => self.processes[process].files.remove_socket(*fd).map(|socket| {
                self.net.close(socket);
                FileReply::Done
            }),
            _ => Err(Errno::EINVAL),
        };
        self.transmit(at);
        Some(result.map(Reply::File))
    }

    fn stat_of_socket(&self, socket: SocketId) -> Stat {
        let born = wall_at(self.wall_start, LoopTime::ZERO);
        Stat {
            dev: 0,
            mode: Mode(Mode::SOCKET.0 | 0o777),
            nlink: 1,
            uid: 1_000,
            gid: 1_000,
            rdev: 0,
            ino: socket.inode(),
            size: 0,
            blksize: SOCKET_BLOCK_BYTES,
            blocks: 0,
            accessed: born,
            modified: born,
            changed: born,
            born,
        }
    }
}
