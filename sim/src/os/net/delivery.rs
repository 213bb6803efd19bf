//! What streams send: packets that depart, arrive or get lost, and what each does where it arrives.

use super::connection::{ConnectionId, Side};
use super::lane::{Link, Packet};
use super::socket::Role;
use super::{Departure, Net, SocketId, ports};
use loopscope_engine::os::Errno;

/// What becomes of a packet that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// It did what it was to do.
    Done,
    /// A client's question found a server whose queue is full, which drops it: the client has to ask again.
    Dropped,
}

impl Net {
    /// Lets what `writer` has written depart, as far as the reader has room.
    pub(super) fn depart(&mut self, connection: ConnectionId, writer: Side) {
        if let Some(link) = self.connections.get_mut(&connection) {
            let kind = link.link;
            for _ in 0..link.lane_of(writer).depart(kind) {
                self.departures.push(Departure::Packet(connection, writer));
            }
        }
        self.settle(connection, writer.other());
        self.settle(connection, writer);
    }

    pub(super) fn dispatch(&mut self, connection: ConnectionId, writer: Side, packet: Packet) {
        if let Some(link) = self.connections.get_mut(&connection) {
            link.lane_of(writer).send(packet);
            self.departures.push(Departure::Packet(connection, writer));
        }
    }

    /// Something may be different for the socket of an end; and a connection that is over is forgotten.
    pub(super) fn settle(&mut self, connection: ConnectionId, side: Side) {
        let Some(link) = self.connections.get(&connection) else { return };
        if link.is_over() {
            self.connections.remove(&connection);
        } else if link.remote == Some(side) {
            self.calls.insert(connection);
        } else if let Some(socket) = link.socket(side) {
            self.touch(socket);
        }
    }

    /// The oldest packet that `writer` sent arrives.
    pub(crate) fn arrive(&mut self, connection: ConnectionId, writer: Side) -> Arrival {
        let Some(link) = self.connections.get_mut(&connection) else { return Arrival::Done };
        let reader = writer.other();
        match link.lane_of(writer).arrive() {
            Some(Packet::Ask) => return self.answer(connection),
            Some(Packet::Confirm) => self.confirm(connection),
            Some(Packet::Welcome) => self.welcome(connection),
            Some(Packet::Reset) => link.receive_reset(reader),
            Some(Packet::End) => link.receive_end(reader),
            Some(Packet::Bytes(bytes)) => {
                let has_room = link.receive(reader, bytes);
                if !has_room {
                    self.departures.push(Departure::Packet(connection, reader));
                }
            }
            None => {}
        }
        self.settle(connection, reader);
        self.settle(connection, writer);
        Arrival::Done
    }

    /// A client's question arrived: whoever listens answers, or the machine does that nobody is there.
    fn answer(&mut self, connection: ConnectionId) -> Arrival {
        let Some(link) = self.connections.get_mut(&connection) else { return Arrival::Done };
        if link.is_closed(Side::Client) {
            link.refuse(Side::Server);
            self.settle(connection, Side::Server);
            return Arrival::Done;
        }
        if link.remote == Some(Side::Server) {
            return self.answer_from_afar(connection);
        }
        match self.server_of(connection) {
            None => {
                if let Some(link) = self.connections.get_mut(&connection) {
                    link.refuse(Side::Server);
                }
                self.dispatch(connection, Side::Server, Packet::Reset);
            }
            Some((_, true)) => return Arrival::Dropped,
            Some((_, false)) => self.dispatch(connection, Side::Server, Packet::Welcome),
        }
        Arrival::Done
    }

    /// The server that a client asks for, and whether its queue is full.
    fn server_of(&self, connection: ConnectionId) -> Option<(SocketId, bool)> {
        let link = self.connections.get(&connection)?;
        let (address, port) = ports::ip_of(link.address(Side::Server))?;
        let server = self.ports.listener(address, port, connection.0)?;
        match &self.get(server).ok()?.role {
            Role::Listener(listener) => Some((server, listener.waiting.len() > listener.backlog)),
            Role::Fresh | Role::End(..) | Role::Datagram(_) => None,
        }
    }

    /// Asks once more.
    pub(crate) fn ask_again(&mut self, connection: ConnectionId) {
        self.dispatch(connection, Side::Client, Packet::Ask);
    }

    /// A client stops asking.
    pub(crate) fn give_up(&mut self, connection: ConnectionId, errno: Errno) {
        if let Some(link) = self.connections.get_mut(&connection) {
            link.refuse(Side::Server);
            link.give_up(Side::Client, errno);
            self.settle(connection, Side::Client);
        }
    }

    /// Something in between breaks a connection: both ends hear of it, and what was under way is lost.
    pub(crate) fn break_off(&mut self, connection: ConnectionId) {
        for side in [Side::Client, Side::Server] {
            if let Some(link) = self.connections.get_mut(&connection) {
                link.receive_reset(side);
            }
        }
        self.settle(connection, Side::Client);
        self.settle(connection, Side::Server);
    }

    /// The server's answer arrived: the client is connected, and tells the server so.
    fn welcome(&mut self, connection: ConnectionId) {
        let Some(link) = self.connections.get_mut(&connection) else { return };
        if link.is_closed(Side::Client) {
            link.refuse(Side::Server);
            return;
        }
        link.connect(Side::Client);
        if link.remote == Some(Side::Client) {
            self.calls.insert(connection);
        }
        self.dispatch(connection, Side::Client, Packet::Confirm);
    }

    /// The client knows that it is connected: the server may accept it. One that closed meanwhile resets it.
    fn confirm(&mut self, connection: ConnectionId) {
        let server = self.server_of(connection);
        let Some(link) = self.connections.get_mut(&connection) else { return };
        link.connect(Side::Server);
        if link.remote == Some(Side::Server) {
            return;
        }
        match server {
            Some((server, _)) => self.enqueue(server, connection),
            None => self.close_end(connection, Side::Server, true),
        }
    }

    /// How connections of this number travel.
    pub(crate) fn link(&self, connection: ConnectionId) -> Link {
        self.connections.get(&connection).map_or(Link::Loopback, |connection| connection.link)
    }

    /// How many packets are under way in a lane, and how many bytes the last of them has.
    pub(crate) fn traffic(&mut self, connection: ConnectionId, writer: Side) -> (usize, usize) {
        let lane = self.connections.get_mut(&connection).map(|link| link.lane_of(writer));
        lane.map_or((0, 0), |lane| (lane.under_way(), lane.last_len()))
    }

    /// Cuts the last packet of a lane after `at` bytes: it arrives in two.
    pub(crate) fn cut(&mut self, connection: ConnectionId, writer: Side, at: usize) {
        if let Some(link) = self.connections.get_mut(&connection) {
            link.lane_of(writer).cut_last(at);
            self.departures.push(Departure::Packet(connection, writer));
        }
    }
}
