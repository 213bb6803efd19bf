//! Sockets of streams: where they come from, what they are bound to, and how they go.

use super::{EventLoop, HandleId, Stream, StreamKind};
use crate::os::file::FilePath;
use crate::os::socket::{Domain, SocketAddress, SocketKind, SocketOption};
use crate::os::{Errno, FileCall, Reply, Work};

/// What may be said of a TCP socket when it is bound: `UV_TCP_IPV6ONLY`, `UV_TCP_REUSEPORT`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BindFlags {
    /// It does not speak to IPv4.
    pub v6_only: bool,
    /// Others that say so, too, may have the same address.
    pub reuse_port: bool,
}

impl EventLoop {
    /// A socket for a stream that has none: `maybe_new_socket`. Gives its descriptor.
    pub(super) fn ensure_socket(&self, id: HandleId, domain: Domain) -> Result<i32, Errno> {
        if let Some(fd) = self.open_fd_of(id) {
            return Ok(fd);
        }
        let fd = self.os.borrow_mut().socket(domain, SocketKind::Stream)?;
        self.with_stream(id, |stream| {
            stream.fd = Some(fd);
            Ok(fd)
        })
    }

    /// Takes over an open socket: `uv_tcp_open`, `uv_pipe_open`.
    pub fn adopt_socket(&self, id: HandleId, fd: i32) -> Result<(), Errno> {
        self.with_stream(id, |stream| {
            if stream.fd.is_some() {
                return Err(Errno::EBUSY);
            }
            stream.open(fd);
            Ok(())
        })
    }

    /// Binds a stream: `uv_tcp_bind`, `uv_pipe_bind`. That an address is taken is told when it listens or connects.
    pub fn bind_stream(&self, id: HandleId, address: &SocketAddress, flags: BindFlags) -> Result<(), Errno> {
        match address {
            SocketAddress::Ip { .. } => self.bind_tcp(id, address, flags),
            SocketAddress::Unix(path) => self.bind_pipe(id, path),
        }
    }

    fn bind_tcp(&self, id: HandleId, address: &SocketAddress, flags: BindFlags) -> Result<(), Errno> {
        let domain = address.domain();
        if flags.v6_only && domain != Domain::V6 {
            return Err(Errno::EINVAL);
        }
        let fd = self.ensure_socket(id, domain)?;
        let mut os = self.os.borrow_mut();
        os.setsockopt(fd, &SocketOption::ReuseAddress(true))?;
        if flags.reuse_port {
            os.setsockopt(fd, &SocketOption::ReusePort(true))?;
        }
        if domain == Domain::V6 {
            os.setsockopt(fd, &SocketOption::V6Only(flags.v6_only))?;
        }
        let bound = os.bind(fd, address);
        drop(os);
        let delayed_error = match bound {
            Ok(()) => None,
            Err(Errno::EADDRINUSE) => Some(Errno::EADDRINUSE),
            Err(Errno::EAFNOSUPPORT) => return Err(Errno::EINVAL),
            Err(errno) => return Err(errno),
        };
        self.with_stream(id, |stream| {
            stream.delayed_error = delayed_error;
            stream.is_bound = true;
            Ok(())
        })
    }

    fn bind_pipe(&self, id: HandleId, path: &[u8]) -> Result<(), Errno> {
        if self.open_fd_of(id).is_some() {
            return Err(Errno::EINVAL);
        }
        let fd = self.os.borrow_mut().socket(Domain::Unix, SocketKind::Stream)?;
        let bound = self.os.borrow_mut().bind(fd, &SocketAddress::Unix(path.to_vec()));
        if let Err(errno) = bound {
            self.os.borrow_mut().close(fd).ok();
            // As on Windows: a folder that is missing is no place to put a pipe.
            return Err(if errno == Errno::ENOENT { Errno::EACCES } else { errno });
        }
        self.with_stream(id, |stream| {
            stream.fd = Some(fd);
            stream.is_bound = true;
            stream.path = (path.first() != Some(&0)).then(|| path.to_vec());
            Ok(())
        })
    }

    /// Lets others read from or write to a bound pipe: `uv_pipe_chmod`.
    pub fn chmod_pipe(&self, id: HandleId, readable: bool, writable: bool) -> Result<(), Errno> {
        let path = self.with_stream(id, |stream| stream.path.clone().ok_or(Errno::EBADF))?;
        let path = FilePath::from(path);
        let stat = self.os.borrow_mut().run(Work::File(FileCall::Stat { path: path.clone() }))?;
        let Reply::File(crate::os::FileReply::Stat(stat)) = stat else { return Err(Errno::EIO) };
        let mut mode = stat.mode;
        mode.0 |= if readable { 0o444 } else { 0 } | if writable { 0o222 } else { 0 };
        self.os.borrow_mut().run(Work::File(FileCall::Chmod { path, mode })).map(|_| ())
    }

    /// The stream's own address: `uv_tcp_getsockname`.
    pub fn stream_name(&self, id: HandleId) -> Result<SocketAddress, Errno> {
        let fd = self.settled_fd_of(id)?;
        self.os.borrow().getsockname(fd)
    }

    /// The address of the other end: `uv_tcp_getpeername`.
    pub fn stream_peer(&self, id: HandleId) -> Result<SocketAddress, Errno> {
        let fd = self.settled_fd_of(id)?;
        self.os.borrow().getpeername(fd)
    }

    fn settled_fd_of(&self, id: HandleId) -> Result<i32, Errno> {
        self.with_stream(id, |stream| match stream.delayed_error {
            Some(errno) => Err(errno),
            None => stream.fd.ok_or(Errno::EBADF),
        })
    }

    /// Sets something on the stream's socket; without one there is nothing to set it on.
    pub fn set_stream_option(&self, id: HandleId, option: &SocketOption) -> Result<(), Errno> {
        match self.open_fd_of(id) {
            Some(fd) => self.os.borrow_mut().setsockopt(fd, option),
            None => Err(Errno::EBADF),
        }
    }

    /// Makes the coming close reset the connection: `uv_tcp_close_reset`.
    pub fn abort_stream(&self, id: HandleId) -> Result<(), Errno> {
        if self.stream_is(id, |stream| stream.shuts) {
            return Err(Errno::EINVAL);
        }
        self.set_stream_option(id, &SocketOption::Abort)
    }

    /// Closes the socket of a stream that is being closed: `uv__stream_close`. What is still to be told of it comes in
    /// the closing phase.
    pub(in super::super) fn close_stream(&self, id: HandleId) {
        let taken = self.with_stream(id, |stream| {
            stream.is_readable = false;
            stream.is_writable = false;
            stream.is_reading = false;
            Ok((stream.fd.take(), stream.accepted_fd.take(), path_to_remove(stream)))
        });
        let Ok((fd, accepted_fd, path)) = taken else { return };
        if let Some(path) = path {
            self.os.borrow_mut().run(Work::File(FileCall::Unlink { path: FilePath::from(path) })).ok();
        }
        self.pending.borrow_mut().retain(|other| *other != id);
        if let Some(fd) = fd {
            self.close_socket(fd);
        }
        if let Some(fd) = accepted_fd {
            self.os.borrow_mut().close(fd).ok();
        }
    }

    /// Closes a watched socket: what poll has already said of it is not served any more.
    pub(in super::super) fn close_socket(&self, fd: i32) {
        self.watchers.borrow_mut().forget(fd);
        self.forget_ready(fd);
        self.os.borrow_mut().close(fd).ok();
    }
}

fn path_to_remove(stream: &mut Stream) -> Option<Vec<u8>> {
    stream.path.take().filter(|_| stream.kind == StreamKind::Pipe)
}
