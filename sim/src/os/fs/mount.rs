//! The host's folder that is seen at `/app`: listed and read when a program looks, never written to.

use super::FileSystem;
use super::inode::{Content, InodeId, Node, Volume};
use super::process::Owner;
use super::{Result, tree};
use loopscope_engine::clock::WallTime;
use loopscope_engine::os::Errno;
use loopscope_engine::os::file::FilePath;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A folder of the host, as a run may see it: read only.
///
/// The simulation itself touches no host file; whoever makes the machine brings an implementation. Paths are relative
/// to the folder, with `/` between names and none before or behind; the folder itself is the empty path. The path
/// never leads through a link, and never contains `.` or `..`.
pub trait HostFolder: Send {
    /// What is in a folder, in any order. An error makes it look empty.
    fn list(&mut self, path: &FilePath) -> Result<Vec<HostEntry>, Errno>;

    /// The bytes of a regular file. An error is what the program's `read(2)` gives.
    fn read(&mut self, path: &FilePath) -> Result<Arc<[u8]>, Errno>;
}

/// One name in a folder of the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostEntry {
    /// The name.
    pub name: Vec<u8>,
    /// What it is.
    pub kind: HostKind,
}

/// What a name of the host's folder is. Devices, sockets and pipes are left out of listings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostKind {
    /// A folder.
    Directory,
    /// A regular file.
    File {
        /// Its length in bytes.
        len: u64,
        /// Whether its owner may execute it.
        is_executable: bool,
    },
    /// A symbolic link with its text, which leads within the simulated machine.
    Symlink(FilePath),
}

/// A file of the mounted folder that a run has read: part of the run's input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MountedFile {
    /// Its path inside the folder.
    pub path: FilePath,
    /// Its length in bytes.
    pub len: u64,
    /// A hash of its bytes: FNV-1a of 64 bits. It shows that an input changed, not that nobody forged it.
    pub digest: u64,
}

/// The folder, and what was read of it.
pub(super) struct Mount {
    folder: Option<Box<dyn HostFolder>>,
    read: BTreeMap<FilePath, (u64, u64)>,
    /// The date of every mounted file. A fixed one: that of the host's files differs from clone to clone.
    dated: WallTime,
}

impl fmt::Debug for Mount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mount").field("read", &self.read).finish_non_exhaustive()
    }
}

impl Mount {
    /// The folder, with the date of its files.
    pub(super) const fn new(folder: Option<Box<dyn HostFolder>>, dated: WallTime) -> Self {
        Self { folder, read: BTreeMap::new(), dated }
    }

    /// What was read so far, by path.
    pub(super) fn files_read(&self) -> Vec<MountedFile> {
        let file = |(path, (len, digest)): (&FilePath, &(u64, u64))| MountedFile {
            path: path.clone(),
            len: *len,
            digest: *digest,
        };
        self.read.iter().map(file).collect()
    }
}

impl FileSystem {
    /// Fills a directory of the mounted folder in, if that has not been done.
    pub(super) fn list_mounted(&mut self, id: InodeId) {
        let Ok(directory) = self.tree.directory_mut(id) else { return };
        let Some(source) = directory.unlisted.take() else { return };
        let Some(folder) = &mut self.mount.folder else { return };
        let mut entries = folder.list(&source).unwrap_or_default();
        entries.sort_by(|left, right| left.name.cmp(&right.name));
        entries.dedup_by(|left, right| left.name == right.name);
        for HostEntry { name, kind } in entries {
            let path = join(&source, &name);
            let (node, permissions) = match kind {
                HostKind::Directory => {
                    let Node::Directory(mut folder) = tree::directory(id) else { continue };
                    folder.unlisted = Some(path);
                    (Node::Directory(folder), 0o755)
                }
                HostKind::File { len, is_executable } => {
                    let permissions = if is_executable { 0o755 } else { 0o644 };
                    (Node::File(Content::Unread { source: path, len }), permissions)
                }
                HostKind::Symlink(target) => (Node::Symlink(target), 0o777),
            };
            let dated = self.mount.dated;
            let child = self.tree.add(node, permissions, Owner::USER, Volume::App, dated);
            // OK because `id` is a directory, as the first line found.
            let _ = self.tree.enter(id, name, child, dated);
        }
    }

    /// Reads the bytes of a mounted file in, if that has not been done.
    pub(super) fn load(&mut self, id: InodeId) -> Result<()> {
        let Node::File(Content::Unread { source, .. }) = &self.tree.get(id).node else { return Ok(()) };
        let source = source.clone();
        let folder = self.mount.folder.as_mut().ok_or(Errno::EIO)?;
        let bytes = folder.read(&source)?;
        self.mount.read.insert(source, (bytes.len() as u64, digest(&bytes)));
        self.tree.get_mut(id).node = Node::File(Content::Shared(bytes));
        Ok(())
    }
}

/// The path of a name in a folder of the mount.
fn join(folder: &FilePath, name: &[u8]) -> FilePath {
    if folder.as_bytes().is_empty() {
        return FilePath::from(name);
    }
    FilePath::from([folder.as_bytes(), b"/", name].concat())
}

/// FNV-1a of 64 bits.
fn digest(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}
