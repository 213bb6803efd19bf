//! Calls that are several in one: whole files read, written and copied.

use super::inode::Node;
use super::process::ProcessFiles;
use super::walk::Last;
use super::{FileSystem, Moment, Result};
use loopscope_engine::os::file::{FilePath, Mode, OpenFlags};
use loopscope_engine::os::{Errno, FileReply};

/// What is read at a time of a file whose size says nothing, such as those of `/proc`: Node's `kReadFileUnknownBufferLength`.
const UNKNOWN_SIZE_CHUNK_BYTES: usize = 64 * 1_024;

impl FileSystem {
    /// Node 26's first job of `readFile`.
    pub(super) fn read_whole(
        &mut self,
        own: &mut ProcessFiles,
        now: Moment,
        path: &FilePath,
        flags: OpenFlags,
        limit: u64,
    ) -> Result<FileReply> {
        let fd = self.open(own, now.wall, path, flags, Mode(0o666))?;
        let inode = own.get(fd)?.inode;
        let is_regular = matches!(self.tree.get(inode).node, Node::File(_));
        if is_regular && self.tree.get(inode).size() > limit {
            let stat = self.stat_of(inode);
            return Ok(FileReply::Opened { fd, stat });
        }
        let bytes = self.read_to_end(own, now, fd);
        self.close(own, fd)?;
        bytes.map(FileReply::Bytes)
    }

    fn read_to_end(&mut self, own: &mut ProcessFiles, now: Moment, fd: i32) -> Result<Vec<u8>> {
        let mut all = Vec::new();
        loop {
            let mut bytes = self.read(own, now, fd, UNKNOWN_SIZE_CHUNK_BYTES, None)?;
            if bytes.is_empty() {
                return Ok(all);
            }
            all.append(&mut bytes);
            // Only a device such as /dev/zero is this long; a real machine would run out of memory.
            if all.len() as u64 > self.tree.bytes_max() {
                return Err(Errno::ENOMEM);
            }
        }
    }

    /// Node 26's only job of `writeFile` and `appendFile`.
    pub(super) fn write_whole(
        &mut self,
        own: &mut ProcessFiles,
        now: Moment,
        path: &FilePath,
        (flags, mode): (OpenFlags, Mode),
        bytes: &[u8],
    ) -> Result<()> {
        let fd = self.open(own, now.wall, path, flags, mode)?;
        let written = self.write(own, now, fd, bytes, None);
        self.close(own, fd)?;
        written.map(drop)
    }

    /// `uv_fs_copyfile`: reads the source first, so that copying a file to itself changes nothing.
    pub(super) fn copy(
        &mut self,
        own: &mut ProcessFiles,
        now: Moment,
        from: &FilePath,
        to: &FilePath,
        is_exclusive: bool,
    ) -> Result<()> {
        let source = self.open(own, now.wall, from, OpenFlags::READ_ONLY, Mode(0))?;
        let result = self.copy_opened(own, now, source, to, is_exclusive);
        self.close(own, source)?;
        result
    }

    fn copy_opened(
        &mut self,
        own: &mut ProcessFiles,
        now: Moment,
        source: i32,
        to: &FilePath,
        is_exclusive: bool,
    ) -> Result<()> {
        let source_inode = own.get(source)?.inode;
        let mode = self.tree.get(source_inode).mode();
        let exclusive = if is_exclusive { OpenFlags::EXCLUSIVE } else { OpenFlags::READ_ONLY };
        let flags = OpenFlags::WRITE_ONLY.with(OpenFlags::CREATE).with(exclusive);
        let is_directory = self.tree.is_directory(source_inode);
        let is_same = self.find(own, to, Last::Follow).is_ok_and(|id| id == source_inode);
        if is_same && !is_exclusive && !is_directory {
            return Ok(());
        }
        let target = self.open(own, now.wall, to, flags, mode)?;
        let result = self.read_to_end(own, now, source).and_then(|bytes| {
            let inode = own.get(target)?.inode;
            self.resize(inode, 0, now.wall)?;
            self.write(own, now, target, &bytes, None)?;
            // libuv gives the copy the permissions of the source, whatever the mask.
            self.fchmod(own, now.wall, target, mode)
        });
        self.close(own, target)?;
        if result.is_err() {
            // libuv leaves no half copy behind.
            self.unlink(own, now.wall, to)?;
        }
        result
    }
}
