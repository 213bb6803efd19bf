//! What file calls carry: paths, open flags, modes, stats, directory entries.

use crate::clock::WallTime;
use std::fmt;

/// A path as the kernel sees it: bytes without a zero, in no particular encoding.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Vec<u8>);

impl FilePath {
    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, taken out.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl From<&str> for FilePath {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

impl From<String> for FilePath {
    fn from(text: String) -> Self {
        Self(text.into_bytes())
    }
}

impl From<Vec<u8>> for FilePath {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for FilePath {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl fmt::Display for FilePath {
    /// As text; bytes that are no UTF-8 become U+FFFD.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.0))
    }
}

impl fmt::Debug for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", String::from_utf8_lossy(&self.0))
    }
}

/// Declares numeric constants of a newtype.
macro_rules! constants {
    ($type:ident { $($(#[doc = $doc:literal])+ $name:ident = $value:literal;)* }) => {
        impl $type { $($(#[doc = $doc])+ pub const $name: Self = Self($value);)* }
    };
}

/// The flags of `open(2)`, with the numbers of Linux on x86-64: `fs.constants.O_*`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct OpenFlags(pub u32);

constants! { OpenFlags {
    /// Read only; the absence of the two below.
    READ_ONLY = 0;
    /// `O_WRONLY`
    WRITE_ONLY = 0o1;
    /// `O_RDWR`
    READ_WRITE = 0o2;
    /// `O_CREAT`
    CREATE = 0o100;
    /// `O_EXCL`
    EXCLUSIVE = 0o200;
    /// `O_NOCTTY`
    NO_CONTROLLING_TERMINAL = 0o400;
    /// `O_TRUNC`
    TRUNCATE = 0o1000;
    /// `O_APPEND`
    APPEND = 0o2000;
    /// `O_NONBLOCK`
    NON_BLOCKING = 0o4000;
    /// `O_DSYNC`
    DATA_SYNC = 0o10000;
    /// `O_DIRECT`
    DIRECT = 0o40000;
    /// `O_DIRECTORY`
    DIRECTORY = 0o200_000;
    /// `O_NOFOLLOW`
    NO_FOLLOW = 0o400_000;
    /// `O_NOATIME`
    NO_ATIME = 0o1_000_000;
    /// `O_SYNC`
    SYNC = 0o4_010_000;
    /// `O_TMPFILE`, which implies `O_DIRECTORY`
    TEMPORARY = 0o20_200_000;
}}

impl OpenFlags {
    /// True when all bits of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets of flags.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when the access mode (`O_ACCMODE`) allows reading.
    pub const fn reads(self) -> bool {
        self.0 & 3 != Self::WRITE_ONLY.0
    }

    /// True when the access mode allows writing.
    pub const fn writes(self) -> bool {
        matches!(self.0 & 3, 1 | 2)
    }
}

/// The mode of `inode(7)`: type of file and permissions.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Mode(pub u32);

constants! { Mode {
    /// `S_IFMT`, the bits of the type.
    TYPE = 0o170_000;
    /// `S_IFSOCK`
    SOCKET = 0o140_000;
    /// `S_IFLNK`
    SYMLINK = 0o120_000;
    /// `S_IFREG`
    FILE = 0o100_000;
    /// `S_IFBLK`
    BLOCK_DEVICE = 0o60_000;
    /// `S_IFDIR`
    DIRECTORY = 0o40_000;
    /// `S_IFCHR`
    CHARACTER_DEVICE = 0o20_000;
    /// `S_IFIFO`
    FIFO = 0o10_000;
    /// `S_ISVTX`: only owners remove entries of this directory.
    STICKY = 0o1_000;
}}

impl Mode {
    /// The permission bits with set-user-ID, set-group-ID and sticky.
    pub const fn permissions(self) -> u32 {
        self.0 & 0o7777
    }
}

impl fmt::Debug for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#o}", self.0)
    }
}

/// What kind of file an inode is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileType {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A symbolic link.
    Symlink,
    /// A pipe with or without a name.
    Fifo,
    /// A socket.
    Socket,
    /// A character device, such as `/dev/null`.
    CharacterDevice,
    /// A block device.
    BlockDevice,
}

impl FileType {
    /// The number of `uv_dirent_type_t`: `fs.constants.UV_DIRENT_*`.
    pub const fn uv_dirent(self) -> u32 {
        match self {
            Self::File => 1,
            Self::Directory => 2,
            Self::Symlink => 3,
            Self::Fifo => 4,
            Self::Socket => 5,
            Self::CharacterDevice => 6,
            Self::BlockDevice => 7,
        }
    }

    /// The type bits of a mode.
    pub const fn mode(self) -> Mode {
        match self {
            Self::File => Mode::FILE,
            Self::Directory => Mode::DIRECTORY,
            Self::Symlink => Mode::SYMLINK,
            Self::Fifo => Mode::FIFO,
            Self::Socket => Mode::SOCKET,
            Self::CharacterDevice => Mode::CHARACTER_DEVICE,
            Self::BlockDevice => Mode::BLOCK_DEVICE,
        }
    }
}

/// One entry of a directory: `readdir(3)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirEntry {
    /// The name, without any `/`.
    pub name: FilePath,
    /// What it is.
    pub kind: FileType,
}

/// What `stat(2)` tells, in the fields of libuv's `uv_stat_t`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stat {
    /// The device that holds the file.
    pub dev: u64,
    /// Type and permissions.
    pub mode: Mode,
    /// How many names it has.
    pub nlink: u64,
    /// The owner.
    pub uid: u32,
    /// The group.
    pub gid: u32,
    /// The device that the file is, if it is one.
    pub rdev: u64,
    /// The number of the inode.
    pub ino: u64,
    /// The length in bytes; that of its text for a link.
    pub size: u64,
    /// The block size that suits reading and writing.
    pub blksize: u64,
    /// How many blocks of 512 bytes it takes.
    pub blocks: u64,
    /// When it was last read.
    pub accessed: WallTime,
    /// When its content last changed.
    pub modified: WallTime,
    /// When its inode last changed.
    pub changed: WallTime,
    /// When it was made.
    pub born: WallTime,
}

/// What `statfs(2)` tells, in the fields of libuv's `uv_statfs_t`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatFs {
    /// The magic number of the file system's type.
    pub kind: u64,
    /// The block size.
    pub bsize: u64,
    /// How many blocks it has.
    pub blocks: u64,
    /// How many of them are free.
    pub bfree: u64,
    /// How many of them are free for ordinary users.
    pub bavail: u64,
    /// How many inodes it has.
    pub files: u64,
    /// How many of them are free.
    pub ffree: u64,
}
