//! What inodes know: stat, modes, owners, times and lengths.

use super::inode::{Inode, InodeId, Node};
use super::process::ProcessFiles;
use super::walk::{Last, MAY_WRITE};
use super::watch::{Mask, Reached};
use super::{FileSystem, Result, io};
use loopscope_engine::clock::WallTime;
use loopscope_engine::os::Errno;
use loopscope_engine::os::file::{FilePath, Mode, OpenFlags, Stat, StatFs};

/// The unit of `stat.blocks`, and that of allocation: a file of one byte takes eight blocks of 512 bytes.
const BLOCK_BYTES: u64 = 512;
const ALLOCATION_BYTES: u64 = 4_096;

/// How many files the disk may hold; shown by `statfs`, and far beyond what a run makes.
const FILES_MAX: u64 = 6_553_600;

/// A user and a group, each left as it is if there is none.
type NewOwner = (Option<u32>, Option<u32>);

impl FileSystem {
    /// `stat(2)` and `lstat(2)`.
    pub(super) fn stat(&mut self, own: &ProcessFiles, path: &FilePath, last: Last) -> Result<Stat> {
        let id = self.find(own, path, last)?;
        Ok(self.stat_of(id))
    }

    /// `fstat(2)`.
    pub(super) fn fstat(&mut self, own: &ProcessFiles, fd: i32) -> Result<Stat> {
        let id = own.get(fd)?.inode;
        Ok(self.stat_of(id))
    }

    /// What `stat` tells of an inode.
    pub(super) fn stat_of(&mut self, id: InodeId) -> Stat {
        // The number of links of a directory counts those in it.
        self.list_mounted(id);
        let inode = self.tree.get(id);
        let size = inode.size();
        let holds_blocks = matches!(inode.node, Node::File(_) | Node::Directory(_));
        Stat {
            dev: inode.volume.dev(),
            mode: inode.mode(),
            nlink: inode.nlink,
            uid: inode.uid,
            gid: inode.gid,
            rdev: if let Node::Device(device) = inode.node { device.rdev() } else { 0 },
            ino: io::ino(id),
            size,
            blksize: ALLOCATION_BYTES,
            blocks: if holds_blocks { size.div_ceil(ALLOCATION_BYTES) * (ALLOCATION_BYTES / BLOCK_BYTES) } else { 0 },
            accessed: inode.times.accessed,
            modified: inode.times.modified,
            changed: inode.times.changed,
            born: inode.times.born,
        }
    }

    /// `statfs(2)`.
    pub(super) fn statfs(&mut self, own: &ProcessFiles, path: &FilePath) -> Result<StatFs> {
        let id = self.find(own, path, Last::Follow)?;
        let free = self.tree.bytes_free() / ALLOCATION_BYTES;
        Ok(StatFs {
            kind: self.tree.get(id).volume.magic(),
            bsize: ALLOCATION_BYTES,
            blocks: self.tree.bytes_max() / ALLOCATION_BYTES,
            bfree: free,
            bavail: free,
            files: FILES_MAX,
            ffree: FILES_MAX.saturating_sub(self.tree.count()),
        })
    }

    /// `access(2)`.
    pub(super) fn access(&mut self, own: &ProcessFiles, path: &FilePath, mode: u32) -> Result<()> {
        if mode & !7 != 0 {
            return Err(Errno::EINVAL);
        }
        let id = self.find(own, path, Last::Follow)?;
        self.ensure_allowed(own, id, mode)
    }

    /// The inode, if it belongs to the process's user, or `EPERM`.
    fn owned(&mut self, own: &ProcessFiles, id: InodeId) -> Result<&mut Inode> {
        let inode = self.tree.get_mut(id);
        if inode.uid == own.owner.uid { Ok(inode) } else { Err(Errno::EPERM) }
    }

    /// `chmod(2)`.
    pub(super) fn chmod(&mut self, own: &ProcessFiles, now: WallTime, path: &FilePath, mode: Mode) -> Result<()> {
        let place = self.walk(own, path, Last::Follow)?;
        self.set_mode(own, now, &place.reached()?, mode)
    }

    /// `fchmod(2)`.
    pub(super) fn fchmod(&mut self, own: &ProcessFiles, now: WallTime, fd: i32, mode: Mode) -> Result<()> {
        self.set_mode(own, now, &own.get(fd)?.reached(), mode)
    }

    fn set_mode(&mut self, own: &ProcessFiles, now: WallTime, file: &Reached, mode: Mode) -> Result<()> {
        let inode = self.owned(own, file.inode)?;
        inode.permissions = mode.permissions();
        inode.times.changed = now;
        self.tell_change(file, Mask::Attrib);
        Ok(())
    }

    /// `chown(2)` and `lchown(2)`.
    pub(super) fn chown(
        &mut self,
        own: &ProcessFiles,
        now: WallTime,
        path: &FilePath,
        last: Last,
        owner: NewOwner,
    ) -> Result<()> {
        let place = self.walk(own, path, last)?;
        self.set_owner(own, now, &place.reached()?, owner)
    }

    /// `fchown(2)`.
    pub(super) fn fchown(&mut self, own: &ProcessFiles, now: WallTime, fd: i32, owner: NewOwner) -> Result<()> {
        self.set_owner(own, now, &own.get(fd)?.reached(), owner)
    }

    /// Only the superuser gives files away; an owner may say what is so already.
    fn set_owner(&mut self, own: &ProcessFiles, now: WallTime, file: &Reached, (uid, gid): NewOwner) -> Result<()> {
        let inode = self.tree.get_mut(file.inode);
        let changes_nothing = uid.is_none() && gid.is_none();
        let keeps_user = uid.is_none_or(|uid| uid == inode.uid);
        let keeps_group = gid.is_none_or(|gid| gid == inode.gid || gid == own.owner.gid);
        let is_owner = inode.uid == own.owner.uid;
        if changes_nothing {
            return Ok(());
        }
        if !(is_owner && keeps_user && keeps_group) {
            return Err(Errno::EPERM);
        }
        inode.gid = gid.unwrap_or(inode.gid);
        inode.times.changed = now;
        self.tell_change(file, Mask::Attrib);
        Ok(())
    }

    /// `utimensat(2)`.
    pub(super) fn utimes(
        &mut self,
        own: &ProcessFiles,
        now: WallTime,
        path: &FilePath,
        last: Last,
        times: (WallTime, WallTime),
    ) -> Result<()> {
        let place = self.walk(own, path, last)?;
        self.set_times(own, now, &place.reached()?, times)
    }

    /// `futimens(3)`.
    pub(super) fn futimes(
        &mut self,
        own: &ProcessFiles,
        now: WallTime,
        fd: i32,
        times: (WallTime, WallTime),
    ) -> Result<()> {
        self.set_times(own, now, &own.get(fd)?.reached(), times)
    }

    fn set_times(
        &mut self,
        own: &ProcessFiles,
        now: WallTime,
        file: &Reached,
        (accessed, modified): (WallTime, WallTime),
    ) -> Result<()> {
        let times = &mut self.owned(own, file.inode)?.times;
        times.accessed = accessed;
        times.modified = modified;
        times.changed = now;
        self.tell_change(file, Mask::Attrib);
        Ok(())
    }

    /// `truncate(2)`.
    pub(super) fn truncate(&mut self, own: &ProcessFiles, now: WallTime, path: &FilePath, len: u64) -> Result<()> {
        let file = self.walk(own, path, Last::Follow)?.reached()?;
        match self.tree.get(file.inode).node {
            Node::File(_) => {}
            Node::Directory(_) => return Err(Errno::EISDIR),
            Node::Symlink(_) | Node::Device(_) | Node::Stream(_) | Node::Proc(_) | Node::Socket => {
                return Err(Errno::EINVAL);
            }
        }
        self.ensure_allowed(own, file.inode, MAY_WRITE)?;
        self.resize(file.inode, len, now)?;
        self.tell_change(&file, Mask::Modify);
        Ok(())
    }

    /// `ftruncate(2)`.
    pub(super) fn ftruncate(&mut self, own: &ProcessFiles, now: WallTime, fd: i32, len: u64) -> Result<()> {
        let file = own.get(fd)?;
        let is_file = matches!(self.tree.get(file.inode).node, Node::File(_));
        if !is_file || !file.flags.writes() || file.flags.has(OpenFlags::DIRECTORY) {
            return Err(Errno::EINVAL);
        }
        let file = file.reached();
        self.resize(file.inode, len, now)?;
        self.tell_change(&file, Mask::Modify);
        Ok(())
    }
}
