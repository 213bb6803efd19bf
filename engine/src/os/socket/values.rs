//! What the calls on sockets take and give.

use super::super::file::FilePath;
use super::super::names::Address;
use std::fmt;

/// The kind of addresses: `AF_*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Domain {
    /// `AF_INET`
    V4,
    /// `AF_INET6`, which speaks to IPv4 as well unless [`SocketOption::V6Only`] forbids it.
    V6,
    /// `AF_UNIX`
    Unix,
}

/// What a socket carries: `SOCK_*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SocketKind {
    /// Bytes in order, without borders: TCP, or a unix stream.
    Stream,
    /// Messages that may be lost: UDP.
    Datagram,
}

/// Where a socket is, or where it wants to go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SocketAddress {
    /// `sockaddr_in` and `sockaddr_in6`.
    Ip {
        /// The machine.
        address: Address,
        /// The socket on it.
        port: u16,
    },
    /// `sockaddr_un`: a path; empty for a socket without a name; with a zero byte first for one outside of the tree.
    Unix(Vec<u8>),
}

impl SocketAddress {
    /// An address of the Internet protocol.
    pub const fn ip(address: Address, port: u16) -> Self {
        Self::Ip { address, port }
    }

    /// The address of a unix socket without a name.
    pub const UNNAMED: Self = Self::Unix(Vec::new());

    /// What kind of address it is.
    pub const fn domain(&self) -> Domain {
        match self {
            Self::Ip { address: Address::V4(_), .. } => Domain::V4,
            Self::Ip { address: Address::V6(_), .. } => Domain::V6,
            Self::Unix(_) => Domain::Unix,
        }
    }
}

impl fmt::Display for SocketAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ip { address: address @ Address::V4(_), port } => write!(f, "{address}:{port}"),
            Self::Ip { address: address @ Address::V6(_), port } => write!(f, "[{address}]:{port}"),
            Self::Unix(path) => fmt::Display::fmt(&FilePath::from(path.as_slice()), f),
        }
    }
}

/// How far a `connect(2)` came within the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connecting {
    /// It is connected.
    Done,
    /// `EINPROGRESS`: poll reports the socket as writable when it is connected or has failed.
    UnderWay,
}

/// A message and its sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datagram {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Who sent them.
    pub from: SocketAddress,
}

/// What can be set on a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SocketOption {
    /// `TCP_NODELAY`
    NoDelay(bool),
    /// `SO_KEEPALIVE`
    KeepAlive(bool),
    /// `SO_LINGER` of no time: close resets the connection.
    Abort,
    /// `SO_REUSEADDR`
    ReuseAddress(bool),
    /// `SO_REUSEPORT`
    ReusePort(bool),
    /// `IPV6_V6ONLY`
    V6Only(bool),
    /// `SO_BROADCAST`
    Broadcast(bool),
    /// `IP_TTL`, `IPV6_UNICAST_HOPS`
    TimeToLive(u32),
    /// `IP_MULTICAST_TTL`, `IPV6_MULTICAST_HOPS`
    MulticastTimeToLive(u32),
    /// `IP_MULTICAST_LOOP`, `IPV6_MULTICAST_LOOP`
    MulticastLoopback(bool),
    /// `IP_MULTICAST_IF`, `IPV6_MULTICAST_IF`
    MulticastInterface(Address),
    /// `IP_ADD_MEMBERSHIP` and `IP_DROP_MEMBERSHIP`, and their forms for one source.
    Membership {
        /// The group's address.
        group: Address,
        /// The address of the interface to hear it on; none for any.
        interface: Option<Address>,
        /// The only sender to be heard; none for all.
        source: Option<Address>,
        /// Whether to join or to leave.
        joins: bool,
    },
    /// `IP_TOS`, `IPV6_TCLASS`
    TypeOfService(u8),
    /// `SO_RCVBUF`; the kernel doubles it.
    ReceiveBuffer(u32),
    /// `SO_SNDBUF`; the kernel doubles it.
    SendBuffer(u32),
}

/// The numbers of a socket that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SocketSize {
    /// `SO_RCVBUF`
    ReceiveBuffer,
    /// `SO_SNDBUF`
    SendBuffer,
    /// `IP_TOS`, `IPV6_TCLASS`
    TypeOfService,
}

/// What poll is asked about a descriptor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interest {
    /// `EPOLLIN`: bytes, a message, a connection or the end can be read.
    pub readable: bool,
    /// `EPOLLOUT`: bytes can be written, or a connect is over.
    pub writable: bool,
}

impl Interest {
    /// In nothing.
    pub const NONE: Self = Self { readable: false, writable: false };
    /// `EPOLLIN`
    pub const READABLE: Self = Self { readable: true, writable: false };
    /// `EPOLLOUT`
    pub const WRITABLE: Self = Self { readable: false, writable: true };

    /// Whether it is in nothing.
    pub const fn is_none(self) -> bool {
        !self.readable && !self.writable
    }

    /// In both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self { readable: self.readable || other.readable, writable: self.writable || other.writable }
    }

    /// In this without that.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self { readable: self.readable && !other.readable, writable: self.writable && !other.writable }
    }
}

/// What poll reports about a descriptor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Events {
    /// `EPOLLIN`
    pub readable: bool,
    /// `EPOLLOUT`
    pub writable: bool,
    /// `EPOLLERR`
    pub error: bool,
    /// `EPOLLHUP`: both directions are over.
    pub hangup: bool,
}

impl Events {
    /// Nothing.
    pub const NONE: Self = Self { readable: false, writable: false, error: false, hangup: false };

    /// What of it somebody hears who asked for `interest`.
    #[must_use]
    pub const fn heard_by(self, interest: Interest) -> Self {
        Self {
            readable: self.readable && interest.readable,
            writable: self.writable && interest.writable,
            error: self.error,
            hangup: self.hangup,
        }
    }

    /// Whether there is anything.
    pub const fn any(self) -> bool {
        self.readable || self.writable || self.error || self.hangup
    }
}

#[cfg(test)]
mod tests {
    use super::{Events, Interest, SocketAddress};
    use crate::os::Address;

    #[test]
    fn addresses_read_as_in_urls() {
        assert_eq!(SocketAddress::ip(Address::LOOPBACK_V4, 80).to_string(), "127.0.0.1:80");
        assert_eq!(SocketAddress::ip(Address::LOOPBACK_V6, 80).to_string(), "[::1]:80");
        assert_eq!(SocketAddress::Unix(b"/tmp/s".to_vec()).to_string(), "/tmp/s");
    }

    #[test]
    fn errors_are_heard_without_being_asked_for() {
        let events = Events { readable: true, writable: true, error: true, hangup: false };
        let heard = Events { readable: true, writable: false, error: true, hangup: false };
        assert_eq!(events.heard_by(Interest::READABLE), heard);
    }
}
