//! Inodes: what a file is, apart from its names.

use loopscope_engine::clock::WallTime;
use loopscope_engine::os::file::{FilePath, FileType, Mode};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The number of an inode; shown as `stat.ino`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct InodeId(pub(super) u64);

/// Which mounted file system an inode lives on. Names cannot be moved or linked from one to another (`EXDEV`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Volume {
    /// Everything that is mounted nowhere else.
    Root,
    /// The mounted folder, as Docker's `-v` would bind it.
    App,
    /// `/dev`.
    Devices,
    /// `/proc`.
    Proc,
}

impl Volume {
    /// `stat.dev`: a disk with two partitions, and two of the numbers that Linux gives to what has no disk.
    pub(super) const fn dev(self) -> u64 {
        match self {
            Self::Root => 0x801,
            Self::App => 0x802,
            Self::Devices => 5,
            Self::Proc => 21,
        }
    }

    /// `statfs.type`: the magic numbers of ext4, tmpfs and procfs in `statfs(2)`.
    pub(super) const fn magic(self) -> u64 {
        match self {
            Self::Root | Self::App => 0xef53,
            Self::Devices => 0x0102_1994,
            Self::Proc => 0x9fa0,
        }
    }
}

/// A character device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Device {
    /// `null(4)`: takes everything, gives nothing.
    Null,
    /// `null(4)`: takes everything, gives zeros.
    Zero,
    /// `full(4)`: gives zeros, takes nothing.
    Full,
    /// `random(4)`.
    Random,
    /// The controlling terminal, which a simulated process has not.
    Tty,
}

impl Device {
    /// `stat.rdev`: major 1 (memory) or 5 (terminals) with the minor numbers of Linux's `devices.txt`.
    pub(super) const fn rdev(self) -> u64 {
        match self {
            Self::Null => 0x103,
            Self::Zero => 0x105,
            Self::Full => 0x107,
            Self::Random => 0x109,
            Self::Tty => 0x500,
        }
    }
}

/// A file of `/proc`, whose text is made when it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProcFile {
    /// `/proc/cpuinfo`
    CpuInfo,
    /// `/proc/meminfo`
    MemInfo,
    /// `/proc/uptime`
    Uptime,
    /// `/proc/version`
    Version,
    /// `/proc/self/cmdline`
    CommandLine,
    /// `/proc/self/comm`
    CommandName,
    /// `/proc/self/status`
    Status,
}

/// The bytes of a regular file.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// Its own.
    Own(Vec<u8>),
    /// Those of the mounted folder, until it is written to.
    Shared(Arc<[u8]>),
    /// Those of the mounted folder, not yet read: the path there and the length.
    Unread {
        /// The path inside the mounted folder.
        source: FilePath,
        /// The length that the folder's listing gave.
        len: u64,
    },
}

impl Content {
    /// The length in bytes.
    pub(super) fn len(&self) -> u64 {
        match self {
            Self::Own(bytes) => bytes.len() as u64,
            Self::Shared(bytes) => bytes.len() as u64,
            Self::Unread { len, .. } => *len,
        }
    }

    /// The bytes; none if they were not yet read.
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Own(bytes) => bytes,
            Self::Shared(bytes) => bytes,
            Self::Unread { .. } => &[],
        }
    }

    /// The bytes, to be changed: from now on the file has its own.
    pub(super) fn own_bytes(&mut self) -> &mut Vec<u8> {
        if !matches!(self, Self::Own(_)) {
            *self = Self::Own(self.bytes().to_vec());
        }
        match self {
            Self::Own(bytes) => bytes,
            Self::Shared(_) | Self::Unread { .. } => unreachable!("the line above made them the file's own"),
        }
    }
}

/// The names in a directory. Sorted by their bytes: a listing shows neither the order of creation nor that of a hash.
#[derive(Clone, Debug)]
pub(super) struct Directory {
    /// The names, without `.` and `..`.
    pub(super) entries: BTreeMap<Vec<u8>, InodeId>,
    /// What `..` means; the root's is itself.
    pub(super) parent: InodeId,
    /// The path inside the mounted folder, if that was not yet listed.
    pub(super) unlisted: Option<FilePath>,
    /// True when something is mounted here, so that the directory is busy.
    pub(super) is_mount_point: bool,
}

/// What kind of file an inode is, with what belongs to the kind.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// A regular file.
    File(Content),
    /// A directory.
    Directory(Directory),
    /// A symbolic link and its text.
    Symlink(FilePath),
    /// A device.
    Device(Device),
    /// A standard stream of the process: 0, 1 or 2.
    Stream(i32),
    /// A file of `/proc`.
    Proc(ProcFile),
    /// What a unix socket is bound to.
    Socket,
}

impl Node {
    /// The kind, as a directory entry tells it.
    pub(super) const fn kind(&self) -> FileType {
        match self {
            Self::File(_) | Self::Proc(_) => FileType::File,
            Self::Directory(_) => FileType::Directory,
            Self::Symlink(_) => FileType::Symlink,
            Self::Device(_) => FileType::CharacterDevice,
            Self::Stream(_) => FileType::Fifo,
            Self::Socket => FileType::Socket,
        }
    }
}

/// When things happened to an inode.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    /// When it was last read.
    pub(super) accessed: WallTime,
    /// When its content last changed.
    pub(super) modified: WallTime,
    /// When the inode last changed.
    pub(super) changed: WallTime,
    /// When it was made.
    pub(super) born: WallTime,
}

impl Times {
    /// All at once.
    pub(super) const fn all(at: WallTime) -> Self {
        Self { accessed: at, modified: at, changed: at, born: at }
    }
}

/// A file, apart from its names.
#[derive(Clone, Debug)]
pub(super) struct Inode {
    /// What it is.
    pub(super) node: Node,
    /// The permission bits, without the type.
    pub(super) permissions: u32,
    /// The owner.
    pub(super) uid: u32,
    /// The group.
    pub(super) gid: u32,
    /// How many names it has; directories count their own `.` and the `..` of each directory in them.
    pub(super) nlink: u64,
    /// How many open descriptors keep it, names or not.
    pub(super) opened: u32,
    /// Where it lives.
    pub(super) volume: Volume,
    /// When things happened.
    pub(super) times: Times,
}

impl Inode {
    /// Type and permissions.
    pub(super) const fn mode(&self) -> Mode {
        Mode(self.node.kind().mode().0 | self.permissions)
    }

    /// `stat.size`.
    pub(super) fn size(&self) -> u64 {
        match &self.node {
            Node::File(content) => content.len(),
            // What ext4 gives to a directory of one block.
            Node::Directory(_) => 4_096,
            Node::Symlink(target) => target.as_bytes().len() as u64,
            Node::Device(_) | Node::Stream(_) | Node::Proc(_) | Node::Socket => 0,
        }
    }
}
