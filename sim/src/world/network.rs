//! Time for the network: the calls of a thread on its sockets, what departs behind each, and who is told.
//!
//! HOW: the sockets themselves know no time. After each call the machine looks what departed ([`Machine::transmit`]) and
//! asks how long it travels. What travels no time at all, as on a quiet machine between two of its own sockets, arrives
//! within the call; the rest becomes an event. Packets of one direction never overtake each other.

use super::machine::Machine;
use super::threads::ThreadId;
use crate::clock::wall_at;
use crate::faults::Fault;
use crate::os::net::{Departure, Net, SocketId, UnixName};
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::file::FilePath;
use loopscope_engine::os::socket::{Connecting, Domain, Events, Interest, SocketAddress, SocketKind};
use loopscope_engine::os::{Errno, Ready};

/// The length of `sun_path`.
const PATH_MAX: usize = 108;

/// How many descriptors one poll reports: libuv asks for no more.
const EVENTS_MAX: usize = 1024;

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
        self.wake_readers(now);
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
