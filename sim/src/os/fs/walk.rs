//! From a path to an inode: `path_resolution(7)`.

use super::FileSystem;
use super::inode::{InodeId, Node};
use super::process::ProcessFiles;
use super::tree::ROOT;
use super::watch::{Entry, Reached};
use loopscope_engine::os::Errno;
use loopscope_engine::os::file::FilePath;

/// Linux's limit on links followed in one walk, and its limits on lengths: `MAXSYMLINKS`, `NAME_MAX`, `PATH_MAX`.
pub(super) const LINKS_MAX: u32 = 40;
const NAME_BYTES_MAX: usize = 255;
const PATH_BYTES_MAX: usize = 4_096;

/// Permissions to ask for: the numbers of `access(2)`.
pub(super) const MAY_READ: u32 = 4;
pub(super) const MAY_WRITE: u32 = 2;
pub(super) const MAY_SEARCH: u32 = 1;

/// What is done with a link that stands last in the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Last {
    /// It is followed.
    Follow,
    /// It is what the path means, unless a slash stands behind it.
    Keep,
}

/// What the last part of a path is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// A name in the directory.
    Name(Vec<u8>),
    /// `.`
    Dot,
    /// `..`
    DotDot,
    /// The path was nothing but slashes.
    Root,
}

/// Where a path leads.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The directory that the last part is to be looked up in.
    pub(super) parent: InodeId,
    /// The last part.
    pub(super) tail: Tail,
    /// What it leads to, if that exists.
    pub(super) inode: Option<InodeId>,
    /// True when a slash stood behind it, so that it has to be a directory.
    pub(super) has_slash: bool,
}

impl Place {
    /// The name and its directory, if the path ended with a name.
    pub(super) fn entry(&self) -> Option<Entry> {
        match &self.tail {
            Tail::Name(name) => Some((self.parent, name.clone())),
            Tail::Dot | Tail::DotDot | Tail::Root => None,
        }
    }

    /// The file and its name, or `ENOENT`.
    pub(super) fn reached(&self) -> Result<Reached, Errno> {
        Ok(Reached { inode: self.existing()?, entry: self.entry() })
    }

    /// The inode, or `ENOENT`.
    pub(super) fn existing(&self) -> Result<InodeId, Errno> {
        self.inode.ok_or(Errno::ENOENT)
    }
}

/// A path without the slashes behind it, and whether there were any. A path of nothing but slashes keeps one.
pub(super) fn without_slashes(path: &FilePath) -> (FilePath, bool) {
    let bytes = path.as_bytes();
    let end = bytes.iter().rposition(|byte| *byte != b'/').map_or(bytes.len().min(1), |place| place + 1);
    (FilePath::from(&bytes[..end]), end < bytes.len())
}

impl FileSystem {
    /// Walks along `path`. What is missing last is no error; what is missing before is `ENOENT`.
    pub(super) fn walk(&mut self, own: &ProcessFiles, path: &FilePath, last: Last) -> Result<Place, Errno> {
        let bytes = path.as_bytes();
        if bytes.is_empty() {
            return Err(Errno::ENOENT);
        }
        if bytes.len() >= PATH_BYTES_MAX {
            return Err(Errno::ENAMETOOLONG);
        }
        let mut links = 0;
        self.walk_from(own, own.cwd, bytes, last, &mut links)
    }

    /// Walks as [`FileSystem::walk`], for `open(2)` with `O_CREAT`: a slash behind the name, or behind that of the last
    /// link, is `EISDIR` before anyone looks what is there, as `open` makes no directories.
    pub(super) fn walk_to_create(&mut self, own: &ProcessFiles, path: &FilePath, last: Last) -> Result<Place, Errno> {
        let (mut text, mut has_slash) = without_slashes(path);
        let mut place = self.walk(own, &text, Last::Keep)?;
        for _ in 0..=LINKS_MAX {
            if has_slash {
                return Err(Errno::EISDIR);
            }
            let target = place.inode.filter(|_| last == Last::Follow).and_then(|inode| self.link_text(inode));
            let Some(target) = target else { return Ok(place) };
            (text, has_slash) = without_slashes(&target);
            place = self.walk_from(own, place.parent, text.as_bytes(), Last::Keep, &mut 0)?;
        }
        Err(Errno::ELOOP)
    }

    /// The inode that `path` leads to.
    pub(super) fn find(&mut self, own: &ProcessFiles, path: &FilePath, last: Last) -> Result<InodeId, Errno> {
        self.walk(own, path, last)?.existing()
    }

    fn walk_from(
        &mut self,
        own: &ProcessFiles,
        start: InodeId,
        path: &[u8],
        last: Last,
        links: &mut u32,
    ) -> Result<Place, Errno> {
        let mut directory = if path.starts_with(b"/") { ROOT } else { start };
        let has_slash = path.ends_with(b"/");
        let mut names = path.split(|byte| *byte == b'/').filter(|name| !name.is_empty()).peekable();
        let mut place = Place { parent: directory, tail: Tail::Root, inode: Some(directory), has_slash: false };
        while let Some(name) = names.next() {
            let is_last = names.peek().is_none();
            place = self.step(own, directory, name)?;
            let follows = !is_last || last == Last::Follow || has_slash;
            let target = place.inode.filter(|_| follows).and_then(|inode| self.link_text(inode));
            if let Some(target) = target {
                *links += 1;
                if *links > LINKS_MAX {
                    return Err(Errno::ELOOP);
                }
                // What a link in the middle leads to has to exist; where the last one leads may be empty.
                place = self.walk_from(own, directory, target.as_bytes(), Last::Follow, links)?;
            }
            if !is_last {
                directory = place.existing()?;
            }
        }
        place.has_slash |= has_slash && place.tail != Tail::Root;
        match place.inode {
            Some(inode) if place.has_slash && !self.tree.is_directory(inode) => Err(Errno::ENOTDIR),
            _ => Ok(place),
        }
    }

    /// The text of a link, if the inode is one.
    fn link_text(&self, id: InodeId) -> Option<FilePath> {
        match &self.tree.get(id).node {
            Node::Symlink(target) => Some(target.clone()),
            _ => None,
        }
    }

    /// Looks one name up in a directory, without following what it leads to.
    fn step(&mut self, own: &ProcessFiles, directory: InodeId, name: &[u8]) -> Result<Place, Errno> {
        let parent_of_directory = self.tree.directory(directory)?.parent;
        self.ensure_allowed(own, directory, MAY_SEARCH)?;
        if name.len() > NAME_BYTES_MAX {
            return Err(Errno::ENAMETOOLONG);
        }
        self.list_mounted(directory);
        let (tail, inode) = match name {
            b"." => (Tail::Dot, Some(directory)),
            b".." => (Tail::DotDot, Some(parent_of_directory)),
            name => (Tail::Name(name.to_vec()), self.tree.directory(directory)?.entries.get(name).copied()),
        };
        Ok(Place { parent: directory, tail, inode, has_slash: false })
    }

    /// Whether the process may do all of `wanted` (bits of `access(2)`) with an inode, or `EACCES`.
    pub(super) fn ensure_allowed(&self, own: &ProcessFiles, id: InodeId, wanted: u32) -> Result<(), Errno> {
        let inode = self.tree.get(id);
        let shift = match (inode.uid == own.owner.uid, inode.gid == own.owner.gid) {
            (true, _) => 6,
            (false, true) => 3,
            (false, false) => 0,
        };
        let allowed = (inode.permissions >> shift) & 7;
        if allowed & wanted == wanted { Ok(()) } else { Err(Errno::EACCES) }
    }

    /// The absolute path of a directory, or `ENOENT` when it was removed.
    pub(super) fn path_of_directory(&self, id: InodeId) -> Result<Vec<u8>, Errno> {
        let mut names: Vec<&[u8]> = Vec::new();
        let mut at = id;
        while at != ROOT {
            let parent = self.tree.directory(at)?.parent;
            let siblings = &self.tree.directory(parent)?.entries;
            let (name, _) = siblings.iter().find(|(_, child)| **child == at).ok_or(Errno::ENOENT)?;
            names.push(name);
            at = parent;
        }
        if names.is_empty() {
            return Ok(b"/".to_vec());
        }
        Ok(names.iter().rev().flat_map(|name| [b"/".as_slice(), name].concat()).collect())
    }
}
