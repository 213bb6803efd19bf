//! Watches of files and directories: `inotify(7)`, as libuv's `uv_fs_event_t` presents it.

use super::file::FilePath;

/// A watch, as `inotify_add_watch(2)` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WatchId(pub u64);

/// What happened to a watched file, or to one in a watched directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// Which of the two kinds of libuv.
    pub kind: ChangeKind,
    /// The name in the watched directory, or that of the watched file.
    pub name: FilePath,
}

/// What libuv makes of the events of `inotify(7)`: `enum uv_fs_event`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// `UV_RENAME`: a name came, went or moved, or the watched file itself did.
    Rename,
    /// `UV_CHANGE`: content or attributes are others.
    Change,
}
