//! Servers: listening, and taking connections.

use super::{EventLoop, HandleId, Host, Stream, StreamEvent, StreamKind};
use crate::os::Errno;
use crate::os::socket::{Domain, Interest, SocketKind};

impl EventLoop {
    /// Listens: `uv_listen`. A TCP stream that was not bound gets any port; a pipe must be bound.
    pub fn listen(&self, id: HandleId, backlog: u32) -> Result<(), Errno> {
        let (kind, delayed_error) = self.with_stream(id, |stream| Ok((stream.kind, stream.delayed_error)))?;
        if let Some(errno) = delayed_error {
            return Err(errno);
        }
        let fd = match kind {
            StreamKind::Tcp => self.ensure_socket(id, Domain::V4)?,
            StreamKind::Pipe => self.open_fd_of(id).ok_or(Errno::EINVAL)?,
        };
        self.reserve_descriptor();
        self.os.borrow_mut().listen(fd, backlog)?;
        self.with_stream(id, |stream| {
            stream.is_bound = true;
            stream.is_listening = true;
            Ok(())
        })?;
        self.watch_stream(id, Interest::READABLE);
        self.set_active(id, true);
        Ok(())
    }

    /// Takes the connection that a server has accepted: `uv_accept`.
    pub fn accept(&self, server: HandleId, client: HandleId) -> Result<(), Errno> {
        let fd = self.with_stream(server, |stream| stream.accepted_fd.take().ok_or(Errno::EAGAIN))?;
        let opened = self.with_stream(client, |stream| {
            if stream.fd.is_some() {
                return Err(Errno::EBUSY);
            }
            stream.open(fd);
            stream.is_bound = true;
            Ok(())
        });
        if opened.is_err() {
            self.os.borrow_mut().close(fd).ok();
        }
        self.watch_stream(server, Interest::READABLE);
        opened
    }

    /// Connections wait: `uv__server_io`. From libuv 1.46 on it accepts one each time poll reports the server.
    pub(super) fn serve_connections(&self, id: HandleId, host: &dyn Host) {
        while let Some(fd) = self.open_fd_of(id) {
            let accepted = self.os.borrow_mut().accept(fd);
            let accepted = match accepted {
                Err(Errno::EMFILE | Errno::ENFILE) => self.refuse_connections(fd),
                other => other,
            };
            let Ok(accepted) = accepted else { return };
            let noted = self.with_stream(id, |stream| {
                stream.accepted_fd = Some(accepted);
                Ok(())
            });
            if noted.is_ok() {
                host.on_stream(id, StreamEvent::Connection);
            }
            // Nobody took it: no other is accepted before somebody does.
            if self.stream_is(id, |stream| stream.accepted_fd.is_some()) {
                return self.unwatch_stream(id, Interest::READABLE);
            }
            if self.profile.accepts_one_connection_per_poll() || self.stopped.get() {
                return;
            }
        }
    }

    /// Keeps a descriptor for [`Self::refuse_connections`]: `loop->emfile_fd`.
    fn reserve_descriptor(&self) {
        if self.spare_fd.get().is_none() {
            self.spare_fd.set(self.os.borrow_mut().socket(Domain::Unix, SocketKind::Stream).ok());
        }
    }

    /// There is no descriptor left for connections: gives the spare one up, accepts and closes all that wait, so that
    /// they do not wait in vain, and reserves another: `uv__emfile_trick`.
    fn refuse_connections(&self, fd: i32) -> Result<i32, Errno> {
        let Some(spare) = self.spare_fd.take() else { return Err(Errno::EMFILE) };
        let mut os = self.os.borrow_mut();
        os.close(spare).ok();
        let outcome = loop {
            match os.accept(fd) {
                Ok(refused) => os.close(refused).ok(),
                Err(errno) => break errno,
            };
        };
        drop(os);
        self.reserve_descriptor();
        Err(outcome)
    }

    /// Whether the stream listens.
    pub fn is_listening(&self, id: HandleId) -> bool {
        self.stream_is(id, |stream: &Stream| stream.is_listening)
    }
}
