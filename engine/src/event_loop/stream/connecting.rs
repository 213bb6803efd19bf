//! Clients: connect and its outcome, which is always told later, however early it is known.

use super::{EventLoop, HandleId, Host, StreamEvent, StreamKind};
use crate::os::Errno;
use crate::os::socket::{Connecting, Interest, SocketAddress};

impl EventLoop {
    /// Begins to connect: `uv_tcp_connect`, `uv_pipe_connect`. A pipe tells every error later.
    pub fn connect(&self, id: HandleId, address: &SocketAddress) -> Result<(), Errno> {
        let (kind, connects, delayed_error) =
            self.with_stream(id, |stream| Ok((stream.kind, stream.connects, stream.delayed_error)))?;
        if connects {
            return Err(Errno::EALREADY);
        }
        let begun = match delayed_error {
            Some(errno) => Err(errno),
            None => self.begin_connect(id, address),
        };
        let delayed_error = match begun {
            Ok(()) => None,
            Err(errno) if kind == StreamKind::Pipe || delayed_error.is_some() || errno == Errno::ECONNREFUSED => {
                Some(errno)
            }
            Err(errno) => return Err(errno),
        };
        self.with_stream(id, |stream| {
            stream.delayed_error = delayed_error;
            stream.connects = true;
            Ok(())
        })?;
        self.begin_request();
        if delayed_error.is_none() || kind == StreamKind::Tcp {
            self.watch_stream(id, Interest::WRITABLE);
        }
        if delayed_error.is_some() {
            self.feed(id);
        }
        Ok(())
    }

    fn begin_connect(&self, id: HandleId, address: &SocketAddress) -> Result<(), Errno> {
        let fd = self.ensure_socket(id, address.domain())?;
        self.with_stream(id, |stream| {
            stream.open(fd);
            Ok(())
        })?;
        match self.os.borrow_mut().connect(fd, address)? {
            Connecting::Done | Connecting::UnderWay => Ok(()),
        }
    }

    /// A connecting stream was reported: `uv__stream_connect`.
    pub(super) fn finish_connect(&self, id: HandleId, host: &dyn Host) {
        let delayed = self.with_stream(id, |stream| Ok((stream.delayed_error.take(), stream.fd)));
        let outcome = match delayed {
            Err(_) => return,
            Ok((Some(errno), _)) => Err(errno),
            Ok((None, None)) => Err(Errno::EBADF),
            Ok((None, Some(fd))) => match self.os.borrow_mut().take_error(fd) {
                Ok(Connecting::UnderWay) => return,
                Ok(Connecting::Done) => Ok(()),
                Err(errno) => Err(errno),
            },
        };
        if outcome.is_err() || self.stream_is(id, |stream| stream.writes.is_empty()) {
            self.unwatch_stream(id, Interest::WRITABLE);
        }
        self.settle_connect(id, outcome, host);
        if self.open_fd_of(id).is_some() && outcome.is_err() {
            self.cancel_writes(id, Errno::ECANCELED);
            self.report_written(id, host);
        }
    }

    /// Tells the owner how its connect ended.
    pub(super) fn settle_connect(&self, id: HandleId, outcome: Result<(), Errno>, host: &dyn Host) {
        self.end_request();
        self.with_stream(id, |stream| {
            stream.connects = false;
            Ok(())
        })
        .ok();
        host.on_stream(id, StreamEvent::Connected(outcome));
    }
}
