//! placeholder while being written
use super::ThreadOs;
use loopscope_engine::os::Errno;
use loopscope_engine::os::socket::{
    Connecting, Datagram, Domain, Interest, SocketAddress, SocketKind, SocketOption, SocketSize, Sockets,
};
impl Sockets for ThreadOs {
    fn socket(&mut self, _: Domain, _: SocketKind) -> Result<i32, Errno> {
        Err(Errno::ENOSYS)
    }
    fn bind(&mut self, _: i32, _: &SocketAddress) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }
    fn listen(&mut self, _: i32, _: u32) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }
    fn accept(&mut self, _: i32) -> Result<i32, Errno> {
        Err(Errno::ENOSYS)
    }
    fn connect(&mut self, _: i32, _: &SocketAddress) -> Result<Connecting, Errno> {
        Err(Errno::ENOSYS)
    }
    fn disconnect(&mut self, _: i32) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }
    fn read(&mut self, _: i32, _: usize) -> Result<Vec<u8>, Errno> {
        Err(Errno::ENOSYS)
    }
    fn write(&mut self, _: i32, _: &[&[u8]]) -> Result<usize, Errno> {
        Err(Errno::ENOSYS)
    }
    fn send(&mut self, _: i32, _: &[&[u8]], _: Option<&SocketAddress>) -> Result<usize, Errno> {
        Err(Errno::ENOSYS)
    }
    fn receive(&mut self, _: i32, _: usize) -> Result<Datagram, Errno> {
        Err(Errno::ENOSYS)
    }
    fn shutdown(&mut self, _: i32) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }
    fn close(&mut self, _: i32) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }
    fn getsockname(&self, _: i32) -> Result<SocketAddress, Errno> {
        Err(Errno::ENOSYS)
    }
    fn getpeername(&self, _: i32) -> Result<SocketAddress, Errno> {
        Err(Errno::ENOSYS)
    }
    fn take_error(&mut self, _: i32) -> Result<Connecting, Errno> {
        Err(Errno::ENOSYS)
    }
    fn setsockopt(&mut self, _: i32, _: &SocketOption) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }
    fn getsockopt(&self, _: i32, _: SocketSize) -> Result<u32, Errno> {
        Err(Errno::ENOSYS)
    }
    fn epoll_ctl(&mut self, _: i32, _: Interest) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }
}
