//! Ends of connections on other machines: they have no socket here, and whoever plays the other machine reads and writes
//! them by the connection's number.

use super::connection::{Connection, ConnectionId, Side};
use super::lane::{Link, Packet};
use super::ports::OWN_V4;
use super::{Arrival, Net, SocketId};
use loopscope_engine::os::socket::SocketAddress;
use loopscope_engine::os::{Address, Errno};

/// What a client finds at the address and port of another machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// A service that takes connections.
    Open,
    /// Nobody listens.
    Shut,
    /// Packets do not get there.
    Lost,
}

/// What a remote end finds when it looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// It is not connected yet.
    NotYet,
    /// The connection is no more.
    Gone,
    /// What has arrived, and whether that was all.
    Bytes(Vec<u8>, bool),
    /// The connection is broken.
    Broken(Errno),
}

impl Net {
    /// Opens a service on another machine.
    pub(crate) fn open_door(&mut self, address: Address, port: u16, door: Door) {
        self.doors.insert((address, port), door);
    }

    /// Whether there is another machine at an address.
    pub(super) fn is_remote(&self, address: Address) -> bool {
        self.doors.keys().any(|(known, _)| *known == address)
    }

    /// A client's question arrived on another machine.
    pub(super) fn answer_from_afar(&mut self, connection: ConnectionId) -> Arrival {
        let to = self.connections.get(&connection).and_then(|link| super::ports::ip_of(link.address(Side::Server)));
        match to.and_then(|to| self.doors.get(&to)) {
            Some(Door::Open) => self.dispatch(connection, Side::Server, Packet::Welcome),
            Some(Door::Lost) => return Arrival::Dropped,
            Some(Door::Shut) | None => {
                if let Some(link) = self.connections.get_mut(&connection) {
                    link.refuse(Side::Server);
                }
                self.dispatch(connection, Side::Server, Packet::Reset);
            }
        }
        Arrival::Done
    }

    /// A client on another machine asks for a connection to an address of this one.
    pub(crate) fn connect_from(&mut self, client: (Address, u16), server: (Address, u16)) -> ConnectionId {
        let id = ConnectionId(self.number());
        let (from, to) = (SocketAddress::ip(client.0, client.1), SocketAddress::ip(server.0, server.1));
        self.connections.insert(id, Connection::new(Link::Network, None, from, to));
        self.dispatch(id, Side::Client, Packet::Ask);
        id
    }

    /// The address at which other machines reach a listening socket, and its port.
    pub(crate) fn reached(&self, server: SocketId) -> Option<(Address, u16)> {
        let (address, port) = self.get(server).ok()?.held_port()?;
        Some((reached_at(address), port))
    }

    /// The end of a connection that is on another machine, and the service's address.
    pub(crate) fn remote_of(&self, connection: ConnectionId) -> Option<(Side, Option<(Address, u16)>)> {
        let link = self.connections.get(&connection)?;
        Some((link.remote?, super::ports::ip_of(link.address(Side::Server))))
    }

    /// Whether a remote end should look.
    pub(crate) fn has_calls(&self) -> bool {
        !self.calls.is_empty()
    }

    /// Connections whose remote ends should look.
    pub(crate) fn take_calls(&mut self) -> Vec<ConnectionId> {
        std::mem::take(&mut self.calls).into_iter().collect()
    }

    /// What has arrived at a remote end.
    pub(crate) fn hear(&mut self, connection: ConnectionId) -> Heard {
        let Some(link) = self.connections.get_mut(&connection) else { return Heard::Gone };
        let Some(side) = link.remote.filter(|side| !link.is_closed(*side)) else { return Heard::Gone };
        let mut bytes = Vec::new();
        let heard = loop {
            match link.read(side, usize::MAX) {
                Ok(more) if more.is_empty() => break Heard::Bytes(bytes, true),
                Ok(mut more) => bytes.append(&mut more),
                Err(Errno::EAGAIN) => break Heard::Bytes(bytes, false),
                Err(Errno::ENOTCONN) => return Heard::NotYet,
                Err(errno) => break Heard::Broken(errno),
            }
        };
        // There is room now for what the writer's kernel keeps.
        self.depart(connection, side.other());
        self.calls.remove(&connection);
        heard
    }

    /// Says something at a remote end: how many of the bytes there was room for.
    pub(crate) fn say(&mut self, connection: ConnectionId, bytes: &[u8]) -> Result<usize, Errno> {
        let link = self.connections.get_mut(&connection).ok_or(Errno::EPIPE)?;
        let side = link.remote.ok_or(Errno::EPIPE)?;
        let count = link.write(side, &[bytes]);
        self.depart(connection, side);
        self.calls.remove(&connection);
        count
    }

    /// Closes a remote end, or breaks the connection.
    pub(crate) fn hang_up(&mut self, connection: ConnectionId, breaks: bool) {
        if let Some(side) = self.connections.get(&connection).and_then(|link| link.remote) {
            self.close_end(connection, side, breaks);
        }
    }
}

/// A server that listens everywhere is reached at the machine's own address.
fn reached_at(address: Address) -> Address {
    match address {
        Address::V4([0, 0, 0, 0]) | Address::V6([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) => {
            Address::V4(OWN_V4)
        }
        other => other,
    }
}
