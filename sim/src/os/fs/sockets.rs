//! The files that stand for unix sockets: `unix(7)`.

use super::inode::Node;
use super::walk::{Last, MAY_WRITE, Tail};
use super::{FileSystem, ProcessFiles, Result};
use loopscope_engine::clock::WallTime;
use loopscope_engine::os::Errno;
use loopscope_engine::os::file::{FilePath, Mode};

impl FileSystem {
    /// Makes the file of a socket that is bound: the number of its inode. `EADDRINUSE` when the name is taken.
    pub(crate) fn make_socket(&mut self, own: &ProcessFiles, now: WallTime, path: &FilePath) -> Result<u64> {
        let place = self.walk(own, path, Last::Keep)?;
        if place.inode.is_some() || !matches!(place.tail, Tail::Name(_)) {
            return Err(Errno::EADDRINUSE);
        }
        let inode = self.create(own, now, &place, Node::Socket, Mode(0o777))?;
        Ok(inode.0)
    }

    /// The socket file that a path leads to: the number of its inode. `ECONNREFUSED` when it is another kind of file,
    /// `EACCES` without the permission to write.
    pub(crate) fn socket_at(&mut self, own: &ProcessFiles, path: &FilePath) -> Result<u64> {
        let inode = self.find(own, path, Last::Follow)?;
        self.ensure_allowed(own, inode, MAY_WRITE)?;
        match self.tree.get(inode).node {
            Node::Socket => Ok(inode.0),
            _ => Err(Errno::ECONNREFUSED),
        }
    }
}
