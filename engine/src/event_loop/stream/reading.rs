//! Reading: `uv__read`. A turn reads until the kernel has no more, but not so often that others starve.

use super::{EventLoop, HandleId, Host, StreamEvent};
use crate::os::Errno;
use crate::os::socket::Interest;

/// How many full reads one stream gets in a turn: `uv__read`'s count.
const READS_MAX: usize = 32;

impl EventLoop {
    /// Begins to read: `uv_read_start`.
    pub fn read_start(&self, id: HandleId) -> Result<(), Errno> {
        self.with_stream(id, |stream| {
            if stream.fd.is_none() {
                return Err(Errno::EINVAL);
            }
            if stream.is_reading {
                return Err(Errno::EALREADY);
            }
            if !stream.is_readable {
                return Err(Errno::ENOTCONN);
            }
            stream.is_reading = true;
            stream.is_at_end = false;
            Ok(())
        })?;
        self.watch_stream(id, Interest::READABLE);
        self.set_active(id, true);
        Ok(())
    }

    /// Stops reading; what the kernel has stays there: `uv_read_stop`.
    pub fn read_stop(&self, id: HandleId) {
        let stopped = self.with_stream(id, |stream| Ok(std::mem::take(&mut stream.is_reading)));
        if stopped == Ok(true) {
            self.unwatch_stream(id, Interest::READABLE);
            self.set_active(id, false);
        }
    }

    /// How many bytes the next reads ask for: the size of the memory that the owner reads into.
    pub fn set_read_len(&self, id: HandleId, len: usize) {
        self.with_stream(id, |stream| {
            stream.read_len = len;
            Ok(())
        })
        .ok();
    }

    pub(super) fn read_stream(&self, id: HandleId, host: &dyn Host) {
        self.with_stream(id, |stream| {
            stream.was_partial = false;
            Ok(())
        })
        .ok();
        for _ in 0..READS_MAX {
            let next = self.with_stream(id, |stream| Ok((stream.fd.filter(|_| stream.is_reading), stream.read_len)));
            let Ok((Some(fd), len)) = next else { return };
            let read = self.os.borrow_mut().read(fd, len);
            match read {
                // The watcher stays: poll will say when there is more.
                Err(Errno::EAGAIN) => return,
                Err(errno) => return self.fail_reading(id, errno, host),
                Ok(bytes) if bytes.is_empty() => return self.end_reading(id, host),
                Ok(bytes) => {
                    let was_partial = bytes.len() < len;
                    host.on_stream(id, StreamEvent::Read(Ok(bytes)));
                    if was_partial {
                        self.with_stream(id, |stream| {
                            stream.was_partial = true;
                            Ok(())
                        })
                        .ok();
                        return;
                    }
                }
            }
            if self.stopped.get() {
                return;
            }
        }
    }

    /// Tells the owner that the end has come: `uv__stream_eof`.
    pub(super) fn end_reading(&self, id: HandleId, host: &dyn Host) {
        self.with_stream(id, |stream| {
            stream.is_at_end = true;
            Ok(())
        })
        .ok();
        self.read_stop(id);
        host.on_stream(id, StreamEvent::Read(Err(Errno::EOF)));
    }

    fn fail_reading(&self, id: HandleId, errno: Errno, host: &dyn Host) {
        self.with_stream(id, |stream| {
            stream.is_readable = false;
            stream.is_writable = false;
            Ok(())
        })
        .ok();
        host.on_stream(id, StreamEvent::Read(Err(errno)));
        self.read_stop(id);
    }
}
