//! Time for other machines: when a peer answers, when a client of the load sends its next request.
//!
//! HOW: what the other machines do is in [`crate::remote`], which knows no time. A remote end looks when something may have
//! happened to it; what a peer does with what it finds there waits for a choice of how long the peer thinks.

use super::events::Event;
use super::machine::Machine;
use super::threads::ThreadId;
use crate::costs::{Bounds, Costs};
use crate::os::net::{ConnectionId, Door, Heard, Net, Side, SocketId};
use crate::remote::load::Clients;
use crate::remote::peer::{Talk, Turn};
use crate::remote::{Answer, Load, Outcome, Peer, Sample};
use crate::scheduler::{ChoiceName, Luck};
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::{Address, ProcessId};
use std::collections::{BTreeMap, VecDeque};

/// How long whoever runs the program waits after the last answer before they end it: it may have something to finish.
const GRACE_NS: u64 = 1_000_000_000;

/// `SIGTERM`
const SIGNAL_END: i32 = 15;

/// Ports that the clients of one machine use one after the other, from the first.
const CLIENT_PORT_MIN: u16 = 10_000;
const CLIENT_PORTS: u32 = 50_000;

/// Who is at a remote end.
#[derive(Debug)]
enum Who {
    /// A peer, by its index, in this conversation.
    Peer(usize, Talk),
    /// A client of the load, by its number.
    Client(usize),
}

/// A remote end of a connection.
#[derive(Debug)]
struct End {
    who: Who,
    /// What it says as soon as there is room.
    unsaid: Vec<u8>,
    /// It closes when it has said that.
    is_closing: bool,
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
    ends: BTreeMap<ConnectionId, End>,
    /// A load that has not begun.
    load: Option<Load>,
    clients: Option<Clients>,
    /// Clients without a request, the next one last.
    idle: Vec<usize>,
    /// Where the load goes, and the process behind it.
    target: Option<((Address, u16), ProcessId)>,
    /// How many connections the load has made.
    connections: u32,
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

    fn say(&mut self, connection: ConnectionId, bytes: Vec<u8>, closes: bool) {
        if let Some(end) = self.remotes.ends.get_mut(&connection) {
            end.unsaid.extend(bytes);
            end.is_closing |= closes;
        }
        self.say_rest(connection);
    }

    /// Says what there is room for, and closes an end that has nothing more to say.
    fn say_rest(&mut self, connection: ConnectionId) {
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

    fn drop_end(&mut self, connection: ConnectionId, breaks: bool) {
        self.remotes.ends.remove(&connection);
        self.net.hang_up(connection, breaks);
    }

    /// A socket of the program listens: the load may begin.
    pub(super) fn hear_listener(&mut self, id: ThreadId, now: LoopTime, socket: SocketId) {
        let Some(at) = self.net.reached(socket) else { return };
        let is_it = |load: &mut Load| load.port.is_none_or(|port| port == at.1);
        let Some(load) = self.remotes.load.take_if(is_it) else { return };
        let clients = Clients::new(load, &format!("{}:{}", at.0, at.1), now);
        self.remotes.idle = (0..clients.count()).rev().collect();
        self.remotes.clients = Some(clients);
        self.remotes.target = Some((at, self.pid_of(id)));
        self.announce_load(now, now);
        self.announce_patience(now);
    }

    fn announce_load(&mut self, now: LoopTime, at: LoopTime) {
        let window = Bounds::fixed(at.since_ns(now)).from(now);
        self.events.announce(window, Event::LoadGoesOn, "next request of the load".to_owned());
    }

    fn announce_patience(&mut self, now: LoopTime) {
        let Some(clients) = self.remotes.clients.as_ref().filter(|clients| !clients.is_done()) else { return };
        let window = Bounds::fixed(clients.gives_up_at().since_ns(now)).from(now);
        self.events.announce(window, Event::LoadGivesUp, "the end of the clients' patience".to_owned());
    }

    /// The clients' patience may be over, unless something has happened meanwhile.
    pub(super) fn load_gives_up(&mut self, at: LoopTime) {
        let Some(clients) = self.remotes.clients.as_mut().filter(|clients| !clients.is_done()) else { return };
        if clients.gives_up_at() > at {
            return self.announce_patience(at);
        }
        clients.give_up();
        self.load_is_over(at);
    }

    /// Sends the requests whose time has come, as far as clients are free.
    pub(super) fn load_goes_on(&mut self, at: LoopTime) {
        while let Some(due) = self.remotes.clients.as_ref().and_then(|clients| clients.next_at(at)) {
            if due > at {
                self.announce_load(at, due);
                break;
            }
            let Some(number) = self.remotes.idle.pop() else { break };
            self.begin_request(number, due);
        }
        self.transmit(at);
    }

    fn begin_request(&mut self, number: usize, due: LoopTime) {
        let Remotes { clients: Some(clients), target: Some((target, _)), connections, .. } = &mut self.remotes else {
            return;
        };
        clients.begin(number, due);
        let Some(client) = clients.client(number) else { return };
        if let Some(connection) = client.connection {
            return self.send_request(number, connection);
        }
        let nth = *connections;
        *connections += 1;
        let machine = u8::try_from(nth / CLIENT_PORTS % 250).unwrap_or(0);
        let port = CLIENT_PORT_MIN + u16::try_from(nth % CLIENT_PORTS).unwrap_or(0);
        let connection = self.net.connect_from((Address::V4([10, 9, 0, 1 + machine]), port), *target);
        client.connection = Some(connection);
        let end = End { who: Who::Client(number), unsaid: Vec::new(), is_closing: false };
        self.remotes.ends.insert(connection, end);
    }

    fn send_request(&mut self, number: usize, connection: ConnectionId) {
        let request = self.remotes.clients.as_mut().and_then(|clients| clients.take_request(number));
        match request {
            Some(request) => self.say(connection, request, false),
            None => self.say_rest(connection),
        }
    }

    fn client_hears(&mut self, now: LoopTime, number: usize, connection: ConnectionId, heard: Heard) {
        let Some(clients) = self.remotes.clients.as_mut() else { return };
        let (outcome, keeps) = match heard {
            Heard::NotYet => return,
            Heard::Gone => (Some(Outcome::Cut), false),
            Heard::Broken(errno) => (Some(Outcome::Failed(errno)), false),
            Heard::Bytes(bytes, is_ended) => match clients.hear(number, &bytes) {
                Some((outcome, keeps)) => (Some(outcome), keeps && !is_ended),
                None if is_ended => (Some(clients.end(number)), false),
                None => (None, true),
            },
        };
        if let Some(outcome) = outcome {
            self.finish_request(now, number, outcome, keeps);
        } else {
            self.send_request(number, connection);
        }
    }

    /// Client `number` knows what came of its request, if it has one, and goes on to the next.
    fn finish_request(&mut self, now: LoopTime, number: usize, outcome: Outcome, keeps: bool) {
        let Some(clients) = self.remotes.clients.as_mut() else { return };
        let was_open = clients.client(number).is_some_and(|client| client.request.is_some());
        clients.finish(number, now, outcome);
        let (has_more, is_done) = (clients.next_at(now).is_some(), clients.is_done());
        let dropped = match clients.client(number) {
            Some(client) if !keeps || !has_more => client.connection.take(),
            _ => None,
        };
        if let Some(connection) = dropped {
            self.drop_end(connection, false);
        }
        if !was_open {
            return;
        }
        self.remotes.idle.push(number);
        if is_done {
            let window = Bounds::fixed(GRACE_NS).from(now);
            self.events.announce(window, Event::LoadIsOver, "the end of the load".to_owned());
        } else if has_more {
            self.send_next(now);
        }
    }

    /// A client is free: if a request has waited for one, it is sent now.
    fn send_next(&mut self, now: LoopTime) {
        let due = self.remotes.clients.as_ref().and_then(|clients| clients.next_at(now));
        if let Some(due) = due.filter(|due| *due <= now)
            && let Some(number) = self.remotes.idle.pop()
        {
            self.begin_request(number, due);
            // OK because the requests behind it are announced again only where none was waited for.
            self.announce_next(now);
        }
    }

    /// Announces the request behind one that had to wait for a free client.
    fn announce_next(&mut self, now: LoopTime) {
        let clients = self.remotes.clients.as_ref();
        let due = clients.filter(|clients| clients.load().gap_ns.is_some()).and_then(|clients| clients.next_at(now));
        if let Some(due) = due.filter(|due| *due > now) {
            self.announce_load(now, due);
        }
    }

    /// Ends the program as whoever runs it would.
    pub(super) fn load_is_over(&mut self, at: LoopTime) {
        if let Some((_, pid)) = self.remotes.target {
            // OK because a program that has ended already is what is wanted.
            self.kill(pid, SIGNAL_END, at).ok();
        }
    }

    /// Every request of the load.
    pub(super) fn samples(&self) -> &[Sample] {
        self.remotes.clients.as_ref().map_or(&[], Clients::samples)
    }
}
