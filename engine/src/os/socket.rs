//! Sockets as `socket(7)`, `ip(7)`, `tcp(7)`, `udp(7)` and `unix(7)` describe them, none of which ever waits: every
//! descriptor made here is non-blocking, and `epoll(7)` tells when a call is worth another try.
//!
//! Start with [`Sockets`]. What its calls take and give is in `values`.

mod values;

pub use values::{Connecting, Datagram, Domain, Events, Interest, SocketAddress, SocketKind, SocketOption, SocketSize};

use super::Errno;

/// The calls on sockets. Every one that takes a descriptor may give `EBADF`, and `ENOTSOCK` for one of a file. An
/// operating system without sockets gives `ENOSYS`.
pub trait Sockets {
    /// `socket(2)`: the lowest free descriptor. `EMFILE`, `EAFNOSUPPORT`.
    fn socket(&mut self, domain: Domain, kind: SocketKind) -> Result<i32, Errno> {
        let _ = (domain, kind);
        Err(Errno::ENOSYS)
    }

    /// `socketpair(2)`: two unix streams that are connected to each other. `EMFILE`.
    fn socketpair(&mut self) -> Result<(i32, i32), Errno> {
        Err(Errno::ENOSYS)
    }

    /// `bind(2)`. Port 0 takes any free one. `EADDRINUSE`, `EADDRNOTAVAIL`, `EACCES`, `EINVAL` when it is bound already;
    /// for a path also the errors of making a file there.
    fn bind(&mut self, fd: i32, address: &SocketAddress) -> Result<(), Errno> {
        let _ = (fd, address);
        Err(Errno::ENOSYS)
    }

    /// `listen(2)`: up to `backlog` and one more connections may wait to be accepted. `EADDRINUSE`, `EINVAL` when it is
    /// connected.
    fn listen(&mut self, fd: i32, backlog: u32) -> Result<(), Errno> {
        let _ = (fd, backlog);
        Err(Errno::ENOSYS)
    }

    /// `accept4(2)`: the oldest connection that waits. `EAGAIN` when there is none; `EMFILE`, `EINVAL` when it does not
    /// listen.
    fn accept(&mut self, fd: i32) -> Result<i32, Errno> {
        let _ = fd;
        Err(Errno::ENOSYS)
    }

    /// `connect(2)`. A stream over the network is under way when this returns; a datagram socket just remembers the
    /// address. `ECONNREFUSED`, `ENETUNREACH`, `EADDRNOTAVAIL`, `EISCONN`, `EALREADY`, `EAGAIN` when the backlog of a
    /// path is full, `ENOENT`.
    fn connect(&mut self, fd: i32, address: &SocketAddress) -> Result<Connecting, Errno> {
        let _ = (fd, address);
        Err(Errno::ENOSYS)
    }

    /// Undoes [`Self::connect`] of a datagram socket: `connect(2)` with `AF_UNSPEC`. `ENOTCONN`.
    fn disconnect(&mut self, fd: i32) -> Result<(), Errno> {
        let _ = fd;
        Err(Errno::ENOSYS)
    }

    /// `read(2)` of a stream: at most `len` bytes, none at the end. `EAGAIN`, `ECONNRESET`, `ENOTCONN`, `ETIMEDOUT`.
    fn read(&mut self, fd: i32, len: usize) -> Result<Vec<u8>, Errno> {
        let _ = (fd, len);
        Err(Errno::ENOSYS)
    }

    /// `writev(2)` to a stream, with the signal `SIGPIPE` ignored: how many bytes were taken, at least one.
    /// `EAGAIN`, `EPIPE`, `ECONNRESET`, `ENOTCONN`.
    fn write(&mut self, fd: i32, parts: &[&[u8]]) -> Result<usize, Errno> {
        let _ = (fd, parts);
        Err(Errno::ENOSYS)
    }

    /// `sendmsg(2)` of a datagram, to the address it is connected to if none is given. Binds the socket first if need
    /// be. `EMSGSIZE`, `EDESTADDRREQ`, `EISCONN`, `ENETUNREACH`, `EACCES` for an unasked broadcast, `ECONNREFUSED` when
    /// the datagram before found nobody.
    fn send(&mut self, fd: i32, parts: &[&[u8]], to: Option<&SocketAddress>) -> Result<usize, Errno> {
        let _ = (fd, parts, to);
        Err(Errno::ENOSYS)
    }

    /// `recvmsg(2)` of a datagram; what is longer than `len` is cut off. `EAGAIN`, `ECONNREFUSED`.
    fn receive(&mut self, fd: i32, len: usize) -> Result<Datagram, Errno> {
        let _ = (fd, len);
        Err(Errno::ENOSYS)
    }

    /// `shutdown(2)` with `SHUT_WR`: the peer finds the end behind all that was written. `ENOTCONN`.
    fn shutdown(&mut self, fd: i32) -> Result<(), Errno> {
        let _ = fd;
        Err(Errno::ENOSYS)
    }

    /// `close(2)` of a socket. A stream that has unread bytes, or was told [`SocketOption::Abort`], resets its
    /// connection; any other says that it has ended.
    fn close(&mut self, fd: i32) -> Result<(), Errno> {
        let _ = fd;
        Err(Errno::ENOSYS)
    }

    /// `getsockname(2)`.
    fn getsockname(&self, fd: i32) -> Result<SocketAddress, Errno> {
        let _ = fd;
        Err(Errno::ENOSYS)
    }

    /// `getpeername(2)`. `ENOTCONN`.
    fn getpeername(&self, fd: i32) -> Result<SocketAddress, Errno> {
        let _ = fd;
        Err(Errno::ENOSYS)
    }

    /// `getsockopt(2)` of `SO_ERROR`: the error of what went on meanwhile, forgotten with this call. Without one, whether
    /// the socket still connects.
    fn take_error(&mut self, fd: i32) -> Result<Connecting, Errno> {
        let _ = fd;
        Err(Errno::ENOSYS)
    }

    /// `setsockopt(2)`. `EINVAL`, `ENODEV`, `EADDRNOTAVAIL`, `ENOPROTOOPT`.
    fn setsockopt(&mut self, fd: i32, option: &SocketOption) -> Result<(), Errno> {
        let _ = (fd, option);
        Err(Errno::ENOSYS)
    }

    /// `getsockopt(2)` of a number.
    fn getsockopt(&self, fd: i32, size: SocketSize) -> Result<u32, Errno> {
        let _ = (fd, size);
        Err(Errno::ENOSYS)
    }

    /// `epoll_ctl(2)`: what poll is to report about the descriptor from now on, level-triggered; errors and hang-ups
    /// always. No interest at all takes it out.
    fn epoll_ctl(&mut self, fd: i32, interest: Interest) -> Result<(), Errno> {
        let _ = (fd, interest);
        Err(Errno::ENOSYS)
    }
}
