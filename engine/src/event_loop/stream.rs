//! Streams over sockets: libuv's `uv_stream_t` with `uv_tcp_t` and `uv_pipe_t`, by the rules of its `src/unix/stream.c`.
//!
//! Start with [`Stream`], then `EventLoop::on_stream_io`, where everything that the kernel reports comes in. The parts:
//!
//! * `opening`: bind, open, close, addresses
//! * `listening`: listen and accept
//! * `connecting`: connect, and its outcome
//! * `reading`, `writing`: the two directions; `writing` has the shutdown, too
//!
//! HOW the borrows work: a stream is borrowed for a step at a time, never while the [`Host`] runs a callback, since a
//! callback may do anything to any stream, its own included. Every loop below therefore asks again, after each
//! callback, whether the stream still has its descriptor.

mod connecting;
mod listening;
mod opening;
mod reading;
mod writing;

pub use opening::BindFlags;

use std::collections::VecDeque;

use super::{EventLoop, HandleId, Host};
use crate::os::Errno;
use crate::os::socket::{Events, Interest};

/// How many bytes a read asks for unless the stream's owner reads into memory of its own: `uv__read`, and what Node
/// allocates for it.
pub const READ_BYTES: usize = 64 * 1024;

/// What happened on a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamEvent {
    /// The connect that was asked for is over.
    Connected(Result<(), Errno>),
    /// A connection waits to be taken with [`EventLoop::accept`].
    Connection,
    /// Bytes came; `EOF` at the end.
    Read(Result<Vec<u8>, Errno>),
    /// The oldest write under way is over.
    Written(Result<(), Errno>),
    /// The shutdown that was asked for is over.
    ShutDown(Result<(), Errno>),
}

/// Which kind of stream it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamKind {
    /// `uv_tcp_t`
    Tcp,
    /// `uv_pipe_t`: a unix socket.
    Pipe,
}

/// A write under way: `uv_write_t`.
#[derive(Debug)]
struct Write {
    bytes: Vec<u8>,
    /// How many of them the kernel has taken.
    taken: usize,
    outcome: Result<(), Errno>,
}

/// A stream: `uv_stream_t`. What is seldom there takes no memory until it is.
#[derive(Debug)]
pub struct Stream {
    kind: StreamKind,
    fd: Option<i32>,
    /// `UV_HANDLE_BOUND`
    is_bound: bool,
    /// `UV_HANDLE_READABLE`: it may be read from.
    is_readable: bool,
    /// `UV_HANDLE_WRITABLE`: it may be written to.
    is_writable: bool,
    /// It listens: its readiness means connections.
    is_listening: bool,
    /// `UV_HANDLE_READING`
    is_reading: bool,
    /// `UV_HANDLE_READ_EOF`: the end was reported.
    is_at_end: bool,
    /// `UV_HANDLE_READ_PARTIAL`: the last read found less than it asked for.
    was_partial: bool,
    /// How many bytes a read asks for.
    read_len: usize,
    /// A connect is under way: `connect_req`.
    connects: bool,
    /// A shutdown waits for the writes before it: `shutdown_req`.
    shuts: bool,
    /// An error of bind or connect, kept for the call or the turn that reports it: `delayed_error`.
    delayed_error: Option<Errno>,
    /// `write_queue`
    writes: VecDeque<Write>,
    /// Writes that are over and whose owner has not been told: `write_completed_queue`.
    written: VecDeque<Write>,
    /// Bytes in the writes whose owners have not been told: `write_queue_size`.
    queued_bytes: usize,
    /// A connection that was accepted and not yet taken: `accepted_fd`.
    accepted_fd: Option<i32>,
    /// The file to be removed with the stream: `pipe_fname`.
    path: Option<Vec<u8>>,
}

impl Stream {
    /// A stream without a socket: `uv_tcp_init`, `uv_pipe_init`.
    const fn new(kind: StreamKind) -> Self {
        Self {
            kind,
            fd: None,
            is_bound: false,
            is_readable: false,
            is_writable: false,
            is_listening: false,
            is_reading: false,
            is_at_end: false,
            was_partial: false,
            read_len: READ_BYTES,
            connects: false,
            shuts: false,
            delayed_error: None,
            writes: VecDeque::new(),
            written: VecDeque::new(),
            queued_bytes: 0,
            accepted_fd: None,
            path: None,
        }
    }

    /// Gives it a socket that can be read and written: `uv__stream_open`.
    const fn open(&mut self, fd: i32) {
        self.fd = Some(fd);
        self.is_readable = true;
        self.is_writable = true;
    }
}

impl EventLoop {
    /// Makes a handle a stream without a socket.
    pub fn open_stream(&self, id: HandleId, kind: StreamKind) {
        self.streams.borrow_mut().insert(id, Stream::new(kind));
    }

    /// Does something with a stream; `EBADF` when there is none any more.
    fn with_stream<T>(&self, id: HandleId, change: impl FnOnce(&mut Stream) -> Result<T, Errno>) -> Result<T, Errno> {
        self.streams.borrow_mut().get_mut(&id).map_or(Err(Errno::EBADF), change)
    }

    /// Asks something of a stream; `None` when it has no socket.
    fn open_fd_of(&self, id: HandleId) -> Option<i32> {
        self.streams.borrow().get(&id).and_then(|stream| stream.fd)
    }

    /// Whether something holds for a stream; false when there is none any more.
    fn stream_is(&self, id: HandleId, condition: impl FnOnce(&Stream) -> bool) -> bool {
        self.streams.borrow().get(&id).is_some_and(condition)
    }

    /// The descriptor of a stream: `uv_fileno`.
    pub fn stream_fd(&self, id: HandleId) -> Option<i32> {
        self.open_fd_of(id)
    }

    /// Bytes that wait to be written: `uv_stream_get_write_queue_size`.
    pub fn write_queue_size(&self, id: HandleId) -> usize {
        self.streams.borrow().get(&id).map_or(0, |stream| stream.queued_bytes)
    }

    /// The kernel reports a stream's descriptor, or work was put off to this turn: `uv__stream_io`, `uv__server_io`.
    pub(super) fn on_stream_io(&self, id: HandleId, events: Events, host: &dyn Host) {
        if self.stream_is(id, |stream| stream.is_listening) {
            return self.serve_connections(id, host);
        }
        if self.stream_is(id, |stream| stream.connects) {
            return self.finish_connect(id, host);
        }
        if events.readable || events.error || events.hangup {
            self.read_stream(id, host);
        }
        // A hang-up without bytes to read before it: the end comes without another read.
        let ends = |stream: &Stream| stream.is_reading && stream.was_partial && !stream.is_at_end;
        if events.hangup && self.stream_is(id, ends) {
            self.end_reading(id, host);
        }
        if self.open_fd_of(id).is_none() {
            return;
        }
        if events.writable || events.error || events.hangup {
            self.write_stream(id);
            self.report_written(id, host);
            if self.stream_is(id, |stream| stream.writes.is_empty()) {
                self.drain_stream(id, host);
            }
        }
    }

    /// What is left to tell of a stream that is closed: `uv__stream_destroy`.
    pub(super) fn destroy_stream(&self, id: HandleId, host: &dyn Host) {
        if self.stream_is(id, |stream| stream.connects) {
            self.settle_connect(id, Err(Errno::ECANCELED), host);
        }
        self.cancel_writes(id, Errno::ECANCELED);
        self.report_written(id, host);
        self.drain_stream(id, host);
        self.streams.borrow_mut().remove(&id);
    }

    fn watch_stream(&self, id: HandleId, interest: Interest) {
        if let Some(fd) = self.open_fd_of(id) {
            self.watchers.borrow_mut().start(fd, id, interest);
        }
    }

    fn unwatch_stream(&self, id: HandleId, interest: Interest) {
        if let Some(fd) = self.open_fd_of(id) {
            self.watchers.borrow_mut().stop(fd, interest);
        }
    }
}
