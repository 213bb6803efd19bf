//! The tree: all inodes, and the names that lead to them.

use super::inode::{Content, Directory, Inode, InodeId, Node, Times, Volume};
use super::process::Owner;
use loopscope_engine::clock::WallTime;
use loopscope_engine::os::Errno;
use std::collections::BTreeMap;

/// The root directory.
pub(super) const ROOT: InodeId = InodeId(0);

/// What numbers of inodes begin with: ext4 keeps 2 for its root, and no program should find a 0.
const INO_FIRST: u64 = 2;

/// All inodes. Numbers are not used twice, so that nobody mistakes a new file for an old one.
#[derive(Debug)]
pub(super) struct Tree {
    inodes: Vec<Option<Inode>>,
    /// Bytes of all regular files that are not the mounted folder's.
    bytes: u64,
    bytes_max: u64,
}

impl Tree {
    /// A tree with an empty root, for at most `bytes_max` bytes of content.
    pub(super) fn new(bytes_max: u64, born: WallTime) -> Self {
        let mut tree = Self { inodes: Vec::new(), bytes: 0, bytes_max };
        let root = directory(ROOT);
        tree.add(root, 0o755, Owner::ROOT, Volume::Root, born);
        tree
    }

    /// Adds an inode without a name.
    pub(super) fn add(&mut self, node: Node, permissions: u32, owner: Owner, volume: Volume, at: WallTime) -> InodeId {
        let nlink = if matches!(node, Node::Directory(_)) { 2 } else { 1 };
        let Owner { uid, gid } = owner;
        let times = Times::all(at);
        self.inodes.push(Some(Inode { node, permissions, uid, gid, nlink, opened: 0, volume, times }));
        InodeId(self.inodes.len() as u64 - 1)
    }

    /// The number that `stat` shows.
    pub(super) const fn ino(id: InodeId) -> u64 {
        id.0 + INO_FIRST
    }

    /// One inode.
    ///
    /// # Panics
    ///
    /// When it is gone, which only a bug of the simulation can cause: names and descriptors keep inodes alive.
    pub(super) fn get(&self, id: InodeId) -> &Inode {
        self.inodes.get(id.0 as usize).and_then(Option::as_ref).expect("[simulator bug] a name led to no inode")
    }

    /// One inode, to be changed. Panics as [`Tree::get`] does.
    pub(super) fn get_mut(&mut self, id: InodeId) -> &mut Inode {
        self.inodes.get_mut(id.0 as usize).and_then(Option::as_mut).expect("[simulator bug] a name led to no inode")
    }

    /// The directory that an inode is, or `ENOTDIR`.
    pub(super) fn directory(&self, id: InodeId) -> Result<&Directory, Errno> {
        match &self.get(id).node {
            Node::Directory(directory) => Ok(directory),
            _ => Err(Errno::ENOTDIR),
        }
    }

    /// The directory that an inode is, to be changed, or `ENOTDIR`.
    pub(super) fn directory_mut(&mut self, id: InodeId) -> Result<&mut Directory, Errno> {
        match &mut self.get_mut(id).node {
            Node::Directory(directory) => Ok(directory),
            _ => Err(Errno::ENOTDIR),
        }
    }

    /// True when the inode is a directory.
    pub(super) fn is_directory(&self, id: InodeId) -> bool {
        matches!(self.get(id).node, Node::Directory(_))
    }

    /// Gives an inode a name in a directory, at the time `at`. The name must be free. Its count of names is the
    /// caller's: a new inode has one already.
    pub(super) fn enter(&mut self, parent: InodeId, name: Vec<u8>, child: InodeId, at: WallTime) -> Result<(), Errno> {
        if let Node::Directory(moved) = &mut self.get_mut(child).node {
            moved.parent = parent;
            self.get_mut(parent).nlink += 1;
        }
        self.directory_mut(parent)?.entries.insert(name, child);
        self.touch(parent, at);
        Ok(())
    }

    /// Takes a name out of a directory; the inode stays. Its count of names is the caller's.
    pub(super) fn leave(&mut self, parent: InodeId, name: &[u8], at: WallTime) -> Result<InodeId, Errno> {
        let child = self.directory_mut(parent)?.entries.remove(name).ok_or(Errno::ENOENT)?;
        if self.is_directory(child) {
            self.get_mut(parent).nlink -= 1;
        }
        self.touch(parent, at);
        Ok(child)
    }

    /// Marks a change of a directory's content.
    fn touch(&mut self, id: InodeId, at: WallTime) {
        let times = &mut self.get_mut(id).times;
        times.modified = at;
        times.changed = at;
    }

    /// Counts one name less; a directory has none left. True when the inode is gone with it.
    pub(super) fn forget_name(&mut self, id: InodeId, at: WallTime) -> bool {
        let inode = self.get_mut(id);
        inode.nlink = if matches!(inode.node, Node::Directory(_)) { 0 } else { inode.nlink - 1 };
        inode.times.changed = at;
        self.drop_if_unused(id)
    }

    /// Removes an inode that has neither name nor descriptor. A directory stays: a process may still stand in it or
    /// below it, and an empty one takes no room. True when it is gone.
    pub(super) fn drop_if_unused(&mut self, id: InodeId) -> bool {
        let inode = self.get(id);
        let is_gone = inode.nlink == 0 && inode.opened == 0;
        if is_gone && !matches!(inode.node, Node::Directory(_)) {
            self.bytes -= own_bytes(inode);
            self.inodes[id.0 as usize] = None;
        }
        is_gone
    }

    /// Changes the content of a regular file through `change`, and keeps count of the bytes. `needed` is the length that
    /// the file will have at most: `ENOSPC` when the disk is too small for it.
    pub(super) fn change_content<R>(
        &mut self,
        id: InodeId,
        needed: u64,
        change: impl FnOnce(&mut Vec<u8>) -> R,
    ) -> Result<R, Errno> {
        let before = own_bytes(self.get(id));
        if self.bytes - before + needed > self.bytes_max {
            return Err(Errno::ENOSPC);
        }
        let Node::File(content) = &mut self.get_mut(id).node else { return Err(Errno::EINVAL) };
        let result = change(content.own_bytes());
        self.bytes = self.bytes - before + own_bytes(self.get(id));
        Ok(result)
    }

    /// How many bytes are free.
    pub(super) const fn bytes_free(&self) -> u64 {
        self.bytes_max - self.bytes
    }

    /// How large the disk is.
    pub(super) const fn bytes_max(&self) -> u64 {
        self.bytes_max
    }

    /// How many inodes there are or were.
    pub(super) const fn count(&self) -> u64 {
        self.inodes.len() as u64
    }
}

/// The bytes that count against the disk's size.
fn own_bytes(inode: &Inode) -> u64 {
    match &inode.node {
        Node::File(content @ Content::Own(_)) => content.len(),
        _ => 0,
    }
}

/// An empty directory.
pub(super) const fn directory(parent: InodeId) -> Node {
    Node::Directory(Directory { entries: BTreeMap::new(), parent, unlisted: None, is_mount_point: false })
}
