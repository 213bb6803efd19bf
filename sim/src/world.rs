//! The one simulated machine: everything that all its threads share, behind one lock.
//!
//! Start with [`World`]: make one, take the main thread's clock and operating system, and run a program with them.
//!
//! HOW time passes: every JavaScript thread has its own time. Exactly one runs, the one with the baton; it gives the
//! baton up when it polls or makes a call whose effect others can see. Then the machine does whatever comes first in
//! virtual time: let an event happen (a job is done, a packet arrives), or let the thread that is furthest behind go
//! on. So causes come before effects though the threads' times differ, and the host's own scheduler decides nothing.
//!
//! * `events`: what is going to happen
//! * `threads`: who is how far
//! * `sleep`: who waits for whom
//! * `machine`: the parts together
//! * `order`: who is next
//! * `ready`: in which order a poll reports
//! * `jobs`: calls, and the thread pools
//! * `network`, `packets`: calls on sockets, and when what they send arrives
//! * `pipes`: file calls on sockets
//! * `remote`, `load`: when other machines act, and when the clients of a load do

mod events;
mod jobs;
mod load;
pub(crate) mod machine;
mod network;
mod order;
mod packets;
mod pipes;
mod processes;
mod ready;
mod remote;
pub(crate) mod sleep;
pub(crate) mod threads;

pub(crate) use events::Window;
pub use threads::ThreadId;

use crate::clock::{VirtualClock, WALL_START};
use crate::costs::Costs;
use crate::faults::Faults;
use crate::os::ThreadOs;
use crate::os::fs::{HostFolder, MountedFile};
use crate::remote::{Load, Peer, Sample};
use crate::scheduler::record::LogEntry;
use crate::scheduler::{Keep, Luck, Schedule, Scheduler, Typical};
use crate::snapshots;
use loopscope_engine::clock::{Clock, LoopTime, WallTime};
use loopscope_engine::os::{Address, Os, ThreadBody};
use machine::Machine;
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many descriptors a process may have open unless something else is said: Docker's and systemd's usual hard limit, to
/// which Node raises its own at start.
pub const OPEN_FILES_MAX: usize = 1_048_576;

/// What a machine is like.
pub struct Options {
    /// Who answers the choices.
    pub scheduler: Box<dyn Scheduler>,
    /// How much is remembered of the answers.
    pub keep: Keep,
    /// What is asked about things that happen meanwhile: how long they take, or which is next.
    pub luck: Luck,
    /// What things cost.
    pub costs: Costs,
    /// What may go wrong.
    pub faults: Faults,
    /// How many cores the computations share.
    pub cores: u32,
    /// The environment of the first process.
    pub env: Vec<(String, String)>,
    /// The folder to be seen at `/app`, copy on write; without one `/app` is empty.
    pub mount: Option<Box<dyn HostFolder>>,
    /// Names that the simulated name server knows, with their addresses.
    pub hosts: Vec<(String, Address)>,
    /// Other machines that the program may connect to.
    pub peers: Vec<Peer>,
    /// Clients that the program serves.
    pub load: Option<Load>,
    /// What is on standard input.
    pub stdin: Vec<u8>,
    /// The date at the start of the process.
    pub wall_start: WallTime,
    /// How many descriptors a process may have open: `RLIMIT_NOFILE`.
    pub open_files_max: usize,
    /// Whether the pool is watched for the trace.
    pub is_watched: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            scheduler: Box::new(Typical),
            keep: Keep::Nothing,
            luck: Luck::OfTimes,
            costs: Costs::default(),
            faults: Faults::NONE,
            cores: 4,
            env: Vec::new(),
            mount: None,
            hosts: Vec::new(),
            peers: Vec::new(),
            load: None,
            stdin: Vec::new(),
            wall_start: WALL_START,
            open_files_max: OPEN_FILES_MAX,
            is_watched: false,
        }
    }
}

/// A simulated machine; clones are the same machine.
#[derive(Clone)]
pub struct World {
    shared: Arc<Shared>,
}

/// The machine and the bell that rings when the baton goes to another thread.
pub(crate) struct Shared {
    machine: Mutex<Machine>,
    turn: Condvar,
}

impl Shared {
    /// The machine, for the thread that has the baton.
    pub(crate) fn machine(&self) -> MutexGuard<'_, Machine> {
        // OK because a thread that panics has already failed the run; the others may finish theirs.
        self.machine.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the baton up and waits until it comes back. What the thread is at must have been said before.
    pub(crate) fn pass_baton<'a>(
        &'a self,
        mut machine: MutexGuard<'a, Machine>,
        id: ThreadId,
    ) -> MutexGuard<'a, Machine> {
        machine.go_on();
        if machine.baton() != Some(id) {
            self.turn.notify_all();
            while machine.baton() != Some(id) {
                machine = self.turn.wait(machine).unwrap_or_else(PoisonError::into_inner);
            }
        }
        machine
    }

    /// Gives the baton up for good.
    pub(crate) fn leave(&self, id: ThreadId, now: LoopTime) {
        let mut machine = self.machine();
        machine.end_thread(id, now);
        self.turn.notify_all();
    }

    /// Waits until the baton comes for the first time.
    fn await_baton(&self, id: ThreadId) {
        let mut machine = self.machine();
        while machine.baton() != Some(id) {
            machine = self.turn.wait(machine).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl World {
    /// A machine with one process of one thread.
    pub fn new(options: Options) -> Self {
        snapshots::provide();
        let machine = Mutex::new(Machine::new(options));
        Self { shared: Arc::new(Shared { machine, turn: Condvar::new() }) }
    }

    /// The clock and the operating system of the first process's main thread. Take them once.
    pub fn main_thread(&self) -> (Rc<dyn Clock>, Box<dyn Os>) {
        self.seat(ThreadId(0)).sit()
    }

    /// The seat of a thread that [`Machine::start_thread`] has made, to be taken on whatever host thread.
    fn seat(&self, id: ThreadId) -> Seat {
        Seat { shared: Arc::clone(&self.shared), id }
    }

    /// Makes another thread of the same process, which begins when its parent is at `now`.
    pub fn new_thread(&self, parent: ThreadId, now: LoopTime) -> Seat {
        Seat::new_thread(&self.shared, parent, now)
    }

    /// The schedule of the run so far.
    pub fn schedule(&self) -> Schedule {
        self.shared.machine().schedule()
    }

    /// Every question so far, if they were to be kept.
    pub fn log(&self) -> Vec<LogEntry> {
        self.shared.machine().recorder().log().to_vec()
    }

    /// Every request of the load so far; those without an outcome are open.
    pub fn samples(&self) -> Vec<Sample> {
        self.shared.machine().samples().to_vec()
    }

    /// What the scheduler has to say about its answers.
    pub fn remarks(&self) -> Vec<String> {
        self.shared.machine().recorder().remarks()
    }

    /// Every file of the mounted folder that was read so far, by path: the part of the folder that the run depends on,
    /// besides the names it listed.
    pub fn mounted_files(&self) -> Vec<MountedFile> {
        self.shared.machine().mounted_files()
    }
}

/// A place for a thread on the machine. It may be sent to the host thread that is to run it.
pub struct Seat {
    shared: Arc<Shared>,
    id: ThreadId,
}

/// Bytes of a thread's stack: V8 is told that it may use not quite one megabyte, our own frames need little, and what is
/// never touched costs nothing.
const STACK_BYTES: usize = 16 << 20;

impl Seat {
    pub(crate) const fn new(shared: Arc<Shared>, id: ThreadId) -> Self {
        Self { shared, id }
    }

    pub(crate) fn new_thread(shared: &Arc<Shared>, parent: ThreadId, now: LoopTime) -> Self {
        let id = shared.machine().start_thread(parent, now);
        Self { shared: Arc::clone(shared), id }
    }

    /// The thread's name.
    pub fn id(&self) -> ThreadId {
        self.id
    }

    /// Runs `body` in this seat, on a host thread of its own. When it goes on depends on the baton alone.
    pub fn run(self, body: ThreadBody) {
        let thread = thread::Builder::new().name(self.id.to_string()).stack_size(STACK_BYTES);
        let started = thread.spawn(move || {
            let (clock, os) = self.sit();
            body(clock, os);
        });
        started.expect("[simulator bug] the host has no thread to spare");
    }

    /// Waits for the baton and gives the thread's clock and operating system. The thread ends when the latter is
    /// dropped.
    pub fn sit(self) -> (Rc<dyn Clock>, Box<dyn Os>) {
        self.shared.await_baton(self.id);
        let (now, wall_start) = {
            let machine = self.shared.machine();
            (machine.threads().get(self.id).now, machine.wall_start())
        };
        let clock = VirtualClock::new(now, wall_start);
        let os = ThreadOs::new(self.shared, self.id, clock.clone());
        (Rc::new(clock), Box::new(os))
    }
}
