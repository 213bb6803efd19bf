//! Time for the load: when its clients send their next requests, how long they are patient, when it is over.

use super::events::Event;
use super::machine::Machine;
use super::remote::{End, Remotes, Who};
use super::threads::ThreadId;
use crate::costs::Bounds;
use crate::os::net::{ConnectionId, Heard, SocketId};
use crate::remote::load::Clients;
use crate::remote::{Load, Outcome, Sample};
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::Address;

/// How long whoever runs the program waits after the last answer before they end it: it may have something to finish.
const GRACE_NS: u64 = 1_000_000_000;

/// `SIGTERM`
const SIGNAL_END: i32 = 15;

/// Ports that the clients of one machine use one after the other, from the first.
const CLIENT_PORT_MIN: u16 = 10_000;
const CLIENT_PORTS: u32 = 50_000;

impl Machine {
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

    /// What reached client `number` over its connection.
    pub(super) fn client_hears(&mut self, now: LoopTime, number: usize, connection: ConnectionId, heard: Heard) {
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
