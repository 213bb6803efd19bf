//! The simulated files: a POSIX tree in memory, with the mounted folder at `/app`, copy on write.
//!
//! Start with [`FileSystem::call`], the one entry. In reading order:
//!
//! * `inode`: what a file is
//! * `tree`: inodes and names
//! * `walk`: from a path to an inode
//! * `process`: descriptors, working directory, mask
//! * `io`: open, close, read, write
//! * `sockets`: files that stand for unix sockets
//! * `realpath`: from a path to its plain form, as the C library goes there
//! * `entries`: making, removing, moving and listing names
//! * `attributes`: stat, modes, owners, times, lengths
//! * `watch`: who is told of changes
//! * `whole`: calls that are several in one
//! * `mount`: the host's folder, read when needed
//! * `populate`: what a fresh machine holds, and the texts of `/proc`

mod attributes;
mod entries;
mod inode;
mod io;
mod mount;
mod populate;
mod process;
mod realpath;
mod sockets;
mod tree;
mod walk;
mod watch;
mod whole;

pub use mount::{HostEntry, HostFolder, HostKind, MountedFile};
pub(crate) use process::ProcessFiles;

use inode::InodeId;
use loopscope_engine::clock::WallTime;
use loopscope_engine::os::file::FilePath;
use loopscope_engine::os::{Errno, FileCall, FileReply};
use mount::Mount;
use tree::Tree;
use watch::Watches;

/// When and with what luck a call takes effect.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    /// The date.
    pub(crate) wall: WallTime,
    /// Random bytes, for what must be random: names of temporary folders, `/dev/urandom`.
    pub(crate) random: [u8; 32],
}

/// The files of the machine.
#[derive(Debug)]
pub(crate) struct FileSystem {
    tree: Tree,
    mount: Mount,
    watches: Watches,
    stdin: Vec<u8>,
    output: Vec<(i32, Vec<u8>)>,
}

/// The result of a call.
type Result<T, E = Errno> = std::result::Result<T, E>;

impl FileSystem {
    /// What was written to the standard streams since the last call.
    pub(crate) fn take_output(&mut self) -> Vec<(i32, Vec<u8>)> {
        std::mem::take(&mut self.output)
    }

    /// Every mounted file that was read so far, by path.
    pub(crate) fn mounted_files(&self) -> Vec<MountedFile> {
        self.mount.files_read()
    }

    /// The path behind a descriptor.
    pub(crate) fn path_of(own: &ProcessFiles, fd: i32) -> Option<String> {
        own.get(fd).ok().map(|file| file.path.to_string())
    }

    /// True when a call needs random bytes.
    pub(crate) fn is_random(&self, own: &ProcessFiles, call: &FileCall) -> bool {
        match call {
            FileCall::Mkdtemp { .. } => true,
            FileCall::Read { fd, .. } => own.get(*fd).is_ok_and(|file| self.is_random_device(file.inode)),
            _ => false,
        }
    }

    /// How many bytes `call` will move, as far as that can be told before: for its cost.
    pub(crate) fn bytes_of(&mut self, own: &ProcessFiles, call: &FileCall) -> u64 {
        match call {
            FileCall::Read { fd, len, position } => own.get(*fd).map_or(0, |file| {
                let left = self.tree.get(file.inode).size().saturating_sub(position.unwrap_or(file.offset));
                left.min(*len as u64)
            }),
            FileCall::Write { bytes, .. } | FileCall::WriteWhole { bytes, .. } => bytes.len() as u64,
            FileCall::Writev { buffers, .. } => buffers.iter().map(|bytes| bytes.len() as u64).sum(),
            FileCall::ReadWhole { path, limit, .. } => match self.size_at(own, path) {
                size if size <= *limit => size,
                _ => 0,
            },
            FileCall::CopyFile { from, .. } => self.size_at(own, from),
            // About a name of 24 bytes an entry.
            FileCall::Readdir { path } => self.entry_count(own, path) * 24,
            _ => 0,
        }
    }

    /// Does one call of a process. This is a table of contents: each line names the file's part that does it.
    pub(crate) fn call(&mut self, own: &mut ProcessFiles, now: Moment, call: &FileCall) -> Result<FileReply> {
        let wall = now.wall;
        match call {
            FileCall::Open { path, flags, mode } => self.open(own, wall, path, *flags, *mode).map(FileReply::Fd),
            FileCall::Close { fd } | FileCall::CloseDir { fd } => self.close(own, *fd).map(done),
            FileCall::Read { fd, len, position } => self.read(own, now, *fd, *len, *position).map(FileReply::Bytes),
            FileCall::Write { fd, bytes, position } => {
                self.write(own, now, *fd, bytes, *position).map(FileReply::Count)
            }
            FileCall::Writev { fd, buffers, position } => {
                self.write(own, now, *fd, &buffers.concat(), *position).map(FileReply::Count)
            }
            FileCall::Stat { path } => self.stat(own, path, walk::Last::Follow).map(FileReply::Stat),
            FileCall::Lstat { path } => self.stat(own, path, walk::Last::Keep).map(FileReply::Stat),
            FileCall::Fstat { fd } => self.fstat(own, *fd).map(FileReply::Stat),
            FileCall::StatFs { path } => self.statfs(own, path).map(FileReply::StatFs),
            FileCall::Access { path, mode } => self.access(own, path, *mode).map(done),
            FileCall::Readdir { path } => self.list(own, path).map(FileReply::Entries),
            FileCall::OpenDir { path } => self.open_directory(own, path).map(FileReply::Fd),
            FileCall::ReadDirNext { fd, count } => Self::list_next(own, *fd, *count).map(FileReply::Entries),
            FileCall::Mkdir { path, mode } => self.mkdir(own, wall, path, *mode).map(done),
            FileCall::Mkdtemp { prefix } => self.mkdtemp(own, now, prefix).map(FileReply::Path),
            FileCall::Rmdir { path } => self.rmdir(own, wall, path).map(done),
            FileCall::Unlink { path } => self.unlink(own, wall, path).map(done),
            FileCall::Rename { from, to } => self.rename(own, wall, from, to).map(done),
            FileCall::Link { from, to } => self.link(own, wall, from, to).map(done),
            FileCall::Symlink { target, path } => self.symlink(own, wall, target, path).map(done),
            FileCall::Readlink { path } => self.readlink(own, path).map(FileReply::Path),
            FileCall::Realpath { path } => self.realpath(own, path).map(FileReply::Path),
            FileCall::Chmod { path, mode } => self.chmod(own, wall, path, *mode).map(done),
            FileCall::Fchmod { fd, mode } => self.fchmod(own, wall, *fd, *mode).map(done),
            FileCall::Chown { path, uid, gid } => {
                self.chown(own, wall, path, walk::Last::Follow, (*uid, *gid)).map(done)
            }
            FileCall::Lchown { path, uid, gid } => {
                self.chown(own, wall, path, walk::Last::Keep, (*uid, *gid)).map(done)
            }
            FileCall::Fchown { fd, uid, gid } => self.fchown(own, wall, *fd, (*uid, *gid)).map(done),
            FileCall::Utimes { path, accessed, modified } => {
                self.utimes(own, wall, path, walk::Last::Follow, (*accessed, *modified)).map(done)
            }
            FileCall::Lutimes { path, accessed, modified } => {
                self.utimes(own, wall, path, walk::Last::Keep, (*accessed, *modified)).map(done)
            }
            FileCall::Futimes { fd, accessed, modified } => {
                self.futimes(own, wall, *fd, (*accessed, *modified)).map(done)
            }
            FileCall::Truncate { path, len } => self.truncate(own, wall, path, *len).map(done),
            FileCall::Ftruncate { fd, len } => self.ftruncate(own, wall, *fd, *len).map(done),
            FileCall::Fsync { fd } | FileCall::Fdatasync { fd } => self.sync(own, *fd).map(done),
            FileCall::CopyFile { from, to, exclusive } => self.copy(own, now, from, to, *exclusive).map(done),
            FileCall::ReadWhole { path, flags, limit } => self.read_whole(own, now, path, *flags, *limit),
            FileCall::WriteWhole { path, flags, mode, bytes, .. } => {
                self.write_whole(own, now, path, (*flags, *mode), bytes).map(done)
            }
            FileCall::Chdir { path } => self.chdir(own, path).map(done),
            FileCall::Getcwd => self.getcwd(own).map(FileReply::Path),
            FileCall::Umask { mask } => Ok(FileReply::Mask(Self::umask(own, *mask))),
        }
    }

    /// The size of what a path leads to; 0 when it leads nowhere.
    fn size_at(&mut self, own: &ProcessFiles, path: &FilePath) -> u64 {
        self.find(own, path, walk::Last::Follow).map_or(0, |id: InodeId| self.tree.get(id).size())
    }
}

/// The reply of calls that have nothing to tell.
const fn done((): ()) -> FileReply {
    FileReply::Done
}
