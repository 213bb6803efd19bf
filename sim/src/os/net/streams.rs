//! Streams: the calls that bind, listen, accept, connect, move bytes and close.

use super::connection::{Connection, ConnectionId, Side};
use super::lane::{Link, Packet};
use super::ports::{OWN_V4, UnixName, is_multicast, is_own, is_wildcard, plain};
use super::socket::{Listener, Role};
use super::{Departure, Net, SocketId};
use loopscope_engine::os::socket::{Connecting, Domain, SocketAddress, SocketKind};
use loopscope_engine::os::{Address, Errno};
use std::collections::VecDeque;

/// The most connections that may wait at a server: `net.core.somaxconn`.
const BACKLOG_MAX: u32 = 4_096;

impl Net {
    /// `bind(2)` to an Internet address.
    pub(crate) fn bind(&mut self, id: SocketId, address: Address, port: u16) -> Result<(), Errno> {
        let socket = self.get(id)?;
        match (socket.domain, address) {
            (Domain::V4, Address::V4(_)) | (Domain::V6, Address::V6(_)) => {}
            _ => return Err(Errno::EAFNOSUPPORT),
        }
        if socket.address.is_some() {
            return Err(Errno::EINVAL);
        }
        let address = plain(address);
        if !is_own(address) && !is_wildcard(address) && !is_multicast(address) {
            return Err(Errno::EADDRNOTAVAIL);
        }
        let (kind, sharing) = (socket.kind, socket.sharing());
        let port = self.ports.take(kind, id, (address, port), sharing)?;
        self.get_mut(id)?.address = Some(SocketAddress::ip(address, port));
        Ok(())
    }

    /// `bind(2)` to a name.
    pub(crate) fn bind_name(&mut self, id: SocketId, name: UnixName, path: Vec<u8>) -> Result<(), Errno> {
        if self.get(id)?.address.is_some() {
            return Err(Errno::EINVAL);
        }
        self.ports.take_name(name.clone(), id)?;
        let socket = self.get_mut(id)?;
        socket.address = Some(SocketAddress::Unix(path));
        socket.name = Some(name);
        Ok(())
    }

    /// `listen(2)`
    pub(crate) fn listen(&mut self, id: SocketId, backlog: u32) -> Result<(), Errno> {
        let socket = self.get(id)?;
        if socket.domain != Domain::Unix && socket.address.is_none() {
            let any = if socket.domain == Domain::V6 { Address::V6([0; 16]) } else { Address::V4([0; 4]) };
            self.bind(id, any, 0)?;
        }
        let socket = self.get(id)?;
        if let Some((_, port)) = socket.held_port() {
            self.ports.listen(id, port)?;
        }
        let backlog = backlog.min(BACKLOG_MAX) as usize;
        let socket = self.get_mut(id)?;
        match &mut socket.role {
            Role::Fresh => socket.role = Role::Listener(Listener { backlog, waiting: VecDeque::new() }),
            Role::Listener(listener) => listener.backlog = backlog,
            Role::End(..) | Role::Datagram(_) => return Err(Errno::EINVAL),
        }
        Ok(())
    }

    /// `accept4(2)`
    pub(crate) fn accept(&mut self, id: SocketId) -> Result<SocketId, Errno> {
        let socket = self.get_mut(id)?;
        let domain = socket.domain;
        let Role::Listener(listener) = &mut socket.role else { return Err(Errno::EINVAL) };
        let connection = listener.waiting.pop_front().ok_or(Errno::EAGAIN)?;
        let accepted = self.socket(domain, SocketKind::Stream);
        self.get_mut(accepted)?.role = Role::End(connection, Side::Server);
        if let Some(connection) = self.connections.get_mut(&connection) {
            connection.attach(Side::Server, accepted);
        }
        Ok(accepted)
    }

    /// True when a connection waits to be accepted; `EINVAL` when it does not listen.
    pub(crate) fn can_accept(&self, id: SocketId) -> Result<bool, Errno> {
        match &self.get(id)?.role {
            Role::Listener(listener) => Ok(!listener.waiting.is_empty()),
            Role::Fresh | Role::End(..) | Role::Datagram(_) => Err(Errno::EINVAL),
        }
    }

    fn ensure_fresh(&self, id: SocketId) -> Result<(), Errno> {
        match self.get(id)?.role {
            Role::Fresh => Ok(()),
            Role::End(connection, side) => {
                let connects = self.connections.get(&connection).is_some_and(|link| link.is_connecting(side));
                Err(if connects { Errno::EALREADY } else { Errno::EISCONN })
            }
            Role::Listener(_) | Role::Datagram(_) => Err(Errno::EINVAL),
        }
    }

    /// `connect(2)` of a stream to an Internet address.
    pub(crate) fn connect(&mut self, id: SocketId, address: Address, port: u16) -> Result<Connecting, Errno> {
        self.ensure_fresh(id)?;
        let address = reachable(plain(address));
        let link = match is_own(address) {
            true => Link::Loopback,
            false if self.is_remote(address) => Link::Network,
            false => return Err(Errno::ENETUNREACH),
        };
        let near = if link == Link::Network { Address::V4(OWN_V4) } else { address };
        let own = self.get(id)?.held_port();
        let port_taken = match own {
            Some((_, port)) => port,
            None => {
                let sharing = self.get(id)?.sharing();
                let taken = self.ports.take(SocketKind::Stream, id, (near, 0), sharing);
                taken.map_err(|_| Errno::EADDRNOTAVAIL)?
            }
        };
        let source = own.map(|(source, _)| source).filter(|source| !is_wildcard(*source)).unwrap_or(near);
        let client = SocketAddress::ip(source, port_taken);
        let connection = self.new_connection(link, id, client.clone(), SocketAddress::ip(address, port));
        self.get_mut(id)?.address = Some(client);
        self.dispatch(connection, Side::Client, Packet::Ask);
        Ok(Connecting::UnderWay)
    }

    /// `connect(2)` of a unix stream: the connection is there when the call returns. `EAGAIN` when the queue is full.
    pub(crate) fn connect_name(&mut self, id: SocketId, name: &UnixName) -> Result<Connecting, Errno> {
        self.ensure_fresh(id)?;
        let server = self.ports.named(name).ok_or(Errno::ECONNREFUSED)?;
        let socket = self.get(server)?;
        let Role::Listener(listener) = &socket.role else { return Err(Errno::ECONNREFUSED) };
        if listener.waiting.len() > listener.backlog {
            return Err(Errno::EAGAIN);
        }
        let address = socket.bound();
        let own = self.get(id)?.bound();
        let connection = self.new_connection(Link::Unix, id, own, address);
        if let Some(link) = self.connections.get_mut(&connection) {
            link.connect(Side::Client);
            link.connect(Side::Server);
        }
        self.enqueue(server, connection);
        Ok(Connecting::Done)
    }

    /// `socketpair(2)`
    pub(crate) fn pair(&mut self) -> (SocketId, SocketId) {
        let (one, two) = (self.socket(Domain::Unix, SocketKind::Stream), self.socket(Domain::Unix, SocketKind::Stream));
        let nameless = SocketAddress::Unix(Vec::new());
        let id = self.new_connection(Link::Pair, one, nameless.clone(), nameless);
        if let Some(connection) = self.connections.get_mut(&id) {
            connection.attach(Side::Server, two);
            connection.connect(Side::Client);
            connection.connect(Side::Server);
        }
        if let Ok(socket) = self.get_mut(two) {
            socket.role = Role::End(id, Side::Server);
        }
        (one, two)
    }

    fn new_connection(&mut self, link: Link, socket: SocketId, own: SocketAddress, to: SocketAddress) -> ConnectionId {
        let id = ConnectionId(self.number());
        self.connections.insert(id, Connection::new(link, Some(socket), own, to));
        if let Ok(socket) = self.get_mut(socket) {
            socket.role = Role::End(id, Side::Client);
        }
        id
    }

    /// A connection that has come about waits to be accepted.
    pub(super) fn enqueue(&mut self, server: SocketId, connection: ConnectionId) {
        if let Ok(Role::Listener(listener)) = self.get_mut(server).map(|socket| &mut socket.role) {
            listener.waiting.push_back(connection);
        }
        self.touch(server);
    }

    fn end_of(&mut self, id: SocketId) -> Result<(&mut Connection, ConnectionId, Side), Errno> {
        let Role::End(connection, side) = self.get(id)?.role else { return Err(Errno::ENOTCONN) };
        let link = self.connections.get_mut(&connection).ok_or(Errno::ENOTCONN)?;
        Ok((link, connection, side))
    }

    /// `read(2)`
    pub(crate) fn read(&mut self, id: SocketId, len: usize) -> Result<Vec<u8>, Errno> {
        let (link, connection, side) = self.end_of(id)?;
        let bytes = link.read(side, len)?;
        // There is room now for what the writer's kernel keeps.
        self.depart(connection, side.other());
        Ok(bytes)
    }

    /// `writev(2)`
    pub(crate) fn write(&mut self, id: SocketId, parts: &[&[u8]]) -> Result<usize, Errno> {
        let (link, connection, side) = self.end_of(id)?;
        let count = link.write(side, parts)?;
        self.depart(connection, side);
        Ok(count)
    }

    /// `shutdown(2)`
    pub(crate) fn shutdown(&mut self, id: SocketId) -> Result<(), Errno> {
        let (link, connection, side) = self.end_of(id)?;
        link.shutdown(side)?;
        self.depart(connection, side);
        Ok(())
    }

    /// The error of what went on meanwhile, or how far a connect is.
    pub(crate) fn take_error(&mut self, id: SocketId) -> Result<Connecting, Errno> {
        match &mut self.get_mut(id)?.role {
            Role::Datagram(datagrams) => datagrams.error.take().map_or(Ok(Connecting::Done), Err),
            Role::Fresh | Role::Listener(_) => Ok(Connecting::Done),
            Role::End(..) => {
                let (link, _, side) = self.end_of(id)?;
                match link.take_error(side) {
                    Some(errno) => Err(errno),
                    None if link.is_connecting(side) => Ok(Connecting::UnderWay),
                    None => Ok(Connecting::Done),
                }
            }
        }
    }

    pub(super) fn close_end(&mut self, connection: ConnectionId, side: Side, aborts: bool) {
        let Some(link) = self.connections.get_mut(&connection) else { return };
        let was_busy = link.lane_of(side).under_way();
        link.close(side, aborts);
        if side == Side::Client && link.is_connecting(Side::Server) {
            link.refuse(Side::Server);
        }
        let now_busy = link.lane_of(side).under_way();
        for _ in was_busy..now_busy {
            self.departures.push(Departure::Packet(connection, side));
        }
        self.depart(connection, side);
        self.settle(connection, side.other());
    }
}

/// Where a connection to `address` really goes: the unspecified address means this machine.
fn reachable(address: Address) -> Address {
    match address {
        Address::V4([0, 0, 0, 0]) => Address::LOOPBACK_V4,
        address if is_wildcard(address) => Address::LOOPBACK_V6,
        address => address,
    }
}
