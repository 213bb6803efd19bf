//! Names: making, removing, moving and listing them.

use super::inode::{InodeId, Node};
use super::process::{OpenFile, ProcessFiles};
use super::tree::{self, ROOT};
use super::walk::{Last, MAY_READ, MAY_SEARCH, MAY_WRITE, Place, Tail, without_slashes};
use super::watch::Mask;
use super::{FileSystem, Moment, Result};
use loopscope_engine::clock::WallTime;
use loopscope_engine::os::Errno;
use loopscope_engine::os::file::{DirEntry, FilePath, Mode, OpenFlags};

/// The letters of `mkdtemp(3)`'s names in glibc.
const LETTERS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

impl FileSystem {
    /// `mkdir(2)`.
    pub(super) fn mkdir(&mut self, own: &ProcessFiles, now: WallTime, path: &FilePath, mode: Mode) -> Result<()> {
        let place = self.walk_to_make(own, path)?;
        let node = tree::directory(place.parent);
        // OK because mkdir, unlike open, takes no set-user-ID and set-group-ID bits: `mkdir(2)`, "mode & ~umask & 0777".
        self.create(own, now, &place, node, Mode(mode.0 & 0o1777)).map(drop)
    }

    /// `mkdtemp(3)`.
    pub(super) fn mkdtemp(&mut self, own: &ProcessFiles, now: Moment, prefix: &FilePath) -> Result<FilePath> {
        // OK because a name that exists already is as unlikely as on a real machine; glibc would try another.
        let letters = now.random.iter().take(6).map(|byte| LETTERS[usize::from(*byte) % LETTERS.len()]);
        let path = FilePath::from(prefix.as_bytes().iter().copied().chain(letters).collect::<Vec<u8>>());
        self.mkdir(own, now.wall, &path, Mode(0o700))?;
        Ok(path)
    }

    /// Walks to a name that is to be made: `EEXIST` when it is there, be it a link that leads nowhere.
    fn walk_to_make(&mut self, own: &ProcessFiles, path: &FilePath) -> Result<Place> {
        // The slash that may stand behind a directory's name says nothing here, and must not make a link be followed.
        let (bare, _) = without_slashes(path);
        let place = self.walk(own, &bare, Last::Keep)?;
        if place.inode.is_some() { Err(Errno::EEXIST) } else { Ok(place) }
    }

    /// Walks to a name that is to be made and will not be a directory: a slash behind it is `ENOENT`.
    fn walk_to_make_file(&mut self, own: &ProcessFiles, path: &FilePath) -> Result<Place> {
        let (_, has_slash) = without_slashes(path);
        let place = self.walk_to_make(own, path)?;
        if has_slash { Err(Errno::ENOENT) } else { Ok(place) }
    }

    /// Whether the process may take `child` out of `directory`: in a sticky one, only an owner may.
    fn ensure_removable(&self, own: &ProcessFiles, directory: InodeId, child: InodeId) -> Result<()> {
        self.ensure_allowed(own, directory, MAY_WRITE | MAY_SEARCH)?;
        let folder = self.tree.get(directory);
        let is_owner = folder.uid == own.owner.uid || self.tree.get(child).uid == own.owner.uid;
        if folder.permissions & Mode::STICKY.0 != 0 && !is_owner { Err(Errno::EPERM) } else { Ok(()) }
    }

    /// `rmdir(2)`.
    pub(super) fn rmdir(&mut self, own: &ProcessFiles, now: WallTime, path: &FilePath) -> Result<()> {
        let (bare, _) = without_slashes(path);
        let place = self.walk(own, &bare, Last::Keep)?;
        let name = match &place.tail {
            Tail::Root => return Err(Errno::EBUSY),
            Tail::Dot => return Err(Errno::EINVAL),
            Tail::DotDot => return Err(Errno::ENOTEMPTY),
            Tail::Name(name) => name,
        };
        let inode = place.existing()?;
        self.ensure_removable(own, place.parent, inode)?;
        self.tree.directory(inode)?;
        self.ensure_empty(inode)?;
        self.tree.leave(place.parent, name, now)?;
        self.tree.forget_name(inode, now);
        self.tell_name(place.parent, name);
        self.tell_gone(inode);
        Ok(())
    }

    /// `unlink(2)`.
    pub(super) fn unlink(&mut self, own: &ProcessFiles, now: WallTime, path: &FilePath) -> Result<()> {
        let place = self.walk_to_move(own, path)?;
        if let (Some(inode), true) = (place.inode, place.has_slash) {
            return Err(if self.tree.is_directory(inode) { Errno::EISDIR } else { Errno::ENOTDIR });
        }
        let Tail::Name(name) = &place.tail else { return Err(Errno::EISDIR) };
        let inode = place.existing()?;
        self.ensure_removable(own, place.parent, inode)?;
        if self.tree.is_directory(inode) {
            return Err(Errno::EISDIR);
        }
        self.tree.leave(place.parent, name, now)?;
        let is_gone = self.tree.forget_name(inode, now);
        self.tell_self(inode, Mask::Attrib);
        self.tell_name(place.parent, name);
        if is_gone {
            self.tell_gone(inode);
        }
        Ok(())
    }

    /// `rename(2)`. The order of the checks is that of Linux's `do_renameat2` and `vfs_rename`.
    pub(super) fn rename(&mut self, own: &ProcessFiles, now: WallTime, from: &FilePath, to: &FilePath) -> Result<()> {
        let old = self.walk_to_move(own, from)?;
        let new = self.walk_to_move(own, to)?;
        if self.tree.get(old.parent).volume != self.tree.get(new.parent).volume {
            return Err(Errno::EXDEV);
        }
        let (Tail::Name(old_name), Tail::Name(new_name)) = (&old.tail, &new.tail) else { return Err(Errno::EBUSY) };
        let moved = old.existing()?;
        let is_directory = self.tree.is_directory(moved);
        if !is_directory && (old.has_slash || new.has_slash) {
            return Err(Errno::ENOTDIR);
        }
        if self.is_inside(new.parent, moved) {
            return Err(Errno::EINVAL);
        }
        if new.inode.is_some_and(|replaced| self.is_inside(old.parent, replaced)) {
            return Err(Errno::ENOTEMPTY);
        }
        if new.inode == Some(moved) {
            return Ok(());
        }
        self.ensure_removable(own, old.parent, moved)?;
        match new.inode {
            Some(replaced) => self.ensure_replaceable(own, new.parent, replaced, is_directory)?,
            None => self.ensure_growable(own, new.parent)?,
        }
        if is_directory && old.parent != new.parent {
            // Its `..` will be written.
            self.ensure_allowed(own, moved, MAY_WRITE)?;
        }
        if let Some(replaced) = new.inode {
            self.ensure_empty(replaced)?;
        }
        if is_directory && self.tree.directory(moved)?.is_mount_point {
            return Err(Errno::EBUSY);
        }
        let mut gone = None;
        if let Some(replaced) = new.inode {
            self.tree.leave(new.parent, new_name, now)?;
            gone = self.tree.forget_name(replaced, now).then_some(replaced);
        }
        self.tree.leave(old.parent, old_name, now)?;
        self.tree.enter(new.parent, new_name.clone(), moved, now)?;
        self.tree.get_mut(moved).times.changed = now;
        self.tell_name(old.parent, old_name);
        self.tell_name(new.parent, new_name);
        if let Some(replaced) = new.inode {
            self.tell_self(replaced, Mask::Attrib);
        }
        self.tell_self(moved, Mask::SelfGone);
        if let Some(replaced) = gone {
            self.tell_gone(replaced);
        }
        Ok(())
    }

    /// Walks to a name that is to be moved or removed. A link is not followed, whatever stands behind it.
    fn walk_to_move(&mut self, own: &ProcessFiles, path: &FilePath) -> Result<Place> {
        let (bare, has_slash) = without_slashes(path);
        let place = self.walk(own, &bare, Last::Keep)?;
        Ok(Place { has_slash, ..place })
    }

    /// True when `id` is `folder` or lies below it.
    fn is_inside(&self, id: InodeId, folder: InodeId) -> bool {
        let mut at = id;
        while at != folder {
            match self.tree.directory(at) {
                Ok(directory) if at != ROOT => at = directory.parent,
                _ => return false,
            }
        }
        true
    }

    fn ensure_replaceable(&self, own: &ProcessFiles, parent: InodeId, id: InodeId, by_directory: bool) -> Result<()> {
        self.ensure_removable(own, parent, id)?;
        match (self.tree.is_directory(id), by_directory) {
            (true, false) => Err(Errno::EISDIR),
            (false, true) => Err(Errno::ENOTDIR),
            (true, true) | (false, false) => Ok(()),
        }
    }

    /// Whether an inode may go: a directory that is in use or holds anything may not.
    fn ensure_empty(&mut self, id: InodeId) -> Result<()> {
        self.list_mounted(id);
        match &self.tree.get(id).node {
            Node::Directory(directory) if directory.is_mount_point => Err(Errno::EBUSY),
            Node::Directory(directory) if !directory.entries.is_empty() => Err(Errno::ENOTEMPTY),
            _ => Ok(()),
        }
    }

    /// `link(2)`.
    pub(super) fn link(&mut self, own: &ProcessFiles, now: WallTime, from: &FilePath, to: &FilePath) -> Result<()> {
        let inode = self.find(own, from, Last::Keep)?;
        let place = self.walk_to_make_file(own, to)?;
        let Tail::Name(name) = &place.tail else { return Err(Errno::EEXIST) };
        if self.tree.get(inode).volume != self.tree.get(place.parent).volume {
            return Err(Errno::EXDEV);
        }
        self.ensure_growable(own, place.parent)?;
        if self.tree.is_directory(inode) {
            return Err(Errno::EPERM);
        }
        self.tree.enter(place.parent, name.clone(), inode, now)?;
        let linked = self.tree.get_mut(inode);
        linked.nlink += 1;
        linked.times.changed = now;
        self.tell_self(inode, Mask::Attrib);
        self.tell_name(place.parent, name);
        Ok(())
    }

    /// `symlink(2)`.
    pub(super) fn symlink(
        &mut self,
        own: &ProcessFiles,
        now: WallTime,
        target: &FilePath,
        path: &FilePath,
    ) -> Result<()> {
        if target.as_bytes().is_empty() {
            return Err(Errno::ENOENT);
        }
        let place = self.walk_to_make_file(own, path)?;
        let link = self.create(own, now, &place, Node::Symlink(target.clone()), Mode(0o777))?;
        // Linux ignores the mask here: `symlink(7)`, "permissions".
        self.tree.get_mut(link).permissions = 0o777;
        Ok(())
    }

    /// `readlink(2)`.
    pub(super) fn readlink(&mut self, own: &ProcessFiles, path: &FilePath) -> Result<FilePath> {
        let id = self.find(own, path, Last::Keep)?;
        match &self.tree.get(id).node {
            Node::Symlink(target) => Ok(target.clone()),
            _ => Err(Errno::EINVAL),
        }
    }

    /// `scandir(3)`, sorted by the names' bytes as libuv sorts it.
    pub(super) fn list(&mut self, own: &ProcessFiles, path: &FilePath) -> Result<Vec<DirEntry>> {
        let id = self.find(own, path, Last::Follow)?;
        self.tree.directory(id)?;
        self.ensure_allowed(own, id, MAY_READ)?;
        self.list_mounted(id);
        let directory = self.tree.directory(id)?;
        let entry = |(name, id): (&Vec<u8>, &InodeId)| DirEntry {
            name: FilePath::from(name.clone()),
            kind: self.tree.get(*id).node.kind(),
        };
        let entries = directory.entries.iter().map(entry).collect();
        Ok(entries)
    }

    /// How many entries a directory has; 0 when there is none.
    pub(super) fn entry_count(&mut self, own: &ProcessFiles, path: &FilePath) -> u64 {
        let Ok(id) = self.find(own, path, Last::Follow) else { return 0 };
        self.list_mounted(id);
        self.tree.directory(id).map_or(0, |directory| directory.entries.len() as u64)
    }

    /// `opendir(3)`: what is in the directory now is what [`FileSystem::list_next`] will tell.
    pub(super) fn open_directory(&mut self, own: &mut ProcessFiles, path: &FilePath) -> Result<i32> {
        own.ensure_room()?;
        let mut listing = self.list(own, path)?;
        listing.reverse();
        let inode = self.find(own, path, Last::Follow)?;
        self.tree.get_mut(inode).opened += 1;
        let flags = OpenFlags::READ_ONLY.with(OpenFlags::DIRECTORY);
        let file =
            OpenFile { inode, flags, offset: 0, path: path.clone(), entry: None, text: None, listing: Some(listing) };
        Ok(own.insert(file))
    }

    /// `readdir(3)`, up to `count` times.
    pub(super) fn list_next(own: &mut ProcessFiles, fd: i32, count: usize) -> Result<Vec<DirEntry>> {
        let listing = own.get_mut(fd)?.listing.as_mut().ok_or(Errno::EBADF)?;
        let keep = listing.len().saturating_sub(count);
        let mut next = listing.split_off(keep);
        next.reverse();
        Ok(next)
    }

    /// `chdir(2)`.
    pub(super) fn chdir(&mut self, own: &mut ProcessFiles, path: &FilePath) -> Result<()> {
        let id = self.find(own, path, Last::Follow)?;
        self.tree.directory(id)?;
        self.ensure_allowed(own, id, MAY_SEARCH)?;
        own.cwd = id;
        Ok(())
    }

    /// `getcwd(2)`.
    pub(super) fn getcwd(&self, own: &ProcessFiles) -> Result<FilePath> {
        self.path_of_directory(own.cwd).map(FilePath::from)
    }

    /// `umask(2)`.
    pub(super) fn umask(own: &mut ProcessFiles, mask: Option<Mode>) -> Mode {
        let before = Mode(own.umask);
        own.umask = mask.map_or(own.umask, |mask| mask.0 & 0o777);
        before
    }
}
