//! Processes: starting them, waiting for them, sending them signals.

use super::file::FilePath;

/// A process as the operating system names it: `getpid(2)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProcessId(pub i32);

/// What a descriptor of a new process leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChildFd {
    /// `/dev/null`.
    Null,
    /// A descriptor of the parent's, which both have from now on.
    Shared(i32),
    /// A descriptor of the parent's, which leaves the parent.
    Given(i32),
}

/// What a process begins with: what `fork(2)` and `execve(2)` leave to be said.
#[derive(Clone, Debug)]
pub struct NewProcess {
    /// Its descriptors from 0 on.
    pub fds: Vec<ChildFd>,
    /// Its working directory.
    pub cwd: FilePath,
    /// Its environment.
    pub env: Vec<(String, String)>,
}

/// How a process ended: `wait(2)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The low eight bits of its exit code; 0 when a signal ended it.
    pub code: i32,
    /// The signal that ended it.
    pub signal: Option<i32>,
}
