//! File calls and their replies: one variant a system call, as Node's `fs` module makes them through libuv.
//!
//! Start with [`FileCall`]. The values that calls and replies carry are in `values`: paths, flags, modes, stats.
//! What `fs` offers beyond single calls (recursive `mkdir`, `rm`, `cp`) it builds from these.

mod values;

pub use values::{DirEntry, FilePath, FileType, Mode, OpenFlags, Stat, StatFs};

use crate::clock::WallTime;
use std::fmt;

/// A file call: what a thread asks of the file system in one go, and what one job of the thread pool does.
///
/// A relative path starts at the working directory of the process. Every call that takes a path may give `ENOENT`,
/// `ENOTDIR`, `EACCES`, `ELOOP` and `ENAMETOOLONG`, every one that takes a descriptor `EBADF`; the lists below name
/// the others.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the arguments of the call, which its man page describes")]
pub enum FileCall {
    /// `open(2)`: [`FileReply::Fd`], the lowest free descriptor. `EEXIST`, `EISDIR`, `EMFILE`, `ENFILE`, `EPERM`,
    /// `EROFS`, `ENXIO`, `EINVAL`, `ENOSPC`.
    Open { path: FilePath, flags: OpenFlags, mode: Mode },
    /// `close(2)`: [`FileReply::Done`].
    Close { fd: i32 },
    /// `read(2)`, or `pread(2)` when there is a position: [`FileReply::Bytes`], empty at the end of the file. A vector
    /// read (`preadv(2)`) asks for the sum of its lengths and cuts the answer. `EISDIR`, `EINVAL`, `ESPIPE`, `EAGAIN`.
    Read { fd: i32, len: usize, position: Option<u64> },
    /// `write(2)`, or `pwrite(2)` when there is a position: [`FileReply::Count`]. With `O_APPEND` the position does not
    /// matter (a bug that `pwrite(2)` documents). `EINVAL`, `EFBIG`, `ENOSPC`, `ESPIPE`, `EPIPE`, `EAGAIN`.
    Write { fd: i32, bytes: Vec<u8>, position: Option<u64> },
    /// `writev(2)`, or `pwritev(2)` when there is a position: [`FileReply::Count`] of all bytes. Errors of `write(2)`.
    Writev { fd: i32, buffers: Vec<Vec<u8>>, position: Option<u64> },
    /// `stat(2)`: [`FileReply::Stat`] of what the path leads to.
    Stat { path: FilePath },
    /// `lstat(2)`: [`FileReply::Stat`] of the path itself, be it a symbolic link.
    Lstat { path: FilePath },
    /// `fstat(2)`: [`FileReply::Stat`].
    Fstat { fd: i32 },
    /// `statfs(2)`: [`FileReply::StatFs`].
    StatFs { path: FilePath },
    /// `access(2)`: [`FileReply::Done`] when all of `mode` (`R_OK` 4, `W_OK` 2, `X_OK` 1, `F_OK` 0) is allowed.
    Access { path: FilePath, mode: u32 },
    /// `scandir(3)` as libuv sorts it, by the bytes of the names: [`FileReply::Entries`] without `.` and `..`.
    Readdir { path: FilePath },
    /// `opendir(3)`: [`FileReply::Fd`]. `EMFILE`.
    OpenDir { path: FilePath },
    /// `readdir(3)` up to `count` times: [`FileReply::Entries`], empty at the end.
    ReadDirNext { fd: i32, count: usize },
    /// `closedir(3)`: [`FileReply::Done`].
    CloseDir { fd: i32 },
    /// `mkdir(2)`: [`FileReply::Done`]. `EEXIST`, `EROFS`, `ENOSPC`.
    Mkdir { path: FilePath, mode: Mode },
    /// `mkdtemp(3)` of `prefix` and six letters: [`FileReply::Path`].
    Mkdtemp { prefix: FilePath },
    /// `rmdir(2)`: [`FileReply::Done`]. `ENOTEMPTY`, `EBUSY`, `EINVAL`, `EPERM`, `EROFS`.
    Rmdir { path: FilePath },
    /// `unlink(2)`: [`FileReply::Done`]. `EISDIR`, `EPERM`, `EBUSY`, `EROFS`.
    Unlink { path: FilePath },
    /// `rename(2)`: [`FileReply::Done`]. `EISDIR`, `ENOTEMPTY`, `EEXIST`, `EINVAL`, `EXDEV`, `EBUSY`, `EPERM`, `EROFS`.
    Rename { from: FilePath, to: FilePath },
    /// `link(2)`: [`FileReply::Done`]. `EEXIST`, `EPERM`, `EXDEV`, `EMLINK`, `EROFS`.
    Link { from: FilePath, to: FilePath },
    /// `symlink(2)`, whose text need not lead anywhere: [`FileReply::Done`]. `EEXIST`, `EROFS`.
    Symlink { target: FilePath, path: FilePath },
    /// `readlink(2)`: [`FileReply::Path`]. `EINVAL` when it is no link.
    Readlink { path: FilePath },
    /// `realpath(3)`: [`FileReply::Path`], absolute and without links.
    Realpath { path: FilePath },
    /// `chmod(2)`: [`FileReply::Done`]. `EPERM`, `EROFS`.
    Chmod { path: FilePath, mode: Mode },
    /// `fchmod(2)`: [`FileReply::Done`]. `EPERM`, `EROFS`.
    Fchmod { fd: i32, mode: Mode },
    /// `chown(2)`: [`FileReply::Done`]; `None` leaves an owner as it is. `EPERM`, `EROFS`.
    Chown { path: FilePath, uid: Option<u32>, gid: Option<u32> },
    /// `fchown(2)`: as [`FileCall::Chown`].
    Fchown { fd: i32, uid: Option<u32>, gid: Option<u32> },
    /// `lchown(2)`: as [`FileCall::Chown`], of the path itself.
    Lchown { path: FilePath, uid: Option<u32>, gid: Option<u32> },
    /// `utimensat(2)`: [`FileReply::Done`]. `EPERM`, `EROFS`.
    Utimes { path: FilePath, accessed: WallTime, modified: WallTime },
    /// `futimens(3)`: [`FileReply::Done`]. `EPERM`, `EROFS`.
    Futimes { fd: i32, accessed: WallTime, modified: WallTime },
    /// `utimensat(2)` with `AT_SYMLINK_NOFOLLOW`: [`FileReply::Done`]. `EPERM`, `EROFS`.
    Lutimes { path: FilePath, accessed: WallTime, modified: WallTime },
    /// `truncate(2)`: [`FileReply::Done`]. Node itself opens, truncates and closes. `EISDIR`, `EINVAL`, `EFBIG`.
    Truncate { path: FilePath, len: u64 },
    /// `ftruncate(2)`: [`FileReply::Done`]. `EINVAL`, `EFBIG`.
    Ftruncate { fd: i32, len: u64 },
    /// `fsync(2)`: [`FileReply::Done`]. `EINVAL`, `EIO`.
    Fsync { fd: i32 },
    /// `fdatasync(2)`: [`FileReply::Done`]. `EINVAL`, `EIO`.
    Fdatasync { fd: i32 },
    /// `uv_fs_copyfile`: [`FileReply::Done`]. `exclusive` is `COPYFILE_EXCL` and may give `EEXIST`. `EISDIR`, `ENOTSUP`.
    CopyFile { from: FilePath, to: FilePath, exclusive: bool },
    /// Node 26's first job of `readFile`: opens, stats, and, if the file is a regular one of at most `limit` bytes or
    /// none of a known size, reads and closes it: [`FileReply::Whole`]. Else it leaves the file open:
    /// [`FileReply::Opened`]. Errors of `open(2)` and `read(2)`.
    ReadWhole { path: FilePath, flags: OpenFlags, limit: u64 },
    /// Node 26's only job of `writeFile` and `appendFile`: opens, writes all, syncs if `flush`, closes:
    /// [`FileReply::Done`]. Errors of `open(2)` and `write(2)`.
    WriteWhole { path: FilePath, flags: OpenFlags, mode: Mode, bytes: Vec<u8>, flush: bool },
    /// `chdir(2)` of the process: [`FileReply::Done`].
    Chdir { path: FilePath },
    /// `getcwd(2)`: [`FileReply::Path`]. `ENOENT` when the directory is gone.
    Getcwd,
    /// `umask(2)`: [`FileReply::Mask`], the mask before. `None` only asks.
    Umask { mask: Option<Mode> },
}

/// What a file call gave back when it succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileReply {
    /// It is done, and there is nothing to tell.
    Done,
    /// A descriptor.
    Fd(i32),
    /// How many bytes were written.
    Count(u64),
    /// The bytes that were read.
    Bytes(Vec<u8>),
    /// A whole file's bytes.
    Whole(Vec<u8>),
    /// What the inode knows.
    Stat(Stat),
    /// What the file system knows.
    StatFs(StatFs),
    /// Entries of a directory.
    Entries(Vec<DirEntry>),
    /// A path, or the text of a link.
    Path(FilePath),
    /// The file mode creation mask.
    Mask(Mode),
    /// A file too long for [`FileCall::ReadWhole`], left open.
    Opened {
        /// The descriptor it was left open under.
        fd: i32,
        /// What `fstat(2)` said of it after the opening.
        stat: Stat,
    },
}

impl FileCall {
    /// The call's name as Node's `error.syscall` shows it.
    pub const fn syscall(&self) -> &'static str {
        match self {
            Self::Open { .. } | Self::ReadWhole { .. } | Self::WriteWhole { .. } => "open",
            Self::Close { .. } => "close",
            Self::Read { .. } => "read",
            Self::Write { .. } | Self::Writev { .. } => "write",
            Self::Stat { .. } => "stat",
            Self::Lstat { .. } => "lstat",
            Self::Fstat { .. } => "fstat",
            Self::StatFs { .. } => "statfs",
            Self::Access { .. } => "access",
            Self::Readdir { .. } => "scandir",
            Self::OpenDir { .. } => "opendir",
            Self::ReadDirNext { .. } => "readdir",
            Self::CloseDir { .. } => "closedir",
            Self::Mkdir { .. } => "mkdir",
            Self::Mkdtemp { .. } => "mkdtemp",
            Self::Rmdir { .. } => "rmdir",
            Self::Unlink { .. } => "unlink",
            Self::Rename { .. } => "rename",
            Self::Link { .. } => "link",
            Self::Symlink { .. } => "symlink",
            Self::Readlink { .. } => "readlink",
            Self::Realpath { .. } => "realpath",
            Self::Chmod { .. } => "chmod",
            Self::Fchmod { .. } => "fchmod",
            Self::Chown { .. } => "chown",
            Self::Fchown { .. } => "fchown",
            Self::Lchown { .. } => "lchown",
            Self::Utimes { .. } => "utime",
            Self::Futimes { .. } => "futime",
            Self::Lutimes { .. } => "lutime",
            Self::Truncate { .. } => "truncate",
            Self::Ftruncate { .. } => "ftruncate",
            Self::Fsync { .. } => "fsync",
            Self::Fdatasync { .. } => "fdatasync",
            Self::CopyFile { .. } => "copyfile",
            Self::Chdir { .. } => "chdir",
            Self::Getcwd => "getcwd",
            Self::Umask { .. } => "umask",
        }
    }

    /// What the trace calls it: the call's name, but for the two that are several calls in one job.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::ReadWhole { .. } => "readFile",
            Self::WriteWhole { .. } => "writeFile",
            Self::Writev { .. } => "writev",
            other => other.syscall(),
        }
    }

    /// The path that the call is about, the first if it takes two.
    pub const fn path(&self) -> Option<&FilePath> {
        match self {
            Self::Open { path, .. }
            | Self::Stat { path }
            | Self::Lstat { path }
            | Self::StatFs { path }
            | Self::Access { path, .. }
            | Self::Readdir { path }
            | Self::OpenDir { path }
            | Self::Mkdir { path, .. }
            | Self::Mkdtemp { prefix: path }
            | Self::Rmdir { path }
            | Self::Unlink { path }
            | Self::Rename { from: path, .. }
            | Self::Link { from: path, .. }
            | Self::Symlink { path, .. }
            | Self::Readlink { path }
            | Self::Realpath { path }
            | Self::Chmod { path, .. }
            | Self::Chown { path, .. }
            | Self::Lchown { path, .. }
            | Self::Utimes { path, .. }
            | Self::Lutimes { path, .. }
            | Self::Truncate { path, .. }
            | Self::CopyFile { from: path, .. }
            | Self::ReadWhole { path, .. }
            | Self::WriteWhole { path, .. }
            | Self::Chdir { path } => Some(path),
            Self::Close { .. }
            | Self::Read { .. }
            | Self::Write { .. }
            | Self::Writev { .. }
            | Self::Fstat { .. }
            | Self::ReadDirNext { .. }
            | Self::CloseDir { .. }
            | Self::Fchmod { .. }
            | Self::Fchown { .. }
            | Self::Futimes { .. }
            | Self::Ftruncate { .. }
            | Self::Fsync { .. }
            | Self::Fdatasync { .. }
            | Self::Getcwd
            | Self::Umask { .. } => None,
        }
    }

    /// The descriptor that the call is about, if it is about one.
    pub const fn fd(&self) -> Option<i32> {
        match *self {
            Self::Close { fd }
            | Self::Read { fd, .. }
            | Self::Write { fd, .. }
            | Self::Writev { fd, .. }
            | Self::Fstat { fd }
            | Self::ReadDirNext { fd, .. }
            | Self::CloseDir { fd }
            | Self::Fchmod { fd, .. }
            | Self::Fchown { fd, .. }
            | Self::Futimes { fd, .. }
            | Self::Ftruncate { fd, .. }
            | Self::Fsync { fd }
            | Self::Fdatasync { fd } => Some(fd),
            _ => None,
        }
    }
}

impl fmt::Display for FileCall {
    /// As the trace shows it: `stat /app/a.txt`, `read fd 18`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())?;
        if let Some(path) = self.path() {
            write!(f, " {path}")?;
        }
        if let Some(fd) = self.fd() {
            write!(f, " fd {fd}")?;
        }
        Ok(())
    }
}
