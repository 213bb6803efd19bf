//! Descriptors: open, close, read, write.

use super::inode::{Content, Device, InodeId, Node};
use super::process::{OpenFile, ProcessFiles};
use super::tree::Tree;
use super::walk::{Last, MAY_READ, MAY_WRITE, Place, Tail};
use super::watch::{Mask, Reached};
use super::{FileSystem, Moment, Result, populate};
use loopscope_engine::clock::WallTime;
use loopscope_engine::os::Errno;
use loopscope_engine::os::file::{FilePath, Mode, OpenFlags};

/// What one `read(2)` or `write(2)` moves at most: Linux's `MAX_RW_COUNT`.
const BYTES_PER_CALL_MAX: usize = 0x7fff_f000;

/// How many random bytes one read of `/dev/urandom` gives at most: as many as a [`Moment`] holds. A program reads on.
const RANDOM_BYTES_PER_CALL_MAX: usize = 32;

impl FileSystem {
    /// `open(2)`.
    pub(super) fn open(
        &mut self,
        own: &mut ProcessFiles,
        now: WallTime,
        path: &FilePath,
        flags: OpenFlags,
        mode: Mode,
    ) -> Result<i32> {
        own.ensure_room()?;
        let is_new_only = flags.has(OpenFlags::CREATE) && flags.has(OpenFlags::EXCLUSIVE);
        let last = if is_new_only || flags.has(OpenFlags::NO_FOLLOW) { Last::Keep } else { Last::Follow };
        let place = match flags.has(OpenFlags::CREATE) {
            true => self.walk_to_create(own, path, last)?,
            false => self.walk(own, path, last)?,
        };
        let inode = match place.inode {
            Some(_) if is_new_only => return Err(Errno::EEXIST),
            Some(inode) => {
                self.ensure_openable(own, inode, flags)?;
                if flags.has(OpenFlags::TRUNCATE) && flags.writes() {
                    self.empty(now, &place.reached()?)?;
                }
                inode
            }
            None if flags.has(OpenFlags::CREATE) => {
                self.create(own, now, &place, Node::File(Content::Own(Vec::new())), mode)?
            }
            None => return Err(Errno::ENOENT),
        };
        self.tree.get_mut(inode).opened += 1;
        let text = match self.tree.get(inode).node {
            Node::Proc(file) => Some(populate::text_of(file)),
            _ => None,
        };
        let (path, entry) = (path.clone(), place.entry());
        Ok(own.insert(OpenFile { inode, flags, offset: 0, path, entry, text, listing: None }))
    }

    /// What `O_TRUNC` does to a file that is there already.
    fn empty(&mut self, now: WallTime, file: &Reached) -> Result<()> {
        if matches!(self.tree.get(file.inode).node, Node::File(_)) {
            self.resize(file.inode, 0, now)?;
            self.tell_change(file, Mask::Modify);
        }
        Ok(())
    }

    fn ensure_openable(&self, own: &ProcessFiles, id: InodeId, flags: OpenFlags) -> Result<()> {
        match &self.tree.get(id).node {
            Node::Symlink(_) if flags.has(OpenFlags::DIRECTORY) => return Err(Errno::ENOTDIR),
            Node::Symlink(_) => return Err(Errno::ELOOP),
            // A file without a name would be made there, which this file system, like overlayfs, does not offer.
            Node::Directory(_) if flags.has(OpenFlags::TEMPORARY) => return Err(Errno::ENOTSUP),
            Node::Directory(_) if flags.writes() || flags.has(OpenFlags::CREATE) => return Err(Errno::EISDIR),
            Node::Directory(_) => {}
            Node::Device(Device::Tty) | Node::Socket => return Err(Errno::ENXIO),
            // A socket has no other way in than its descriptor.
            Node::Stream(stream) if own.socket(*stream).is_ok() => return Err(Errno::ENXIO),
            _ if flags.has(OpenFlags::DIRECTORY) => return Err(Errno::ENOTDIR),
            Node::File(_) | Node::Device(_) | Node::Stream(_) | Node::Proc(_) => {}
        }
        let reads = if flags.reads() { MAY_READ } else { 0 };
        let writes = if flags.writes() || flags.has(OpenFlags::TRUNCATE) { MAY_WRITE } else { 0 };
        self.ensure_allowed(own, id, reads | writes)
    }

    /// Makes a new inode with the name of `place`.
    pub(super) fn create(
        &mut self,
        own: &ProcessFiles,
        now: WallTime,
        place: &Place,
        node: Node,
        mode: Mode,
    ) -> Result<InodeId> {
        let Tail::Name(name) = &place.tail else { return Err(Errno::EEXIST) };
        self.ensure_growable(own, place.parent)?;
        let volume = self.tree.get(place.parent).volume;
        let inode = self.tree.add(node, mode.permissions() & !own.umask, own.owner, volume, now);
        self.tree.enter(place.parent, name.clone(), inode, now)?;
        self.tell_name(place.parent, name);
        Ok(inode)
    }

    /// Whether the process may add names to a directory. One that was removed takes none: `ENOENT`.
    pub(super) fn ensure_growable(&self, own: &ProcessFiles, directory: InodeId) -> Result<()> {
        if self.tree.get(directory).nlink == 0 {
            return Err(Errno::ENOENT);
        }
        self.ensure_allowed(own, directory, MAY_WRITE)
    }

    /// `close(2)`.
    pub(super) fn close(&mut self, own: &mut ProcessFiles, fd: i32) -> Result<()> {
        let file = own.remove(fd)?;
        self.tree.get_mut(file.inode).opened -= 1;
        if self.tree.drop_if_unused(file.inode) {
            self.tell_gone(file.inode);
        }
        Ok(())
    }

    /// `read(2)` and `pread(2)`.
    pub(super) fn read(
        &mut self,
        own: &mut ProcessFiles,
        now: Moment,
        fd: i32,
        len: usize,
        position: Option<u64>,
    ) -> Result<Vec<u8>> {
        let file = own.get_mut(fd)?;
        if !file.flags.reads() {
            return Err(Errno::EBADF);
        }
        let len = len.min(BYTES_PER_CALL_MAX);
        let inode = file.inode;
        self.load(inode)?;
        let start = position.unwrap_or(file.offset);
        let bytes = match &self.tree.get(inode).node {
            Node::File(content) => part(content.bytes(), start, len),
            Node::Proc(_) => part(file.text.as_deref().unwrap_or_default(), start, len),
            Node::Directory(_) => return Err(Errno::EISDIR),
            Node::Symlink(_) | Node::Socket => return Err(Errno::EBADF),
            Node::Device(Device::Null | Device::Tty) => Vec::new(),
            Node::Device(Device::Zero | Device::Full) => vec![0; len],
            Node::Device(Device::Random) => now.random[..len.min(RANDOM_BYTES_PER_CALL_MAX)].to_vec(),
            Node::Stream(_) if position.is_some() => return Err(Errno::ESPIPE),
            // The pipe is one for all descriptors: what one has read no other will.
            Node::Stream(0) => self.stdin.drain(..len.min(self.stdin.len())).collect(),
            Node::Stream(_) => return Err(Errno::EBADF),
        };
        if position.is_none() {
            file.offset = start + bytes.len() as u64;
        }
        self.mark_read(inode, now.wall);
        Ok(bytes)
    }

    /// Sets the time of access as `relatime` does, Linux's default: only if the file changed since it was last read.
    fn mark_read(&mut self, id: InodeId, now: WallTime) {
        let times = &mut self.tree.get_mut(id).times;
        if times.accessed <= times.modified || times.accessed <= times.changed {
            times.accessed = now;
        }
    }

    /// `write(2)`, `pwrite(2)` and their vector forms.
    pub(super) fn write(
        &mut self,
        own: &mut ProcessFiles,
        now: Moment,
        fd: i32,
        bytes: &[u8],
        position: Option<u64>,
    ) -> Result<u64> {
        let file = own.get_mut(fd)?;
        if !file.flags.writes() {
            return Err(Errno::EBADF);
        }
        let bytes = &bytes[..bytes.len().min(BYTES_PER_CALL_MAX)];
        let count = bytes.len() as u64;
        let inode = file.inode;
        match self.tree.get(inode).node {
            Node::Device(Device::Full) => return Err(Errno::ENOSPC),
            Node::Device(_) => return Ok(count),
            Node::Stream(_) if position.is_some() => return Err(Errno::ESPIPE),
            Node::Stream(stream) => {
                self.output.push((stream, bytes.to_vec()));
                return Ok(count);
            }
            Node::Directory(_) | Node::Symlink(_) | Node::Proc(_) | Node::Socket => return Err(Errno::EBADF),
            Node::File(_) => {}
        }
        self.load(inode)?;
        let size = self.tree.get(inode).size();
        // `pwrite(2)`, BUGS: with O_APPEND the bytes go to the end, whatever the position.
        let start = if file.flags.has(OpenFlags::APPEND) { size } else { position.unwrap_or(file.offset) };
        let end = start.checked_add(count).ok_or(Errno::EFBIG)?;
        if count > 0 {
            let (start, end) = (index(start)?, index(end)?);
            self.tree.change_content(inode, size.max(end as u64), |content| {
                if content.len() < end {
                    content.resize(end, 0);
                }
                content[start..end].copy_from_slice(bytes);
            })?;
            self.mark_written(inode, now.wall);
            self.tell_change(&own.get(fd)?.reached(), Mask::Modify);
        }
        if position.is_none() {
            own.get_mut(fd)?.offset = end;
        }
        Ok(count)
    }

    /// Marks a change of a file's content.
    pub(super) fn mark_written(&mut self, id: InodeId, now: WallTime) {
        let times = &mut self.tree.get_mut(id).times;
        times.modified = now;
        times.changed = now;
    }

    /// `fsync(2)`: everything is in memory already.
    pub(super) fn sync(&self, own: &ProcessFiles, fd: i32) -> Result<()> {
        match self.tree.get(own.get(fd)?.inode).node {
            Node::File(_) | Node::Directory(_) => Ok(()),
            Node::Symlink(_) | Node::Device(_) | Node::Stream(_) | Node::Proc(_) | Node::Socket => Err(Errno::EINVAL),
        }
    }

    /// True when reading gives random bytes.
    pub(super) fn is_random_device(&self, id: InodeId) -> bool {
        matches!(self.tree.get(id).node, Node::Device(Device::Random))
    }

    /// Sets the length of a regular file; new bytes are zero.
    pub(super) fn resize(&mut self, id: InodeId, len: u64, now: WallTime) -> Result<()> {
        self.load(id)?;
        let len_wanted = index(len)?;
        self.tree.change_content(id, len, |content| content.resize(len_wanted, 0))?;
        self.mark_written(id, now);
        Ok(())
    }
}

/// At most `len` bytes from `start` on.
fn part(bytes: &[u8], start: u64, len: usize) -> Vec<u8> {
    let start = usize::try_from(start).unwrap_or(usize::MAX).min(bytes.len());
    bytes[start..].iter().take(len).copied().collect()
}

/// A position as an index into memory, or `EFBIG`.
fn index(position: u64) -> Result<usize> {
    usize::try_from(position).ok().filter(|index| isize::try_from(*index).is_ok()).ok_or(Errno::EFBIG)
}

/// The number of an inode, for `stat`.
pub(super) const fn ino(id: InodeId) -> u64 {
    Tree::ino(id)
}
