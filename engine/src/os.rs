//! The seam to the operating system: the words of man pages, values in and values out.
//!
//! The engine submits and polls; it never chooses, and nothing here speaks of faults, luck or virtual time. Start
//! with [`Os`]; the submodules hold the values that its calls take:
//!
//! * [`file`](mod@file): file calls and their replies
//! * [`errno`]: error numbers, their names and messages
//! * [`compute`]: computations, which only take time here
//! * [`names`]: name lookup
//! * [`socket`]: sockets, their addresses and options
//! * [`event`]: what the thread pool did, for the trace
//! * [`process`](mod@process): processes
//! * [`thread`]: the threads of a process
//! * [`watch`]: changes of files

pub mod compute;
pub mod errno;
pub mod event;
pub mod file;
pub mod names;
pub mod process;
pub mod socket;
pub mod thread;
pub mod watch;

pub use compute::Compute;
pub use errno::Errno;
pub use event::OsEvent;
pub use file::{FileCall, FileReply};
pub use names::{Address, Lookup, Naming, Question};
pub use process::{ChildFd, Ending, NewProcess, ProcessId};
pub use socket::Sockets;
pub use thread::{ThreadBody, ThreadId};
pub use watch::{ChangeKind, FileChange, WatchId};

use crate::clock::LoopTime;
use file::FilePath;
use socket::Events;
use std::fmt;

/// A piece of work handed to the thread pool, as `uv_queue_work` takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkId(pub u64);

/// Work that blocks the thread it runs on: the calling thread ([`Os::run`]) or a pool worker ([`Os::queue`]).
#[derive(Clone, Debug)]
pub enum Work {
    /// A file call.
    File(FileCall),
    /// A computation, whose result the engine works out itself.
    Compute(Compute),
    /// A name lookup. Slow I/O to the pool: at most half of its workers do such work.
    Lookup(Lookup),
    /// A lookup of an address's name: slow I/O, too.
    Naming(Naming),
}

/// What people read: the call and what it is about.
impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(call) => fmt::Display::fmt(call, f),
            Self::Compute(compute) => fmt::Display::fmt(compute, f),
            Self::Lookup(lookup) => fmt::Display::fmt(lookup, f),
            Self::Naming(naming) => fmt::Display::fmt(naming, f),
        }
    }
}

/// What a piece of work gave back.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// A file call's answer.
    File(FileReply),
    /// The time that the computation takes is over.
    Computed,
    /// The addresses of a name, in the order in which they should be tried.
    Addresses(Vec<Address>),
    /// The names of a machine and a service on it, or those of an address.
    Names(Vec<String>),
}

/// How long [`Os::poll`] may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollTimeout {
    /// Report what is ready now, and return.
    Now,
    /// Wait until this moment at the latest.
    Until(LoopTime),
    /// Wait until something happens.
    Forever,
}

/// One thing that poll reports.
#[derive(Clone, Debug, PartialEq)]
pub enum Ready {
    /// A watched descriptor has what [`Sockets::epoll_ctl`] asked for, or an error.
    Io {
        /// The watched descriptor.
        fd: i32,
        /// What it has, of what was asked for; errors and hang-ups come unasked.
        events: Events,
    },
    /// A piece of work that was queued is done; the pool reports in order of completion.
    Work(WorkId, Result<Reply, Errno>),
    /// Another thread called [`Os::wake`]; once, however often it did.
    Wake,
    /// A watched file changed.
    Changed(WatchId, FileChange),
    /// A signal came that the process listens for.
    Signal(i32),
    /// A process that this thread started has ended.
    Child(ProcessId, Ending),
}

impl Ready {
    /// The queued work that it reports done, if that is what it is about.
    pub const fn work(&self) -> Option<WorkId> {
        match self {
            Self::Work(id, _) => Some(*id),
            Self::Io { .. } | Self::Wake | Self::Changed(..) | Self::Signal(_) | Self::Child(..) => None,
        }
    }
}

/// What JavaScript's thread did that takes time. The cost table of the backend says how long each takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// Process start to the first line of the program.
    Startup,
    /// The end of the main script to the first turn of the loop; slow up to Node 18.
    LoopStart {
        /// Whether a timer of one millisecond is usually due by then.
        is_slow: bool,
    },
    /// Entering one callback, of whatever phase.
    Callback,
    /// Loading and compiling a module.
    Module {
        /// The length of its source.
        bytes: u64,
    },
    /// Thread start to the first line of a worker: an isolate and Node's bootstrap in it.
    ThreadStart,
    /// Process start to the first line of a small command.
    CommandStart,
    /// One atomic operation on memory that threads share.
    Atomic,
    /// Writing or reading a structured clone.
    Clone {
        /// The length of its serialized form.
        bytes: u64,
    },
    /// A garbage collection.
    Collection {
        /// Whether of the whole heap, or only of what was made lately.
        is_full: bool,
    },
    /// Work that the program's own JavaScript did.
    JavaScript {
        /// How far the engine's counter went.
        units: u64,
    },
}

/// The operating system as one thread of one process sees it.
pub trait Os: Sockets {
    /// Runs `work` on the calling thread, which is blocked for as long as it takes. `EINTR` when that would be for ever,
    /// or when the thread is to end meanwhile.
    fn run(&mut self, work: Work) -> Result<Reply, Errno>;

    /// Queues `work` for the thread pool that all threads of the process share.
    fn queue(&mut self, work: Work) -> WorkId;

    /// Asks a name server, without the pool: the answer comes as [`Ready::Work`], over the network.
    fn ask(&mut self, question: Question) -> WorkId;

    /// Takes queued work back if no worker has begun it: `uv_cancel`. True when it will never run;
    /// [`Ready::Work`] then reports `ECANCELED`.
    fn cancel(&mut self, id: WorkId) -> bool;

    /// Waits for something to happen: `epoll_wait(2)` with the pool's wake-ups among its descriptors. Appends what
    /// is ready to `ready`, in the order it is to be served.
    ///
    /// It returns without anything ready when the time is up, or, with [`PollTimeout::Forever`], when nothing can ever
    /// happen any more (a real thread would wait until it is killed).
    fn poll(&mut self, timeout: PollTimeout, ready: &mut Vec<Ready>);

    /// Lets the time pass that `cost` takes on the calling thread.
    fn charge(&mut self, cost: Cost);

    /// The loop is about to compare the clock with its first timer, which is due at `due`. A simulation in which costs are
    /// known within bounds only may let the time come here.
    fn before_timers(&mut self, due: LoopTime) {
        let _ = due;
    }

    /// The calling thread: `gettid(2)`.
    fn thread_id(&self) -> ThreadId;

    /// Starts another thread of this process: `pthread_create(3)`.
    fn spawn(&mut self, body: ThreadBody) -> ThreadId;

    /// Waits until a thread has ended: `pthread_join(3)`.
    fn join(&mut self, thread: ThreadId);

    /// Starts a process, whose first thread runs `body`: `fork(2)`, `execve(2)`. Its end comes as [`Ready::Child`] to the
    /// calling thread. `ENOENT`, `ENOTDIR`, `EACCES` of the working directory, `EBADF`.
    fn start_process(&mut self, new: NewProcess, body: ThreadBody) -> Result<ProcessId, Errno> {
        let _ = (new, body);
        Err(Errno::ENOSYS)
    }

    /// Gives another process a descriptor of a socket that this one has, too: `sendmsg(2)` with `SCM_RIGHTS`, received at
    /// once. Gives its number over there. `EBADF`, `ENOTSOCK`, `ESRCH`, `EMFILE` of the other process.
    fn pass_fd(&mut self, fd: i32, to: ProcessId) -> Result<i32, Errno> {
        let _ = (fd, to);
        Err(Errno::ENOSYS)
    }

    /// Waits until a process has ended, at most `timeout_ns` nanoseconds: `waitpid(2)`.
    fn wait_process(&mut self, pid: ProcessId, timeout_ns: Option<u64>) -> Option<Ending> {
        let _ = (pid, timeout_ns);
        None
    }

    /// Says which code the process ends with, once its first thread has returned: `exit(2)`.
    fn exit(&mut self, code: i32) {
        let _ = code;
    }

    /// The calling process: `getpid(2)`.
    fn process_id(&self) -> ProcessId {
        ProcessId(1)
    }

    /// Sends a signal: `kill(2)`. What the process does not listen for ends it, but for the few that are ignored. Signal 0
    /// only asks whether the process is there. `ESRCH`.
    fn kill(&mut self, pid: ProcessId, signal: i32) -> Result<(), Errno> {
        let _ = (pid, signal);
        Err(Errno::ESRCH)
    }

    /// Listens for a signal, or no longer: `sigaction(2)`.
    fn watch_signal(&mut self, signal: i32, is_watched: bool) {
        let _ = (signal, is_watched);
    }

    /// The signal that is to end the process: its threads are to return from their bodies.
    fn death(&self) -> Option<i32> {
        None
    }

    /// Whether a descriptor leads to the output that whoever started the whole run sees.
    fn is_seen(&self, fd: i32) -> bool {
        let _ = fd;
        true
    }

    /// Makes a thread's poll return: a write to the `eventfd(2)` that it watches.
    fn wake(&mut self, thread: ThreadId);

    /// Makes whatever a thread waits in return: its poll, or its sleep on a word: `pthread_kill(3)`.
    fn interrupt(&mut self, thread: ThreadId);

    /// Lets the other threads do what they do before this moment: `sched_yield(2)`. Whoever is about to look at
    /// memory that threads share, or to change it, calls this first.
    fn sync(&mut self);

    /// Sleeps until [`Self::futex_wake`] is called for the same word, at most `timeout_ns` nanoseconds: `futex(2)`,
    /// `FUTEX_WAIT`. The caller has looked at the word's value after a [`Self::sync`]. `ETIMEDOUT`; `EINTR` when the
    /// thread is to end.
    fn futex_wait(&mut self, word: u64, timeout_ns: Option<u64>) -> Result<(), Errno>;

    /// Wakes threads that sleep on a word, those that have slept longest first: `futex(2)`, `FUTEX_WAKE`. Gives how
    /// many.
    fn futex_wake(&mut self, word: u64, count: usize) -> usize;

    /// Begins to watch a file, or what is in a directory: `inotify_add_watch(2)`. Changes come as [`Ready::Changed`] to
    /// the calling thread. `ENOENT`, `ENOTDIR`, `EACCES`.
    fn watch(&mut self, path: &FilePath) -> Result<WatchId, Errno>;

    /// Ends a watch: `inotify_rm_watch(2)`. What it has to tell yet is dropped.
    fn unwatch(&mut self, id: WatchId);

    /// Does `job` while nothing else is to be done, or never: a hint that its result will be wanted. Nobody must be able
    /// to see whether and when it was done, but for the real time that passes.
    fn work_ahead(&mut self, job: Box<dyn FnOnce() + Send>) {
        drop(job);
    }

    /// Fills `bytes` with random ones: `getrandom(2)`.
    fn random(&mut self, bytes: &mut [u8]);

    /// Sets or removes a variable of the process's environment: `setenv(3)`, `unsetenv(3)`. The thread pool reads
    /// `UV_THREADPOOL_SIZE` from there when it gets its first work.
    fn setenv(&mut self, name: &str, value: Option<&str>) {
        let _ = (name, value);
    }

    /// Appends what the process wrote to its standard output (1) and standard error (2) through file calls since the
    /// last call: the other end of those pipes.
    fn take_output(&mut self, output: &mut Vec<(i32, Vec<u8>)>) {
        let _ = output;
    }

    /// Appends what the process's thread pool did since the last call, oldest first, and forgets it. An operating
    /// system that is not asked to watch itself has nothing to tell.
    fn drain_events(&mut self, events: &mut Vec<OsEvent>) {
        let _ = events;
    }
}
