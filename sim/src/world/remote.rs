//! Time for other machines: who is at their ends of connections, and when a peer answers.
//!
//! HOW: what the other machines do is in [`crate::remote`], which knows no time. A remote end looks when something may have
//! happened to it; what a peer does with what it finds there waits for a choice of how long the peer thinks.

use super::events::Event;
use super::machine::Machine;
use crate::costs::{Bounds, Costs};
use crate::os::net::{ConnectionId, Door, Heard, Net, Side};
use crate::remote::load::Clients;
use crate::remote::peer::{Talk, Turn};
use crate::remote::{Answer, Load, Peer};
use crate::scheduler::{ChoiceName, Luck};
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::{Address, ProcessId};
use std::collections::{BTreeMap, VecDeque};

/// Who is at a remote end.
#[derive(Debug)]
pub(super) enum Who {
    /// A peer, by its index, in this conversation.
    Peer(usize, Talk),
    /// A client of the load, by its number.
    Client(usize),
}

/// A remote end of a connection.
#[derive(Debug)]
pub(super) struct End {
    /// Who is there.
    pub(super) who: Who,
    /// What it says as soon as there is room.
    pub(super) unsaid: Vec<u8>,
    /// It closes when it has said that.
    pub(super) is_closing: bool,
}

/// A peer at work.
#[derive(Debug)]
struct Service {
    peer: Peer,
    /// How many answers it is thinking about.
    busy: usize,
    /// Connections that wait for it.
    waiting: VecDeque<ConnectionId>,
}

/// All other machines.
#[derive(Debug)]
pub(super) struct Remotes {
    services: Vec<Service>,
    pub(super) ends: BTreeMap<ConnectionId, End>,
    /// A load that has not begun.
    pub(super) load: Option<Load>,
    /// The clients of the load once it has begun.
    pub(super) clients: Option<Clients>,
    /// Clients without a request, the next one last.
    pub(super) idle: Vec<usize>,
    /// Where the load goes, and the process behind it.
    pub(super) target: Option<((Address, u16), ProcessId)>,
    /// How many connections the load has made.
    pub(super) connections: u32,
}

impl Remotes {
    pub(super) fn new(peers: Vec<Peer>, load: Option<Load>) -> Self {
        let service = |peer| Service { peer, busy: 0, waiting: VecDeque::new() };
        Self {
            services: peers.into_iter().map(service).collect(),
            ends: BTreeMap::new(),
            load,
            clients: None,
            idle: Vec::new(),
            target: None,
            connections: 0,
        }
    }

    /// The names that the name server knows: those given, and the peers'.
    pub(super) fn named(&self, mut hosts: Vec<(String, Address)>) -> Vec<(String, Address)> {
        hosts.extend(self.services.iter().map(|service| (service.peer.name.clone(), service.peer.address)));
        hosts
    }

    /// A network with the peers' services.
    pub(super) fn net(&self) -> Net {
        let mut net = Net::default();
        for Service { peer, .. } in &self.services {
            let door = match peer.answer {
                Answer::Refuse => Door::Shut,
                Answer::Lost => Door::Lost,
                _ => Door::Open,
            };
            net.open_door(peer.address, peer.port, door);
        }
        net
    }

    fn service_at(&self, at: (Address, u16)) -> Option<usize> {
        let is_it = |peer: &Peer| (peer.address, peer.port) == at;
        let place = self.services.iter().position(|service| is_it(&service.peer));
        // Another port of a machine that is known is as far away.
        place.or_else(|| self.services.iter().position(|service| service.peer.address == at.0))
    }
}

impl Machine {
    /// What a packet of a connection travels.
    pub(super) fn distance_of(&self, connection: ConnectionId) -> Bounds {
        match self.net.remote_of(connection) {
            None => Costs::PACKET_LOOPBACK,
            Some((Side::Client, _)) => self.remotes.clients.as_ref().map_or(Peer::DISTANCE, |all| all.load().distance),
            Some((Side::Server, to)) => {
                let service = to.and_then(|to| self.remotes.service_at(to));
                service.map_or(Peer::DISTANCE, |index| self.remotes.services[index].peer.distance)
            }
        }
    }

    /// What a schedule calls a packet.
    pub(super) fn label_of_packet(&self, connection: ConnectionId, writer: Side) -> String {
        let Some((side, to)) = self.net.remote_of(connection) else {
            return format!("packet of {}", self.net.label_of_end(connection, writer));
        };
        let name = match self.remotes.ends.get(&connection).map(|end| &end.who) {
            Some(Who::Client(number)) => format!("client {}", number + 1),
            _ => {
                let service = to.and_then(|to| self.remotes.service_at(to));
                service.map_or_else(|| "nobody".to_owned(), |index| self.remotes.services[index].peer.name.clone())
            }
        };
        if writer == side { format!("packet from {name}") } else { format!("packet to {name}") }
    }

    /// Something may have happened at the remote end of a connection.
    pub(super) fn look_from_afar(&mut self, now: LoopTime, connection: ConnectionId) {
        let heard = self.net.hear(connection);
        if heard == Heard::NotYet {
            return;
        }
        if !self.remotes.ends.contains_key(&connection) && heard != Heard::Gone {
            let to = self.net.remote_of(connection).and_then(|(_, to)| to);
            let Some(peer) = to.and_then(|to| self.remotes.service_at(to)) else { return };
            let end = End { who: Who::Peer(peer, Talk::new()), unsaid: Vec::new(), is_closing: false };
            self.remotes.ends.insert(connection, end);
        }
        match self.remotes.ends.get(&connection).map(|end| &end.who) {
            Some(Who::Client(number)) => self.client_hears(now, *number, connection, heard),
            Some(Who::Peer(peer, _)) => self.peer_hears(now, *peer, connection, heard),
            None => {}
        }
    }

    fn peer_hears(&mut self, now: LoopTime, peer: usize, connection: ConnectionId, heard: Heard) {
        let Heard::Bytes(bytes, is_ended) = heard else {
            self.drop_end(connection, false);
            return;
        };
        if let Some(End { who: Who::Peer(_, talk), .. }) = self.remotes.ends.get_mut(&connection) {
            talk.is_ended |= is_ended;
            if !bytes.is_empty() {
                talk.hear(&self.remotes.services[peer].peer, &bytes);
            }
        }
        self.say_rest(connection);
        self.let_think(now, peer, connection);
    }

    /// Lets a peer begin to think about what a connection wants, if it may.
    fn let_think(&mut self, now: LoopTime, peer: usize, connection: ConnectionId) {
        let Some(End { who: Who::Peer(_, talk), .. }) = self.remotes.ends.get_mut(&connection) else { return };
        if !talk.wants_to_think() {
            return;
        }
        talk.is_thinking = true;
        let service = &mut self.remotes.services[peer];
        if service.busy >= service.peer.at_once {
            service.waiting.push_back(connection);
        } else {
            self.begin_to_think(now, peer, connection);
        }
    }

    fn begin_to_think(&mut self, now: LoopTime, peer: usize, connection: ConnectionId) {
        let service = &mut self.remotes.services[peer];
        service.busy += 1;
        let (bounds, name) = (service.peer.latency, service.peer.name.clone());
        let (window, label) = match self.luck {
            Luck::OfTimes => (Bounds::fixed(self.draw(now, ChoiceName::ServiceTime, &name, bounds)), String::new()),
            Luck::OfOrders => (bounds, format!("answer of {name}")),
        };
        self.events.announce(window.from(now), Event::PeerActs { peer, connection }, label);
    }

    /// A peer has thought.
    pub(super) fn peer_acts(&mut self, at: LoopTime, peer: usize, connection: ConnectionId) {
        self.remotes.services[peer].busy -= 1;
        let turn = match self.remotes.ends.get_mut(&connection) {
            Some(End { who: Who::Peer(_, talk), .. }) => talk.act(),
            _ => None,
        };
        match turn {
            Some(Turn::Reset) => self.drop_end(connection, true),
            Some(Turn::Say(bytes)) => self.say(connection, bytes, false),
            Some(Turn::SayAndClose(bytes)) => self.say(connection, bytes, true),
            None => {}
        }
        if let Some(next) = self.remotes.services[peer].waiting.pop_front() {
            self.begin_to_think(at, peer, next);
        }
        self.let_think(at, peer, connection);
        self.transmit(at);
    }

    /// Says something as soon as there is room, and perhaps closes the end then.
    pub(super) fn say(&mut self, connection: ConnectionId, bytes: Vec<u8>, closes: bool) {
        if let Some(end) = self.remotes.ends.get_mut(&connection) {
            end.unsaid.extend(bytes);
            end.is_closing |= closes;
        }
        self.say_rest(connection);
    }

    /// Says what there is room for, and closes an end that has nothing more to say.
    pub(super) fn say_rest(&mut self, connection: ConnectionId) {
        let Some(end) = self.remotes.ends.get_mut(&connection) else { return };
        if !end.unsaid.is_empty() {
            // OK because what the program has broken off is found at the next look.
            let count = self.net.say(connection, &end.unsaid).unwrap_or(0);
            end.unsaid.drain(..count);
        }
        let is_over = end.is_closing || matches!(&end.who, Who::Peer(_, talk) if talk.is_over());
        if is_over && end.unsaid.is_empty() {
            self.drop_end(connection, false);
        }
    }

    /// Closes a remote end, or breaks its connection.
    pub(super) fn drop_end(&mut self, connection: ConnectionId, breaks: bool) {
        self.remotes.ends.remove(&connection);
        self.net.hang_up(connection, breaks);
    }
}
