//! Time for the network: when packets arrive, and who is told.
//!
//! HOW: the sockets themselves know no time. After each call the machine looks what departed ([`Machine::transmit`]) and
//! asks how long it travels. What travels no time at all, as on a quiet machine between two of its own sockets, arrives
//! within the call; the rest becomes an event. Packets of one direction never overtake each other.

use super::events::Event;
use super::machine::Machine;
use super::threads::ThreadId;
use crate::clock::wall_at;
use crate::costs::{Bounds, Costs};
use crate::faults::Fault;
use crate::os::net::{Arrival, ConnectionId, Departure, Link, Net, Side, SocketId, UnixName};
use crate::scheduler::{Alternatives, ChoiceName, Luck};
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::file::FilePath;
use loopscope_engine::os::socket::{Connecting, Domain, Events, Interest, SocketAddress, SocketKind};
use loopscope_engine::os::{Address, Errno, Ready};
use std::collections::BTreeMap;

/// How often a client asks again before it gives up, and with what error: `tcp_syn_retries`.
const ASKS_MAX: u32 = 6;

/// The length of `sun_path`.
const PATH_MAX: usize = 108;

/// How many descriptors one poll reports: libuv asks for no more.
const EVENTS_MAX: usize = 1024;

/// What travels, and what is being waited for.
#[derive(Debug, Default)]
pub(super) struct Traffic {
    /// When the last packet of each busy lane arrives.
    lanes: BTreeMap<(ConnectionId, Side), LoopTime>,
    /// When the last datagram to each address arrives.
    letters: BTreeMap<(Address, u16), LoopTime>,
    /// How often clients have asked without an answer.
    asks: BTreeMap<ConnectionId, u32>,
}

impl Machine {
    /// The socket behind a descriptor of the thread's process.
    fn socket_of(&self, id: ThreadId, fd: i32) -> Result<SocketId, Errno> {
        self.processes[self.threads.get(id).process].files.socket(fd)
    }

    /// One call on a socket, and all that it sets going.
    pub(crate) fn with_socket<T>(
        &mut self,
        id: ThreadId,
        now: LoopTime,
        fd: i32,
        call: impl FnOnce(&mut Net, SocketId) -> Result<T, Errno>,
    ) -> Result<T, Errno> {
        let socket = self.socket_of(id, fd)?;
        let result = call(&mut self.net, socket);
        self.transmit(now);
        result
    }

    /// `socket(2)`
    pub(crate) fn open_socket(&mut self, id: ThreadId, domain: Domain, kind: SocketKind) -> Result<i32, Errno> {
        let process = self.threads.get(id).process;
        self.processes[process].files.insert_socket(|| Ok(self.net.socket(domain, kind)))
    }

    /// `listen(2)`. A load begins when its server listens.
    pub(crate) fn listen(&mut self, id: ThreadId, now: LoopTime, fd: i32, backlog: u32) -> Result<(), Errno> {
        self.with_socket(id, now, fd, |net, socket| net.listen(socket, backlog))?;
        let socket = self.socket_of(id, fd)?;
        self.hear_listener(id, now, socket);
        Ok(())
    }

    /// `accept4(2)`. `EMFILE` before `EAGAIN`: the kernel takes the descriptor first.
    pub(crate) fn accept(&mut self, id: ThreadId, now: LoopTime, fd: i32) -> Result<i32, Errno> {
        let server = self.socket_of(id, fd)?;
        self.net.can_accept(server)?;
        let process = self.threads.get(id).process;
        let accepted = self.processes[process].files.insert_socket(|| self.net.accept(server));
        self.transmit(now);
        accepted
    }

    /// `close(2)`
    pub(crate) fn close_socket(&mut self, id: ThreadId, now: LoopTime, fd: i32) -> Result<(), Errno> {
        let process = self.threads.get(id).process;
        let socket = self.processes[process].files.remove_socket(fd)?;
        if self.net.listed(socket).is_some() {
            self.forget_ready(id, fd);
        }
        self.net.close(socket);
        self.transmit(now);
        Ok(())
    }

    /// `epoll_ctl(2)`
    pub(crate) fn watch_socket(
        &mut self,
        id: ThreadId,
        now: LoopTime,
        fd: i32,
        interest: Interest,
    ) -> Result<(), Errno> {
        let socket = self.socket_of(id, fd)?;
        if interest.is_none() && self.net.listed(socket).is_some() {
            self.forget_ready(id, fd);
        }
        self.with_socket(id, now, fd, |net, socket| net.watch(socket, id, fd, interest))
    }

    fn forget_ready(&mut self, id: ThreadId, closed: i32) {
        self.threads.get_mut(id).ready.retain(|ready| !matches!(ready, Ready::Io { fd, .. } if *fd == closed));
    }

    /// `bind(2)`
    pub(crate) fn bind(&mut self, id: ThreadId, now: LoopTime, fd: i32, address: &SocketAddress) -> Result<(), Errno> {
        let socket = self.socket_of(id, fd)?;
        match address {
            SocketAddress::Ip { address, port } => self.net.bind(socket, *address, *port),
            SocketAddress::Unix(path) => {
                let name = self.name_of(id, now, path, true)?;
                self.net.bind_name(socket, name, path.clone())
            }
        }
    }

    /// `connect(2)`
    pub(crate) fn connect(
        &mut self,
        id: ThreadId,
        now: LoopTime,
        fd: i32,
        address: &SocketAddress,
    ) -> Result<Connecting, Errno> {
        let socket = self.socket_of(id, fd)?;
        let is_local = matches!(address, SocketAddress::Unix(_)) || self.net.is_datagram(socket);
        if !is_local && self.strikes(now, Fault::ConnRefused, address) {
            return Err(Errno::ECONNREFUSED);
        }
        let result = match address {
            SocketAddress::Ip { address, port } if self.net.is_datagram(socket) => {
                self.net.set_peer(socket, Some((*address, *port))).map(|()| Connecting::Done)
            }
            SocketAddress::Ip { address, port } => self.net.connect(socket, *address, *port),
            SocketAddress::Unix(path) => {
                let name = self.name_of(id, now, path, false)?;
                self.net.connect_name(socket, &name)
            }
        };
        self.transmit(now);
        result
    }

    /// The name that a path of a unix socket stands for; `makes_it` makes the file.
    fn name_of(&mut self, id: ThreadId, now: LoopTime, path: &[u8], makes_it: bool) -> Result<UnixName, Errno> {
        if path.len() > PATH_MAX {
            return Err(Errno::EINVAL);
        }
        if path.first() == Some(&0) {
            return Ok(UnixName::Abstract(path.to_vec()));
        }
        let wall = wall_at(self.wall_start, now);
        let own = &self.processes[self.threads.get(id).process].files;
        let path = FilePath::from(path);
        let inode = if makes_it { self.files.make_socket(own, wall, &path) } else { self.files.socket_at(own, &path) };
        inode.map(UnixName::File)
    }

    /// Sends off what departed and rings whoever has something to read; what arrives at once may make more depart.
    pub(super) fn transmit(&mut self, now: LoopTime) {
        while self.net.has_departures() || self.net.has_calls() {
            for departure in self.net.take_departures() {
                match departure {
                    Departure::Packet(connection, writer) => self.send_packet(now, connection, writer),
                    Departure::Letter(to) => self.send_letter(now, to),
                }
            }
            for connection in self.net.take_calls() {
                self.look_from_afar(now, connection);
            }
        }
        for (thread, fd) in self.net.take_rings() {
            if let Ok(socket) = self.socket_of(thread, fd) {
                self.net.list(socket, now);
            }
            self.deliver(thread, now, Ready::Io { fd, events: Events::NONE });
        }
    }

    fn send_packet(&mut self, now: LoopTime, connection: ConnectionId, writer: Side) {
        let link = self.net.link(connection);
        if !link.has_packets() {
            self.net.arrive(connection, writer);
            return;
        }
        if self.breaks(now, connection, writer) {
            return self.net.break_off(connection);
        }
        self.choose_cut(now, connection, writer, link);
        let lane = (connection, writer);
        let bounds = self.distance_of(connection);
        match self.luck {
            Luck::OfTimes => {
                let label = self.recorder.label(|| self.label_of_packet(connection, writer));
                let delay = self.draw(now, ChoiceName::PacketDelay, &label, bounds);
                let due = self.traffic.lanes.get(&lane).map_or(now, |last| *last).max(now + delay);
                if due <= now && !self.traffic.lanes.contains_key(&lane) {
                    return self.packet_reached(now, connection, writer);
                }
                self.traffic.lanes.insert(lane, due);
                self.events.announce(Bounds::fixed(0).from(due), Event::Packet { connection, writer }, String::new());
            }
            Luck::OfOrders => {
                self.traffic.lanes.insert(lane, now);
                let label = self.label_of_packet(connection, writer);
                self.events.announce(bounds.from(now), Event::Packet { connection, writer }, label);
            }
        }
    }

    /// Whether a fault breaks the connection that just sent bytes.
    fn breaks(&mut self, now: LoopTime, connection: ConnectionId, writer: Side) -> bool {
        if self.faults.likelihood(Fault::ConnReset).is_none() || self.net.traffic(connection, writer).1 == 0 {
            return false;
        }
        let who = self.net.label_of_end(connection, writer);
        self.strikes(now, Fault::ConnReset, &who)
    }

    /// Asks where a packet is cut that is longer than the network carries in one piece.
    fn choose_cut(&mut self, now: LoopTime, connection: ConnectionId, writer: Side, link: Link) {
        let (_, len) = self.net.traffic(connection, writer);
        if len <= link.segment_max() {
            return;
        }
        let label = self.recorder.label(|| self.label_of_packet(connection, writer));
        let whole = len as u64;
        let range = Alternatives::Range { min: link.segment_max() as u64, typical: whole, max: whole };
        let at = self.recorder.choose(now, ChoiceName::SegmentSize, &label, range);
        if at < whole {
            self.net.cut(connection, writer, usize::try_from(at).unwrap_or(len));
        }
    }

    /// An event of [`Self::send_packet`].
    pub(super) fn packet_arrives(&mut self, at: LoopTime, connection: ConnectionId, writer: Side) {
        let (under_way, _) = self.net.traffic(connection, writer);
        if under_way <= 1 {
            self.traffic.lanes.remove(&(connection, writer));
        }
        self.packet_reached(at, connection, writer);
        self.transmit(at);
    }

    fn packet_reached(&mut self, at: LoopTime, connection: ConnectionId, writer: Side) {
        match self.net.arrive(connection, writer) {
            Arrival::Done => {
                self.traffic.asks.remove(&connection);
            }
            Arrival::Dropped => {
                let asked = self.traffic.asks.entry(connection).or_insert(0);
                let wait_ns = Costs::CONNECT_RETRY_NS << *asked;
                *asked += 1;
                let label = format!("question of {}", self.net.label_of_end(connection, writer));
                self.events.announce(Bounds::fixed(wait_ns).from(at), Event::AskAgain { connection }, label);
            }
        }
    }

    /// The time is up that a client waited for an answer.
    pub(super) fn ask_again(&mut self, at: LoopTime, connection: ConnectionId) {
        if self.traffic.asks.get(&connection).is_some_and(|asked| *asked > ASKS_MAX) {
            self.traffic.asks.remove(&connection);
            self.net.give_up(connection, Errno::ETIMEDOUT);
        } else {
            self.net.ask_again(connection);
        }
        self.transmit(at);
    }

    fn send_letter(&mut self, now: LoopTime, to: (Address, u16)) {
        let (address, port) = to;
        let event = Event::Letter { address, port };
        let label = || format!("datagram to {}", SocketAddress::ip(address, port));
        match self.luck {
            Luck::OfTimes => {
                let label = self.recorder.label(label);
                let delay = self.draw(now, ChoiceName::PacketDelay, &label, Costs::PACKET_LOOPBACK);
                let due = self.traffic.letters.get(&to).map_or(now, |last| *last).max(now + delay);
                if due <= now && !self.traffic.letters.contains_key(&to) {
                    return self.net.deliver_letter(to);
                }
                self.traffic.letters.insert(to, due);
                self.events.announce(Bounds::fixed(0).from(due), event, String::new());
            }
            Luck::OfOrders => {
                self.traffic.letters.insert(to, now);
                self.events.announce(Costs::PACKET_LOOPBACK.from(now), event, label());
            }
        }
    }

    /// An event of [`Self::send_letter`].
    pub(super) fn letter_arrives(&mut self, at: LoopTime, to: (Address, u16)) {
        self.net.deliver_letter(to);
        if self.net.letters_to(to) == 0 {
            self.traffic.letters.remove(&to);
        }
        self.transmit(at);
    }

    /// Takes what is not ready any more off the list of a thread that begins to poll.
    pub(super) fn drop_unready(&mut self, id: ThreadId) {
        let process = self.threads.get(id).process;
        let mut ready = std::mem::take(&mut self.threads.get_mut(id).ready);
        ready.retain(|one| match one {
            Ready::Io { fd, .. } => match self.processes[process].files.socket(*fd) {
                Ok(socket) if self.net.heard(socket).is_some() => true,
                Ok(socket) => {
                    self.net.unlist(socket);
                    false
                }
                Err(_) => false,
            },
            Ready::Work(..) | Ready::Wake | Ready::Changed(..) | Ready::Signal(_) | Ready::Child(..) => true,
        });
        self.threads.get_mut(id).ready = ready;
    }

    /// Says what sockets a poll reports: fills in what is true of each, and leaves on the thread's list what goes on being
    /// ready and what is more than one poll reports.
    pub(super) fn report_sockets(&mut self, id: ThreadId, listed: Vec<Ready>, report: &mut Vec<Ready>) {
        let process = self.threads.get(id).process;
        let (mut count, mut unseen, mut again) = (0, Vec::new(), Vec::new());
        for one in listed {
            let Ready::Io { fd, .. } = one else {
                report.push(one);
                continue;
            };
            if count == EVENTS_MAX {
                unseen.push(one);
                continue;
            }
            let Ok(socket) = self.processes[process].files.socket(fd) else { continue };
            match self.net.heard(socket) {
                Some(events) => {
                    count += 1;
                    report.push(Ready::Io { fd, events });
                    again.push(one);
                }
                None => self.net.unlist(socket),
            }
        }
        unseen.append(&mut again);
        self.threads.get_mut(id).ready = unseen;
    }
}
