//! What a process has of the file system: its descriptors, working directory, mask and identity.

use super::inode::InodeId;
use super::tree::ROOT;
use super::watch::{Entry, Reached};
use crate::os::net::SocketId;
use loopscope_engine::os::Errno;
use loopscope_engine::os::file::{DirEntry, FilePath, OpenFlags};
use std::collections::{BTreeMap, BTreeSet};

/// The first descriptor that a program gets: below it Node keeps its epoll descriptors, pipes and event counters. Read
/// off Node 20 on Linux.
const FIRST_FREE_FD: i32 = 18;

/// User and group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) uid: u32,
    pub(super) gid: u32,
}

impl Owner {
    /// Whom the system's own files belong to.
    pub(super) const ROOT: Self = Self { uid: 0, gid: 0 };

    /// The user `user`: the first ordinary one of most Linux systems.
    pub(super) const USER: Self = Self { uid: 1_000, gid: 1_000 };
}

/// What stands behind a descriptor.
#[derive(Debug)]
pub(super) struct OpenFile {
    /// The inode.
    pub(super) inode: InodeId,
    /// How it was opened.
    pub(super) flags: OpenFlags,
    /// Where the next read or write begins.
    pub(super) offset: u64,
    /// The path that was opened: for the trace and for keys of choices, the kernel itself does not use it.
    pub(super) path: FilePath,
    /// The name that led to the inode, for those who watch its directory.
    pub(super) entry: Option<Entry>,
    /// For a file of `/proc`, its text as of the opening.
    pub(super) text: Option<Vec<u8>>,
    /// For `opendir`, what is still to be read.
    pub(super) listing: Option<Vec<DirEntry>>,
}

impl OpenFile {
    /// The file, and the name that led to it.
    pub(super) fn reached(&self) -> Reached {
        Reached { inode: self.inode, entry: self.entry.clone() }
    }
}

/// The process's side of the file system.
#[derive(Debug)]
pub(crate) struct ProcessFiles {
    open: BTreeMap<i32, OpenFile>,
    /// Descriptors of sockets.
    sockets: BTreeMap<i32, SocketId>,
    /// Descriptors below `next_fd` that are free.
    freed: BTreeSet<i32>,
    next_fd: i32,
    fds_max: i32,
    pub(super) cwd: InodeId,
    pub(super) umask: u32,
    pub(super) owner: Owner,
}

impl ProcessFiles {
    /// A process that may have this many descriptors; its working directory is set by the file system.
    pub(crate) fn new(open_files_max: usize) -> Self {
        Self {
            open: BTreeMap::new(),
            sockets: BTreeMap::new(),
            freed: BTreeSet::new(),
            next_fd: FIRST_FREE_FD,
            fds_max: i32::try_from(open_files_max).unwrap_or(i32::MAX),
            cwd: ROOT,
            // What shells and services have unless told otherwise.
            umask: 0o022,
            owner: Owner::USER,
        }
    }

    /// Begins where another process is, with its mask.
    pub(crate) const fn start_in_directory_of(&mut self, other: &Self) {
        self.cwd = other.cwd;
        self.umask = other.umask;
    }

    /// Puts a socket behind a descriptor of the process's start, instead of what is there.
    pub(crate) fn place_socket(&mut self, fd: i32, socket: SocketId) {
        self.open.remove(&fd);
        self.sockets.insert(fd, socket);
    }

    /// The descriptors of sockets.
    pub(crate) fn socket_fds(&self) -> Vec<i32> {
        self.sockets.keys().copied().collect()
    }

    /// Puts a file behind a descriptor of the process's start, such as a standard stream.
    pub(super) fn inherit(&mut self, fd: i32, file: OpenFile) {
        self.open.insert(fd, file);
    }

    /// Whether another descriptor may be opened, or `EMFILE`.
    pub(crate) fn ensure_room(&self) -> Result<(), Errno> {
        let next = self.freed.first().copied().unwrap_or(self.next_fd);
        if next < self.fds_max { Ok(()) } else { Err(Errno::EMFILE) }
    }

    fn take_fd(&mut self) -> i32 {
        self.freed.pop_first().unwrap_or_else(|| {
            self.next_fd += 1;
            self.next_fd - 1
        })
    }

    /// Puts a file behind the lowest free descriptor.
    pub(super) fn insert(&mut self, file: OpenFile) -> i32 {
        let fd = self.take_fd();
        self.open.insert(fd, file);
        fd
    }

    /// Puts a socket behind the lowest free descriptor, or `EMFILE`; `make` is only called when there is one.
    pub(crate) fn insert_socket(&mut self, make: impl FnOnce() -> Result<SocketId, Errno>) -> Result<i32, Errno> {
        self.ensure_room()?;
        let socket = make()?;
        let fd = self.take_fd();
        self.sockets.insert(fd, socket);
        Ok(fd)
    }

    /// The socket behind a descriptor, or `EBADF`; `ENOTSOCK` when it is a file.
    pub(crate) fn socket(&self, fd: i32) -> Result<SocketId, Errno> {
        match self.sockets.get(&fd) {
            Some(socket) => Ok(*socket),
            None => Err(if self.open.contains_key(&fd) { Errno::ENOTSOCK } else { Errno::EBADF }),
        }
    }

    /// Frees the descriptor of a socket.
    pub(crate) fn remove_socket(&mut self, fd: i32) -> Result<SocketId, Errno> {
        let socket = self.socket(fd)?;
        self.sockets.remove(&fd);
        self.freed.insert(fd);
        Ok(socket)
    }

    /// What stands behind a descriptor, or `EBADF`.
    pub(super) fn get(&self, fd: i32) -> Result<&OpenFile, Errno> {
        self.open.get(&fd).ok_or(Errno::EBADF)
    }

    /// What stands behind a descriptor, to be changed, or `EBADF`.
    pub(super) fn get_mut(&mut self, fd: i32) -> Result<&mut OpenFile, Errno> {
        self.open.get_mut(&fd).ok_or(Errno::EBADF)
    }

    /// Frees a descriptor, or `EBADF`.
    pub(super) fn remove(&mut self, fd: i32) -> Result<OpenFile, Errno> {
        let file = self.open.remove(&fd).ok_or(Errno::EBADF)?;
        self.freed.insert(fd);
        Ok(file)
    }
}
