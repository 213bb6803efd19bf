//! Datagram sockets: libuv's `uv_udp_t`, by the rules of its `src/unix/udp.c`.

mod sending;

use std::collections::VecDeque;

use super::stream::BindFlags;
use super::{EventLoop, HandleId, Host};
use crate::os::socket::{Datagram, Domain, Events, Interest, SocketAddress, SocketKind, SocketOption, SocketSize};
use crate::os::{Address, Errno};

/// How many bytes of a datagram are read: more than one can have.
const DATAGRAM_BYTES: usize = 64 * 1024;

/// How many datagrams one socket gets in a turn: `uv__udp_recvmsg`'s count.
const RECEIVES_MAX: usize = 32;

/// What happened on a datagram socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UdpEvent {
    /// A datagram came.
    Received(Result<Datagram, Errno>),
    /// The oldest datagram that waited to be sent is out.
    Sent(Result<(), Errno>),
}

/// A datagram that waits for room in the kernel: `uv_udp_send_t`.
#[derive(Debug)]
struct Send {
    bytes: Vec<u8>,
    to: Option<SocketAddress>,
    outcome: Result<(), Errno>,
}

/// A datagram socket: `uv_udp_t`.
#[derive(Debug, Default)]
pub struct Udp {
    fd: Option<i32>,
    is_bound: bool,
    is_connected: bool,
    /// `UV_HANDLE_UDP_PROCESSING`: owners of sends are being told.
    is_telling: bool,
    sends: VecDeque<Send>,
    sent: VecDeque<Send>,
    /// Sends whose owners have not been told, and their bytes: `send_queue_count`, `send_queue_size`.
    queued: usize,
    queued_bytes: usize,
}

impl EventLoop {
    /// Makes a handle a datagram socket: `uv_udp_init`.
    pub fn open_udp(&self, id: HandleId) {
        self.udps.borrow_mut().insert(id, Udp::default());
    }

    fn with_udp<T>(&self, id: HandleId, change: impl FnOnce(&mut Udp) -> Result<T, Errno>) -> Result<T, Errno> {
        self.udps.borrow_mut().get_mut(&id).map_or(Err(Errno::EBADF), change)
    }

    fn open_fd_of_udp(&self, id: HandleId) -> Option<i32> {
        self.udps.borrow().get(&id).and_then(|udp| udp.fd)
    }

    /// The descriptor, if it has one by now: `uv_fileno`.
    pub fn udp_fd(&self, id: HandleId) -> Result<i32, Errno> {
        self.open_fd_of_udp(id).ok_or(Errno::EBADF)
    }

    fn ensure_udp_socket(&self, id: HandleId, domain: Domain) -> Result<i32, Errno> {
        if let Some(fd) = self.open_fd_of_udp(id) {
            return Ok(fd);
        }
        let fd = self.os.borrow_mut().socket(domain, SocketKind::Datagram)?;
        self.adopt_udp_socket(id, fd)?;
        Ok(fd)
    }

    /// Takes over an open socket: `uv_udp_open`.
    pub fn adopt_udp_socket(&self, id: HandleId, fd: i32) -> Result<(), Errno> {
        self.with_udp(id, |udp| {
            if udp.fd.is_some() {
                return Err(Errno::EBUSY);
            }
            udp.fd = Some(fd);
            Ok(())
        })
    }

    /// Binds: `uv_udp_bind`.
    pub fn bind_udp(
        &self,
        id: HandleId,
        address: &SocketAddress,
        flags: BindFlags,
        reuse_address: bool,
    ) -> Result<(), Errno> {
        let domain = address.domain();
        if flags.v6_only && domain != Domain::V6 {
            return Err(Errno::EINVAL);
        }
        let fd = self.ensure_udp_socket(id, domain)?;
        let mut os = self.os.borrow_mut();
        if reuse_address {
            os.setsockopt(fd, &SocketOption::ReuseAddress(true))?;
        }
        if flags.reuse_port {
            os.setsockopt(fd, &SocketOption::ReusePort(true))?;
        }
        if flags.v6_only {
            os.setsockopt(fd, &SocketOption::V6Only(true))?;
        }
        let bound = os.bind(fd, address);
        drop(os);
        bound.map_err(|errno| if errno == Errno::EAFNOSUPPORT { Errno::EINVAL } else { errno })?;
        self.with_udp(id, |udp| {
            udp.is_bound = true;
            Ok(())
        })
    }

    /// Binds to any port if it is not bound: `uv__udp_maybe_deferred_bind`.
    fn ensure_bound(&self, id: HandleId, domain: Domain) -> Result<i32, Errno> {
        if !self.with_udp(id, |udp| Ok(udp.is_bound))? {
            let any = if domain == Domain::V6 { Address::V6([0; 16]) } else { Address::V4([0; 4]) };
            self.bind_udp(id, &SocketAddress::ip(any, 0), BindFlags::default(), false)?;
        }
        self.udp_fd(id)
    }

    /// Remembers whom it speaks to: `uv_udp_connect`.
    pub fn connect_udp(&self, id: HandleId, address: &SocketAddress) -> Result<(), Errno> {
        if self.with_udp(id, |udp| Ok(udp.is_connected))? {
            return Err(Errno::EISCONN);
        }
        let fd = self.ensure_bound(id, address.domain())?;
        self.os.borrow_mut().connect(fd, address)?;
        self.set_udp_connected(id, true)
    }

    /// Forgets whom it speaks to: `uv_udp_connect` without an address.
    pub fn disconnect_udp(&self, id: HandleId) -> Result<(), Errno> {
        if !self.with_udp(id, |udp| Ok(udp.is_connected))? {
            return Err(Errno::ENOTCONN);
        }
        let fd = self.udp_fd(id)?;
        self.os.borrow_mut().disconnect(fd)?;
        self.set_udp_connected(id, false)
    }

    fn set_udp_connected(&self, id: HandleId, is_connected: bool) -> Result<(), Errno> {
        self.with_udp(id, |udp| {
            udp.is_connected = is_connected;
            Ok(())
        })
    }

    /// Begins to receive: `uv_udp_recv_start`.
    pub fn receive_start(&self, id: HandleId) -> Result<(), Errno> {
        let fd = self.ensure_bound(id, Domain::V4)?;
        if self.watchers.borrow().is_active(fd, Interest::READABLE) {
            return Err(Errno::EALREADY);
        }
        self.watchers.borrow_mut().start(fd, id, Interest::READABLE);
        self.set_active(id, true);
        Ok(())
    }

    /// Stops receiving: `uv_udp_recv_stop`.
    pub fn receive_stop(&self, id: HandleId) {
        let Some(fd) = self.open_fd_of_udp(id) else { return };
        self.watchers.borrow_mut().stop(fd, Interest::READABLE);
        self.stop_if_idle(id, fd, Interest::WRITABLE);
    }

    fn stop_if_idle(&self, id: HandleId, fd: i32, other: Interest) {
        if !self.watchers.borrow().is_active(fd, other) {
            self.set_active(id, false);
        }
    }

    /// The kernel reports a datagram socket, or work was put off to this turn: `uv__udp_io`.
    pub(super) fn on_udp_io(&self, id: HandleId, events: Events, host: &dyn Host) {
        if events.readable {
            self.receive_all(id, host);
        }
        if events.writable && self.open_fd_of_udp(id).is_some() {
            self.send_queued(id);
            self.report_sent(id, host);
        }
    }

    /// `uv__udp_recvmsg`
    fn receive_all(&self, id: HandleId, host: &dyn Host) {
        for _ in 0..RECEIVES_MAX {
            let Some(fd) = self.open_fd_of_udp(id) else { return };
            if self.stopped.get() || !self.watchers.borrow().is_active(fd, Interest::READABLE) {
                return;
            }
            let received = self.os.borrow_mut().receive(fd, DATAGRAM_BYTES);
            let failed = received.is_err();
            if received != Err(Errno::EAGAIN) {
                host.on_udp(id, UdpEvent::Received(received));
            }
            if failed {
                return;
            }
        }
    }

    /// Closes the socket of a handle that is being closed: `uv__udp_close`.
    pub(super) fn close_udp(&self, id: HandleId) {
        self.pending.borrow_mut().retain(|other| *other != id);
        if let Ok(Some(fd)) = self.with_udp(id, |udp| Ok(udp.fd.take())) {
            self.close_socket(fd);
        }
    }

    /// What is left to tell of a closed one: `uv__udp_finish_close`.
    pub(super) fn destroy_udp(&self, id: HandleId, host: &dyn Host) {
        self.with_udp(id, |udp| {
            while let Some(mut send) = udp.sends.pop_front() {
                send.outcome = Err(Errno::ECANCELED);
                udp.sent.push_back(send);
            }
            Ok(())
        })
        .ok();
        self.report_sent(id, host);
        self.udps.borrow_mut().remove(&id);
    }

    /// Its own address, or the one it is connected to: `uv_udp_getsockname`, `uv_udp_getpeername`.
    pub fn udp_name(&self, id: HandleId, of_peer: bool) -> Result<SocketAddress, Errno> {
        let fd = self.udp_fd(id)?;
        let os = self.os.borrow();
        if of_peer { os.getpeername(fd) } else { os.getsockname(fd) }
    }

    /// Sets something on its socket.
    pub fn set_udp_option(&self, id: HandleId, option: &SocketOption) -> Result<(), Errno> {
        let fd = self.udp_fd(id)?;
        self.os.borrow_mut().setsockopt(fd, option)
    }

    /// Joins or leaves a group, for which an unbound socket is bound first: `uv_udp_set_membership`.
    pub fn set_membership(&self, id: HandleId, option: &SocketOption, domain: Domain) -> Result<(), Errno> {
        let fd = if self.with_udp(id, |udp| Ok(udp.is_bound))? {
            self.udp_fd(id)?
        } else {
            let any = if domain == Domain::V6 { Address::V6([0; 16]) } else { Address::V4([0; 4]) };
            self.bind_udp(id, &SocketAddress::ip(any, 0), BindFlags::default(), true)?;
            self.udp_fd(id)?
        };
        self.os.borrow_mut().setsockopt(fd, option)
    }

    /// A number of its socket.
    pub fn udp_size(&self, id: HandleId, size: SocketSize) -> Result<u32, Errno> {
        let fd = self.udp_fd(id)?;
        self.os.borrow().getsockopt(fd, size)
    }
}
