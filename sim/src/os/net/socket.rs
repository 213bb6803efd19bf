//! What a socket is, before and after it becomes a server, an end of a connection, or a place for datagrams.

use super::connection::{ConnectionId, Side};
use super::datagrams::Datagrams;
use super::ports::{Sharing, UnixName};
use crate::world::ThreadId;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::socket::{Domain, Interest, SocketAddress, SocketKind, SocketOption, SocketSize};
use loopscope_engine::os::{Address, Errno};
use std::collections::VecDeque;

/// The number of a socket; none is used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SocketId(pub(in crate::os) u64);

impl SocketId {
    /// The number of its inode.
    pub(crate) const fn inode(self) -> u64 {
        self.0
    }
}

/// What a server has to give.
#[derive(Debug)]
pub(super) struct Listener {
    /// How many may wait: `listen(2)`'s backlog, at most `somaxconn`.
    pub(super) backlog: usize,
    /// Connections that wait to be accepted.
    pub(super) waiting: VecDeque<ConnectionId>,
}

/// What a socket has become.
#[derive(Debug)]
pub(super) enum Role {
    /// Nothing yet.
    Fresh,
    /// A server.
    Listener(Listener),
    /// An end of a connection.
    End(ConnectionId, Side),
    /// A place for datagrams.
    Datagram(Box<Datagrams>),
}

/// Who watches a socket with `epoll(7)`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Watch {
    pub(super) thread: ThreadId,
    pub(super) fd: i32,
    pub(super) interest: Interest,
    /// When it came onto the thread's list of ready descriptors; none while it is not on it.
    pub(super) listed: Option<LoopTime>,
}

/// What was set with `setsockopt(2)`.
#[derive(Debug, Default)]
pub(super) struct Options {
    pub(super) reuse_address: bool,
    pub(super) reuse_port: bool,
    pub(super) v6_only: bool,
    pub(super) aborts: bool,
    type_of_service: u8,
}

/// A socket.
#[derive(Debug)]
pub(super) struct Socket {
    pub(super) domain: Domain,
    pub(super) kind: SocketKind,
    pub(super) role: Role,
    pub(super) options: Options,
    /// The address that it is bound to.
    pub(super) address: Option<SocketAddress>,
    /// The name of a unix socket.
    pub(super) name: Option<UnixName>,
    pub(super) watch: Option<Watch>,
}

impl Socket {
    pub(super) fn new(domain: Domain, kind: SocketKind) -> Self {
        let role = match kind {
            SocketKind::Stream => Role::Fresh,
            SocketKind::Datagram => Role::Datagram(Box::default()),
        };
        Self { domain, kind, role, options: Options::default(), address: None, name: None, watch: None }
    }

    /// The address that it is bound to; the unspecified one if it is not.
    pub(super) fn bound(&self) -> SocketAddress {
        self.address.clone().unwrap_or_else(|| match self.domain {
            Domain::V4 => SocketAddress::ip(Address::V4([0; 4]), 0),
            Domain::V6 => SocketAddress::ip(Address::V6([0; 16]), 0),
            Domain::Unix => SocketAddress::UNNAMED,
        })
    }

    /// The address and port that it holds.
    pub(super) fn held_port(&self) -> Option<(Address, u16)> {
        self.address.as_ref().and_then(super::ports::ip_of)
    }

    /// How it would share its address.
    pub(super) fn sharing(&self) -> Sharing {
        Sharing {
            v6_only: self.options.v6_only,
            reuse_address: self.options.reuse_address,
            reuse_port: self.options.reuse_port,
            // Datagram sockets share by SO_REUSEADDR alone: none of them ever listens.
            listens: false,
        }
    }

    /// `setsockopt(2)`. What has no effect that a program could see is taken and forgotten.
    pub(super) fn set(&mut self, option: &SocketOption) -> Result<(), Errno> {
        match option {
            SocketOption::Abort => self.options.aborts = true,
            SocketOption::ReuseAddress(on) => self.options.reuse_address = *on,
            SocketOption::ReusePort(on) => self.options.reuse_port = *on,
            SocketOption::V6Only(on) => self.options.v6_only = *on,
            SocketOption::TypeOfService(byte) => self.options.type_of_service = *byte,
            SocketOption::NoDelay(_) | SocketOption::KeepAlive(_) => {}
            datagram_option => match &mut self.role {
                Role::Datagram(datagrams) => return datagrams.set(datagram_option),
                Role::Fresh | Role::Listener(_) | Role::End(..) => return Err(Errno::ENOPROTOOPT),
            },
        }
        Ok(())
    }

    /// `getsockopt(2)`
    pub(super) fn size(&self, size: SocketSize) -> u32 {
        match (size, &self.role) {
            (SocketSize::TypeOfService, _) => u32::from(self.options.type_of_service),
            (SocketSize::ReceiveBuffer, Role::Datagram(datagrams)) => datagrams.receive_buffer,
            (SocketSize::SendBuffer, Role::Datagram(datagrams)) => datagrams.send_buffer,
            // The middle values of `tcp_rmem` and `tcp_wmem`.
            (SocketSize::ReceiveBuffer, _) => 131_072,
            (SocketSize::SendBuffer, _) => 16_384,
        }
    }
}
