//! Calls that are several in one: whole files read, written and copied.

use super::inode::Node;
use super::process::ProcessFiles;
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
        bytes.map(FileReply::Whole)
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

    /// `uv_fs_copyfile`. Copying a file to itself changes nothing.
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
        let target = self.open(own, now.wall, to, flags, mode)?;
        let target_inode = own.get(target)?.inode;
        let result = match target_inode == source_inode {
            true => Ok(()),
            false => self.copy_bytes(own, now, source, target),
        };
        self.close(own, target)?;
        if result.is_err() {
            // libuv leaves no half copy behind, if it can help it.
            let _ = self.unlink(own, now.wall, to);
        }
        result
    }

    /// Makes the file behind `target` like that behind `source`. libuv gives it the permissions first, whatever the mask.
    fn copy_bytes(&mut self, own: &mut ProcessFiles, now: Moment, source: i32, target: i32) -> Result<()> {
        let mode = self.tree.get(own.get(source)?.inode).mode();
        let inode = own.get(target)?.inode;
        if matches!(self.tree.get(inode).node, Node::File(_)) {
            self.resize(inode, 0, now.wall)?;
        }
        self.fchmod(own, now.wall, target, mode)?;
        let bytes = self.read_to_end(own, now, source)?;
        self.write(own, now, target, &bytes, None).map(drop)
    }
}
