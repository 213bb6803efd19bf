//! The calls on sockets as a thread makes them: each takes its time, lets everything happen that comes before, and then
//! asks the machine.

use crate::costs::Costs;
use crate::os::ThreadOs;
use crate::world::machine::Machine;
use loopscope_engine::clock::{Clock, LoopTime};
use loopscope_engine::os::Errno;
use loopscope_engine::os::socket::{
    Connecting, Datagram, Domain, Interest, SocketAddress, SocketKind, SocketOption, SocketSize, Sockets,
};
use std::sync::MutexGuard;

use super::ports::ip_of;

impl ThreadOs {
    /// Lets the time pass that a call takes which moves `bytes` bytes; the machine is at its end.
    fn socket_call(&self, bytes: usize) -> (MutexGuard<'_, Machine>, LoopTime) {
        self.pass(Costs::SOCKET_CALL_NS + bytes as u64 * Costs::SOCKET_BYTE_PS / 1_000);
        self.table_call()
    }

    /// A call that only looks at the kernel's tables, or changes them.
    fn table_call(&self) -> (MutexGuard<'_, Machine>, LoopTime) {
        let machine = self.caught_up();
        (machine, self.clock().peek())
    }
}

impl Sockets for ThreadOs {
    fn socket(&mut self, domain: Domain, kind: SocketKind) -> Result<i32, Errno> {
        self.table_call().0.open_socket(self.id(), domain, kind)
    }

    fn socketpair(&mut self) -> Result<(i32, i32), Errno> {
        self.table_call().0.open_pair(self.id())
    }

    fn bind(&mut self, fd: i32, address: &SocketAddress) -> Result<(), Errno> {
        let (mut machine, now) = self.table_call();
        machine.bind(self.id(), now, fd, address)
    }

    fn listen(&mut self, fd: i32, backlog: u32) -> Result<(), Errno> {
        let (mut machine, now) = self.table_call();
        machine.listen(self.id(), now, fd, backlog)
    }

    fn accept(&mut self, fd: i32) -> Result<i32, Errno> {
        let (mut machine, now) = self.socket_call(0);
        machine.accept(self.id(), now, fd)
    }

    fn connect(&mut self, fd: i32, address: &SocketAddress) -> Result<Connecting, Errno> {
        let (mut machine, now) = self.socket_call(0);
        machine.connect(self.id(), now, fd, address)
    }

    fn disconnect(&mut self, fd: i32) -> Result<(), Errno> {
        let (mut machine, now) = self.table_call();
        machine.with_socket(self.id(), now, fd, |net, socket| net.set_peer(socket, None))
    }

    fn read(&mut self, fd: i32, len: usize) -> Result<Vec<u8>, Errno> {
        let (mut machine, now) = self.socket_call(0);
        let bytes = machine.with_socket(self.id(), now, fd, |net, socket| net.read(socket, len))?;
        self.pass(bytes.len() as u64 * Costs::SOCKET_BYTE_PS / 1_000);
        Ok(bytes)
    }

    fn write(&mut self, fd: i32, parts: &[&[u8]]) -> Result<usize, Errno> {
        let (mut machine, now) = self.socket_call(parts.iter().map(|part| part.len()).sum());
        machine.with_socket(self.id(), now, fd, |net, socket| net.write(socket, parts))
    }

    fn send(&mut self, fd: i32, parts: &[&[u8]], to: Option<&SocketAddress>) -> Result<usize, Errno> {
        let to = match to {
            Some(to) => Some(ip_of(to).ok_or(Errno::EAFNOSUPPORT)?),
            None => None,
        };
        let (mut machine, now) = self.socket_call(parts.iter().map(|part| part.len()).sum());
        machine.with_socket(self.id(), now, fd, |net, socket| net.send(socket, parts, to))
    }

    fn receive(&mut self, fd: i32, len: usize) -> Result<Datagram, Errno> {
        let (mut machine, now) = self.socket_call(0);
        machine.with_socket(self.id(), now, fd, |net, socket| net.receive(socket, len))
    }

    fn shutdown(&mut self, fd: i32) -> Result<(), Errno> {
        let (mut machine, now) = self.socket_call(0);
        machine.with_socket(self.id(), now, fd, super::Net::shutdown)
    }

    fn close(&mut self, fd: i32) -> Result<(), Errno> {
        let (mut machine, now) = self.socket_call(0);
        machine.close_socket(self.id(), now, fd)
    }

    fn getsockname(&self, fd: i32) -> Result<SocketAddress, Errno> {
        let (mut machine, now) = self.table_call();
        machine.with_socket(self.id(), now, fd, |net, socket| net.name(socket))
    }

    fn getpeername(&self, fd: i32) -> Result<SocketAddress, Errno> {
        let (mut machine, now) = self.table_call();
        machine.with_socket(self.id(), now, fd, |net, socket| net.peer(socket))
    }

    fn take_error(&mut self, fd: i32) -> Result<Connecting, Errno> {
        let (mut machine, now) = self.table_call();
        machine.with_socket(self.id(), now, fd, super::Net::take_error)
    }

    fn setsockopt(&mut self, fd: i32, option: &SocketOption) -> Result<(), Errno> {
        let (mut machine, now) = self.table_call();
        machine.with_socket(self.id(), now, fd, |net, socket| net.set_option(socket, option))
    }

    fn getsockopt(&self, fd: i32, size: SocketSize) -> Result<u32, Errno> {
        let (mut machine, now) = self.table_call();
        machine.with_socket(self.id(), now, fd, |net, socket| net.option(socket, size))
    }

    fn epoll_ctl(&mut self, fd: i32, interest: Interest) -> Result<(), Errno> {
        let (mut machine, now) = self.table_call();
        machine.watch_socket(self.id(), now, fd, interest)
    }
}
