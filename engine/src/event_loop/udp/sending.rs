//! Sending datagrams: at once where the kernel has room, else in the order of the calls.

use super::{Send, Udp, UdpEvent};
use crate::event_loop::{EventLoop, HandleId, Host};
use crate::os::Errno;
use crate::os::socket::{Interest, SocketAddress};

impl EventLoop {
    /// Sends at once, if nothing waits before it: `uv_udp_try_send`. `EAGAIN` when the kernel has no room.
    pub fn try_send(&self, id: HandleId, parts: &[&[u8]], to: Option<&SocketAddress>) -> Result<usize, Errno> {
        if self.with_udp(id, |udp| Ok(udp.queued > 0))? {
            return Err(Errno::EAGAIN);
        }
        let fd = match to {
            Some(to) => self.ensure_bound(id, to.domain())?,
            None => self.udp_fd(id)?,
        };
        match self.os.borrow_mut().send(fd, parts, to) {
            Err(Errno::ENOBUFS) => Err(Errno::EAGAIN),
            other => other,
        }
    }

    /// Sends behind all that waits; its end is told with [`UdpEvent::Sent`]: `uv_udp_send`.
    pub fn send(&self, id: HandleId, bytes: Vec<u8>, to: Option<SocketAddress>) -> Result<(), Errno> {
        let fd = match &to {
            Some(to) => self.ensure_bound(id, to.domain())?,
            None => self.udp_fd(id)?,
        };
        let goes_at_once = self.with_udp(id, |udp| {
            let is_first = udp.queued == 0;
            udp.queued += 1;
            udp.queued_bytes += bytes.len();
            udp.sends.push_back(Send { bytes, to, outcome: Ok(()) });
            Ok(is_first && !udp.is_telling)
        })?;
        self.begin_request();
        self.set_active(id, true);
        if goes_at_once {
            self.send_queued(id);
        }
        if !goes_at_once || self.with_udp(id, |udp| Ok(!udp.sends.is_empty()))? {
            self.watchers.borrow_mut().start(fd, id, Interest::WRITABLE);
        }
        Ok(())
    }

    /// `uv__udp_sendmsg`
    pub(super) fn send_queued(&self, id: HandleId) {
        while let Ok((fd, mut send)) = self.with_udp(id, take_first) {
            let sent = self.os.borrow_mut().send(fd, &[&send.bytes], send.to.as_ref());
            let must_wait = matches!(sent, Err(Errno::EAGAIN | Errno::ENOBUFS));
            send.outcome = sent.map(|_| ());
            self.with_udp(id, |udp| {
                if must_wait {
                    udp.sends.push_front(send);
                } else {
                    udp.sent.push_back(send);
                }
                Ok(())
            })
            .ok();
            if must_wait {
                return;
            }
            self.feed(id);
        }
    }

    /// Tells the owners of the sends that are over: `uv__udp_run_completed`.
    pub(super) fn report_sent(&self, id: HandleId, host: &dyn Host) {
        let tells = |is_telling| {
            self.with_udp(id, |udp| {
                udp.is_telling = is_telling;
                Ok(())
            })
            .ok()
        };
        tells(true);
        while let Ok(Some(send)) = self.with_udp(id, |udp| Ok(udp.sent.pop_front())) {
            self.end_request();
            self.with_udp(id, |udp| {
                udp.queued -= 1;
                udp.queued_bytes -= send.bytes.len();
                Ok(())
            })
            .ok();
            host.on_udp(id, UdpEvent::Sent(send.outcome));
        }
        if let (Some(fd), Ok(true)) = (self.open_fd_of_udp(id), self.with_udp(id, |udp| Ok(udp.sends.is_empty()))) {
            self.watchers.borrow_mut().stop(fd, Interest::WRITABLE);
            self.stop_if_idle(id, fd, Interest::READABLE);
        }
        tells(false);
    }

    /// How many sends wait, and their bytes.
    pub fn send_queue(&self, id: HandleId) -> (usize, usize) {
        self.udps.borrow().get(&id).map_or((0, 0), |udp| (udp.queued, udp.queued_bytes))
    }
}

/// Takes the oldest datagram that waits, with the descriptor to send it on.
fn take_first(udp: &mut Udp) -> Result<(i32, Send), Errno> {
    let fd = udp.fd.ok_or(Errno::EBADF)?;
    udp.sends.pop_front().map(|send| (fd, send)).ok_or(Errno::EAGAIN)
}
