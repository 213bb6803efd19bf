//! The simulated network: sockets of the machine, their connections and datagrams.
//!
//! Start with [`Net`]; the kernel's calls are its methods. It knows no time: what departs is put into [`Net::take_departures`],
//! and the machine says when it arrives. In reading order:
//!
//! * `socket`: what a socket is
//! * `ports`: who has which address
//! * `connection`, `lane`, `bytes`: two ends, two directions, their buffers
//! * `streams`: listening, accepting, connecting, moving bytes
//! * `delivery`: what becomes of the packets that they send
//! * `datagrams`: UDP
//! * `truesize`: what the kernel reckons a message costs
//! * `remote`: ends on other machines
//! * `polling`: what `epoll(7)` reports
//! * `calls`: the same as a thread's operating system calls it

mod bytes;
mod calls;
mod connection;
mod datagrams;
mod delivery;
mod lane;
mod polling;
mod ports;
mod remote;
mod socket;
mod streams;
mod truesize;

pub(crate) use connection::{ConnectionId, Side};
pub(crate) use delivery::Arrival;
pub(crate) use lane::Link;
pub(crate) use ports::UnixName;
pub(crate) use remote::{Door, Heard};
pub(crate) use socket::SocketId;

use crate::world::ThreadId;
use connection::Connection;
use datagrams::Letter;
use loopscope_engine::os::socket::{Domain, SocketAddress, SocketKind, SocketOption, SocketSize};
use loopscope_engine::os::{Address, Errno};
use ports::{Ports, mapped};
use socket::{Role, Socket};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What departs and has to be given a time of arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Departure {
    /// The packet that stands last in the lane that this side writes to.
    Packet(ConnectionId, Side),
    /// The datagram that was sent last to an address and port.
    Letter((Address, u16)),
}

/// All sockets of the machine.
#[derive(Debug, Default)]
pub(crate) struct Net {
    sockets: BTreeMap<SocketId, Socket>,
    connections: BTreeMap<ConnectionId, Connection>,
    ports: Ports,
    /// Datagrams under way, by where they go, oldest first.
    letters: BTreeMap<(Address, u16), VecDeque<Letter>>,
    /// The last number that was given: to a socket or a connection.
    numbers: u64,
    departures: Vec<Departure>,
    /// How many more processes have a socket than the one that made it.
    shares: BTreeMap<SocketId, u32>,
    /// Watched sockets that became ready: their threads, and the descriptors by which these know them.
    rings: Vec<(ThreadId, i32)>,
    /// Services of other machines.
    doors: BTreeMap<(Address, u16), Door>,
    /// Connections at whose remote ends something may have happened.
    calls: BTreeSet<ConnectionId>,
}

impl Net {
    fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    fn get(&self, id: SocketId) -> Result<&Socket, Errno> {
        self.sockets.get(&id).ok_or(Errno::EBADF)
    }

    fn get_mut(&mut self, id: SocketId) -> Result<&mut Socket, Errno> {
        self.sockets.get_mut(&id).ok_or(Errno::EBADF)
    }

    /// `socket(2)`
    pub(crate) fn socket(&mut self, domain: Domain, kind: SocketKind) -> SocketId {
        let id = SocketId(self.number());
        self.sockets.insert(id, Socket::new(domain, kind));
        id
    }

    /// Another process has the socket, too.
    pub(crate) fn share(&mut self, id: SocketId) {
        *self.shares.entry(id).or_insert(0) += 1;
    }

    /// `close(2)` of a descriptor; the last one ends the socket.
    pub(crate) fn close(&mut self, id: SocketId) {
        if let Some(others) = self.shares.get_mut(&id).filter(|others| **others > 0) {
            *others -= 1;
            return;
        }
        let Some(socket) = self.sockets.remove(&id) else { return };
        if let Some((_, port)) = socket.held_port() {
            self.ports.release(socket.kind, id, port);
        }
        if let Some(name) = &socket.name {
            self.ports.release_name(name);
        }
        match socket.role {
            Role::Fresh | Role::Datagram(_) => {}
            Role::Listener(listener) => {
                for connection in listener.waiting {
                    self.close_end(connection, Side::Server, true);
                }
            }
            Role::End(connection, side) => self.close_end(connection, side, socket.options.aborts),
        }
    }

    /// `getsockname(2)`
    pub(crate) fn name(&self, id: SocketId) -> Result<SocketAddress, Errno> {
        let socket = self.get(id)?;
        let address = match socket.role {
            Role::End(connection, side) => self.connections.get(&connection).map(|link| link.address(side).clone()),
            _ => None,
        };
        Ok(shown(socket.domain, address.unwrap_or_else(|| socket.bound())))
    }

    /// `getpeername(2)`: Linux has no peer left once both directions have ended.
    pub(crate) fn peer(&self, id: SocketId) -> Result<SocketAddress, Errno> {
        let socket = self.get(id)?;
        let peer = match &socket.role {
            Role::End(connection, side) => {
                let connection = self.connections.get(connection).ok_or(Errno::ENOTCONN)?;
                if !connection.is_connected(*side) || connection.has_parted() {
                    return Err(Errno::ENOTCONN);
                }
                connection.address(side.other()).clone()
            }
            Role::Datagram(datagrams) => datagrams.peer.clone().ok_or(Errno::ENOTCONN)?,
            Role::Fresh | Role::Listener(_) => return Err(Errno::ENOTCONN),
        };
        Ok(shown(socket.domain, peer))
    }

    /// `setsockopt(2)`
    pub(crate) fn set_option(&mut self, id: SocketId, option: &SocketOption) -> Result<(), Errno> {
        self.get_mut(id)?.set(option)
    }

    /// `getsockopt(2)`
    pub(crate) fn option(&self, id: SocketId, size: SocketSize) -> Result<u32, Errno> {
        Ok(self.get(id)?.size(size))
    }

    /// What a schedule calls an end of a connection.
    pub(crate) fn label_of_end(&self, connection: ConnectionId, side: Side) -> String {
        match self.connections.get(&connection) {
            Some(connection) => match side {
                Side::Client => format!("{} to {}", connection.address(side), connection.address(side.other())),
                Side::Server => format!("{} from {}", connection.address(side), connection.address(side.other())),
            },
            None => "a closed connection".to_owned(),
        }
    }

    /// What departed since the last call, in that order.
    pub(crate) fn take_departures(&mut self) -> Vec<Departure> {
        std::mem::take(&mut self.departures)
    }

    /// True when something departed.
    pub(crate) const fn has_departures(&self) -> bool {
        !self.departures.is_empty()
    }
}

/// An address as a socket of `domain` shows it: IPv6 sockets show IPv4 addresses inside of their own.
fn shown(domain: Domain, address: SocketAddress) -> SocketAddress {
    match (domain, address) {
        (Domain::V6, SocketAddress::Ip { address, port }) => SocketAddress::Ip { address: mapped(address), port },
        (_, other) => other,
    }
}
