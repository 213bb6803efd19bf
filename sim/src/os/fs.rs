//! The files: scratch until the tree is there.

use crate::world::machine::Output;
use loopscope_engine::clock::{LoopTime, WallTime};
use loopscope_engine::os::{Errno, FileCall, FileReply};

/// A folder of the host that is seen at `/app`.
pub trait HostFolder: Send {}

/// The descriptors of a process.
pub struct ProcessFiles {}

impl ProcessFiles {
    /// A process with the standard streams.
    pub fn new(_open_files_max: usize) -> Self {
        Self {}
    }
}

/// The files of the machine.
pub struct FileSystem {
    output: Vec<Output>,
}

impl FileSystem {
    /// A machine's files.
    pub fn new(_mount: Option<Box<dyn HostFolder>>, _stdin: Vec<u8>, _born: WallTime) -> Self {
        Self { output: Vec::new() }
    }

    /// What was written.
    pub fn take_output(&mut self) -> Vec<Output> {
        std::mem::take(&mut self.output)
    }

    /// How many bytes a call will move.
    pub fn bytes_of(&self, _own: &ProcessFiles, _call: &FileCall) -> u64 {
        0
    }

    /// The path behind a descriptor.
    pub fn path_of(&self, _own: &ProcessFiles, _fd: i32) -> Option<String> {
        None
    }

    /// Does a call.
    pub fn call(
        &mut self,
        _own: &mut ProcessFiles,
        at: LoopTime,
        _wall: WallTime,
        call: &FileCall,
    ) -> Result<FileReply, Errno> {
        if let FileCall::Write { fd, bytes, .. } = call {
            self.output.push(Output { at, fd: *fd, bytes: bytes.clone() });
            return Ok(FileReply::Count(bytes.len() as u64));
        }
        Err(Errno::ENOSYS)
    }
}
