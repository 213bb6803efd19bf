//! Who is told of changes: `inotify(7)` as libuv uses it.
//!
//! A watch sits on an inode. A change of a file is told to those who watch its directory, under the file's name there,
//! and then to those who watch the file itself. Libuv knows two kinds: *change* for content and attributes, *rename* for
//! names that come, go or move. Equal events that nobody has read yet are told once.

use super::inode::InodeId;
use super::process::ProcessFiles;
use super::walk::{Last, MAY_READ};
use super::{FileSystem, Result};
use loopscope_engine::os::file::FilePath;
use std::collections::BTreeMap;

/// What happened, in the words of `inotify(7)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mask {
    /// Permissions, owner, times or the count of names.
    Attrib,
    /// The content.
    Modify,
    /// A name came, went, or moved.
    Name,
    /// The watched file itself is gone or moved.
    SelfGone,
    /// The watch ended with its file.
    Ignored,
}

/// One change, as one watch is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    /// The watch.
    pub(crate) watch: u64,
    /// True for *rename*, false for *change*.
    pub(crate) is_rename: bool,
    /// The name in the watched directory, or that of the watched file.
    pub(crate) name: FilePath,
}

/// A name in a directory, as it was used to reach a file.
pub(super) type Entry = (InodeId, Vec<u8>);

/// A file, and the name that led to it if there was one.
#[derive(Clone, Debug)]
pub(super) struct Reached {
    pub(super) inode: InodeId,
    pub(super) entry: Option<Entry>,
}

/// One watch: what is watched, and under which name it was found.
#[derive(Debug)]
struct Watch {
    inode: InodeId,
    name: FilePath,
}

/// An event as the kernel queues it: equal neighbours become one.
type Queued = (InodeId, Mask, Option<Vec<u8>>);

/// All watches, and what they have to be told.
#[derive(Debug, Default)]
pub(super) struct Watches {
    begun: u64,
    watches: BTreeMap<u64, Watch>,
    last: Option<Queued>,
    notices: Vec<Notice>,
}

impl FileSystem {
    /// `inotify_add_watch(2)`: the number of the watch.
    pub(crate) fn watch(&mut self, own: &ProcessFiles, path: &FilePath) -> Result<u64> {
        let inode = self.find(own, path, Last::Follow)?;
        self.ensure_allowed(own, inode, MAY_READ)?;
        let bytes = path.as_bytes();
        let begin = bytes.iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
        let number = self.watches.begun;
        self.watches.begun += 1;
        self.watches.watches.insert(number, Watch { inode, name: FilePath::from(&bytes[begin..]) });
        Ok(number)
    }

    /// `inotify_rm_watch(2)`.
    pub(crate) fn unwatch(&mut self, number: u64) {
        self.watches.watches.remove(&number);
    }

    /// What watches have to be told since the last call.
    pub(crate) fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.watches.notices)
    }

    /// Says that all that was told so far has been read: the next event is a new one, though it be equal.
    pub(crate) fn notices_were_read(&mut self) {
        self.watches.last = None;
    }

    /// Tells of a name in a directory.
    pub(super) fn tell_name(&mut self, directory: InodeId, name: &[u8]) {
        self.tell(directory, Mask::Name, Some(name));
    }

    /// Tells of a change of a file: first those who watch its directory, then those who watch the file.
    pub(super) fn tell_change(&mut self, file: &Reached, mask: Mask) {
        if let Some((directory, name)) = &file.entry {
            self.tell(*directory, mask, Some(name));
        }
        self.tell(file.inode, mask, None);
    }

    /// Tells of what happened to a file itself.
    pub(super) fn tell_self(&mut self, id: InodeId, mask: Mask) {
        self.tell(id, mask, None);
    }

    /// Tells that a file is gone for good; its watches end.
    pub(super) fn tell_gone(&mut self, id: InodeId) {
        self.tell(id, Mask::SelfGone, None);
        self.tell(id, Mask::Ignored, None);
        self.watches.watches.retain(|_, watch| watch.inode != id);
    }

    fn tell(&mut self, id: InodeId, mask: Mask, name: Option<&[u8]>) {
        let Watches { watches, last, notices, .. } = &mut self.watches;
        if !watches.values().any(|watch| watch.inode == id) {
            return;
        }
        let event = (id, mask, name.map(<[u8]>::to_vec));
        if last.as_ref() == Some(&event) {
            return;
        }
        *last = Some(event);
        let is_rename = !matches!(mask, Mask::Attrib | Mask::Modify);
        for (number, watch) in watches.iter().filter(|(_, watch)| watch.inode == id) {
            let name = name.map_or_else(|| watch.name.clone(), FilePath::from);
            notices.push(Notice { watch: *number, is_rename, name });
        }
    }
}
