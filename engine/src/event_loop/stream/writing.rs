//! Writing: a queue that is tried at once and goes on when poll says that the kernel has room; and the shutdown behind it.

use super::{EventLoop, HandleId, Host, Stream, StreamEvent, Write};
use crate::os::Errno;
use crate::os::socket::Interest;

/// How many writes of one stream are finished in a turn, so that others do not starve: `uv__write`'s count.
const WRITES_MAX: usize = 32;

impl EventLoop {
    /// Writes what the kernel takes at once, if nothing waits before it: `uv_try_write`. `EAGAIN` when it takes nothing.
    pub fn try_write(&self, id: HandleId, parts: &[&[u8]]) -> Result<usize, Errno> {
        let fd = self.with_stream(id, |stream| {
            if stream.connects || stream.queued_bytes > 0 {
                return Err(Errno::EAGAIN);
            }
            ensure_writable(stream)
        })?;
        self.os.borrow_mut().write(fd, parts)
    }

    /// Writes `bytes` behind all that waits; its end is told with [`StreamEvent::Written`]: `uv_write`.
    pub fn write(&self, id: HandleId, bytes: Vec<u8>) -> Result<(), Errno> {
        let (is_first, connects) = self.with_stream(id, |stream| {
            ensure_writable(stream)?;
            let is_first = stream.queued_bytes == 0;
            stream.queued_bytes += bytes.len();
            stream.writes.push_back(Write { bytes, taken: 0, outcome: Ok(()) });
            Ok((is_first, stream.connects))
        })?;
        self.begin_request();
        if connects {
            // The outcome of the connect will see to it.
        } else if is_first {
            self.write_stream(id);
        } else {
            self.watch_stream(id, Interest::WRITABLE);
        }
        Ok(())
    }

    /// Ends our direction behind all that waits to be written: `uv_shutdown`.
    pub fn shutdown(&self, id: HandleId) -> Result<(), Errno> {
        let is_idle = self.with_stream(id, |stream| {
            if !stream.is_writable || stream.shuts || stream.fd.is_none() {
                return Err(Errno::ENOTCONN);
            }
            stream.shuts = true;
            stream.is_writable = false;
            Ok(stream.writes.is_empty())
        })?;
        self.begin_request();
        if is_idle {
            self.feed(id);
        }
        Ok(())
    }

    /// Writes from the queue until the kernel is full: `uv__write`.
    pub(super) fn write_stream(&self, id: HandleId) {
        for _ in 0..=WRITES_MAX {
            let Ok((fd, mut write)) = self.with_stream(id, take_first) else { return };
            let wrote = self.os.borrow_mut().write(fd, &[&write.bytes[write.taken..]]);
            match wrote {
                Ok(count) => {
                    write.taken += count;
                    let is_over = write.taken == write.bytes.len();
                    self.note_progress(id, write, count, is_over);
                    if !is_over {
                        return self.watch_stream(id, Interest::WRITABLE);
                    }
                }
                Err(Errno::EAGAIN) => {
                    self.note_progress(id, write, 0, false);
                    return self.watch_stream(id, Interest::WRITABLE);
                }
                Err(errno) => {
                    write.outcome = Err(errno);
                    self.note_progress(id, write, 0, true);
                    return self.unwatch_stream(id, Interest::WRITABLE);
                }
            }
        }
    }

    /// Puts a write back, or, when it is over, among those whose owner will be told: `uv__write_req_finish`.
    fn note_progress(&self, id: HandleId, mut write: Write, count: usize, is_over: bool) {
        self.with_stream(id, |stream| {
            stream.queued_bytes -= count;
            if is_over {
                if write.outcome.is_ok() {
                    write.bytes = Vec::new();
                    write.taken = 0;
                }
                stream.written.push_back(write);
            } else {
                stream.writes.push_front(write);
            }
            Ok(())
        })
        .ok();
        if is_over {
            self.feed(id);
        }
    }

    /// Ends all writes that wait with `errno`: `uv__stream_flush_write_queue`.
    pub(super) fn cancel_writes(&self, id: HandleId, errno: Errno) {
        self.with_stream(id, |stream| {
            while let Some(mut write) = stream.writes.pop_front() {
                write.outcome = Err(errno);
                stream.written.push_back(write);
            }
            Ok(())
        })
        .ok();
    }

    /// Tells the owners of the writes that are over by now: `uv__write_callbacks`.
    pub(super) fn report_written(&self, id: HandleId, host: &dyn Host) {
        let Ok(written) = self.with_stream(id, |stream| Ok(std::mem::take(&mut stream.written))) else { return };
        for write in written {
            self.end_request();
            self.with_stream(id, |stream| {
                stream.queued_bytes -= write.bytes.len() - write.taken;
                Ok(())
            })
            .ok();
            host.on_stream(id, StreamEvent::Written(write.outcome));
        }
    }

    /// All is written: stops watching, and does the shutdown that waited for it: `uv__drain`.
    pub(super) fn drain_stream(&self, id: HandleId, host: &dyn Host) {
        self.unwatch_stream(id, Interest::WRITABLE);
        let Ok((true, fd)) = self.with_stream(id, |stream| Ok((std::mem::take(&mut stream.shuts), stream.fd))) else {
            return;
        };
        self.end_request();
        let outcome = fd.map_or(Err(Errno::ECANCELED), |fd| self.os.borrow_mut().shutdown(fd));
        host.on_stream(id, StreamEvent::ShutDown(outcome));
    }
}

fn ensure_writable(stream: &mut Stream) -> Result<i32, Errno> {
    let fd = stream.fd.ok_or(Errno::EBADF)?;
    if stream.is_writable { Ok(fd) } else { Err(Errno::EPIPE) }
}

/// Takes the first write out of the queue. An error means that there is none to be tried.
fn take_first(stream: &mut Stream) -> Result<(i32, Write), Errno> {
    let fd = stream.fd.ok_or(Errno::EBADF)?;
    stream.writes.pop_front().map(|write| (fd, write)).ok_or(Errno::EAGAIN)
}
