//! The fake operating system as one thread sees it: [`ThreadOs`], which does nothing itself but pass the baton and ask
//! the machine.
//!
//! * [`pool`]: libuv's thread pool
//! * [`fs`]: the files
//! * [`names`]: name lookup
//! * `spare`: the host's other cores

pub(crate) mod fs;
pub(crate) mod names;
pub(crate) mod net;
pub(crate) mod pool;
mod spare;

use crate::clock::VirtualClock;
use crate::costs::Costs;
use crate::scheduler::ChoiceName;
use crate::world::machine::Machine;
use crate::world::sleep::{Awakening, Bed};
use crate::world::threads::Doing;
use crate::world::{Seat, Shared, ThreadId};
use loopscope_engine::clock::{Clock, LoopTime};
use loopscope_engine::os::file::FilePath;
use loopscope_engine::os::{
    Cost, Ending, Errno, NewProcess, Os, OsEvent, PollTimeout, ProcessId, Question, Ready, Reply, ThreadBody,
    ThreadId as TaskId, WatchId, Work, WorkId,
};
use std::sync::{Arc, MutexGuard};

/// The operating system of one thread.
pub(crate) struct ThreadOs {
    shared: Arc<Shared>,
    id: ThreadId,
    clock: VirtualClock,
    /// Thousandths of a nanosecond that its script has worked, and that have not passed yet.
    rest: u64,
}

/// Units whose cost is chosen together.
const KILO: u64 = 1_000;

impl ThreadOs {
    pub(crate) const fn new(shared: Arc<Shared>, id: ThreadId, clock: VirtualClock) -> Self {
        Self { shared, id, clock, rest: 0 }
    }

    /// The thread.
    const fn id(&self) -> ThreadId {
        self.id
    }

    /// Its clock.
    const fn clock(&self) -> &VirtualClock {
        &self.clock
    }

    /// Lets time pass.
    fn pass(&self, ns: u64) {
        self.clock.pass(ns);
    }

    /// The machine at this thread's time: everything that comes before it has happened.
    fn caught_up(&self) -> MutexGuard<'_, Machine> {
        let mut machine = self.shared.machine();
        let now = self.clock.peek();
        if machine.is_behind(now) {
            machine.set_doing(self.id, now, Doing::Running);
            machine = self.shared.pass_baton(machine, self.id);
        }
        machine
    }

    /// Lets the time of a script's work pass. What is less than a nanosecond is kept for the next time, so that it does
    /// not matter how often the work is counted.
    fn compute(&mut self, units: u64, kilo_unit_ns: u64) {
        let thousandths = units.saturating_mul(kilo_unit_ns).saturating_add(self.rest);
        self.rest = thousandths % KILO;
        self.clock.pass(thousandths / KILO);
    }

    /// Sleeps until another thread says so, or for that long.
    fn sleep(&mut self, bed: Bed, timeout_ns: Option<u64>) -> Awakening {
        let mut machine = self.shared.machine();
        machine.lie_down(self.id, self.clock.peek(), bed, timeout_ns);
        machine = self.shared.pass_baton(machine, self.id);
        let (awakening, now) = machine.get_up(self.id);
        self.clock.set(now);
        awakening
    }
}

impl Os for ThreadOs {
    fn run(&mut self, work: Work) -> Result<Reply, Errno> {
        let (cost, fault) = self.caught_up().begin_call(self.id, self.clock.peek(), &work);
        self.clock.pass(cost);
        // OK because others may have done their work meanwhile: the effect comes at the end of the call.
        loop {
            let mut machine = self.caught_up();
            let Some(bed) = machine.bed_before(self.id, &work) else {
                return machine.end_call(self.id, self.clock.peek(), &work, fault);
            };
            drop(machine);
            if self.sleep(bed, None) == Awakening::Interrupted {
                return Err(Errno::EINTR);
            }
        }
    }

    fn queue(&mut self, work: Work) -> WorkId {
        self.clock.pass(Costs::SUBMIT_NS);
        let now = self.clock.peek();
        self.caught_up().queue(self.id, now, work)
    }

    fn ask(&mut self, question: Question) -> WorkId {
        self.pass(Costs::SOCKET_CALL_NS);
        let now = self.clock.peek();
        self.caught_up().ask(self.id, now, question)
    }

    fn cancel(&mut self, id: WorkId) -> bool {
        let now = self.clock.peek();
        self.caught_up().cancel(self.id, now, id)
    }

    fn poll(&mut self, timeout: PollTimeout, ready: &mut Vec<Ready>) {
        let mut machine = self.shared.machine();
        let cost = machine.spend(self.id, self.clock.peek(), ChoiceName::PollCost, &self.id, Costs::POLL);
        self.clock.pass(cost);
        let now = self.clock.peek();
        // What waits already is reported at once, with what else is ready by now.
        let (until, is_deadline) = match timeout {
            _ if machine.has_ready(self.id) => (Some(now), false),
            PollTimeout::Now => (Some(now), false),
            PollTimeout::Until(end) => (Some(end.max(now)), end > now),
            PollTimeout::Forever => (None, false),
        };
        machine.set_doing(self.id, now, Doing::Waiting { until, is_deadline });
        machine = self.shared.pass_baton(machine, self.id);
        self.clock.set(machine.take_ready(self.id, ready));
    }

    fn charge(&mut self, cost: Cost) {
        let mut machine = self.shared.machine();
        if let Cost::JavaScript { units } = cost {
            let kilo_unit_ns = machine.speed_of(self.clock.peek(), self.id);
            machine.may_be_slower(self.id, units);
            drop(machine);
            return self.compute(units, kilo_unit_ns);
        }
        let now = self.clock.peek();
        let bounds = machine.costs().of(cost).plus(machine.hold_up(now, self.id, cost));
        let ns = machine.spend(self.id, now, choice_of(cost), &self.id, bounds);
        self.clock.pass(ns);
    }

    fn before_timers(&mut self, due: LoopTime) {
        if self.shared.machine().lets_timer_come(self.id, self.clock.peek(), due) {
            self.clock.set(due);
        }
    }

    fn thread_id(&self) -> TaskId {
        TaskId(self.id.0)
    }

    fn spawn(&mut self, body: ThreadBody) -> TaskId {
        self.clock.pass(Costs::THREAD_CREATE_NS);
        let seat = Seat::new_thread(&self.shared, self.id, self.clock.peek());
        let id = TaskId(seat.id().0);
        seat.run(body);
        id
    }

    fn start_process(&mut self, new: NewProcess, body: ThreadBody) -> Result<ProcessId, Errno> {
        self.clock.pass(Costs::PROCESS_CREATE_NS);
        let now = self.clock.peek();
        let (pid, thread) = self.caught_up().start_process(self.id, now, new)?;
        Seat::new(Arc::clone(&self.shared), thread).run(body);
        Ok(pid)
    }

    fn pass_fd(&mut self, fd: i32, to: ProcessId) -> Result<i32, Errno> {
        self.caught_up().pass_fd(self.id, fd, to)
    }

    fn wait_process(&mut self, pid: ProcessId, timeout_ns: Option<u64>) -> Option<Ending> {
        let bed = self.caught_up().bed_beside(pid)?;
        self.sleep(bed, timeout_ns);
        self.shared.machine().ending_of(pid)
    }

    fn exit(&mut self, code: i32) {
        self.shared.machine().set_exit_code(self.id, code);
    }

    fn process_id(&self) -> ProcessId {
        self.shared.machine().pid_of(self.id)
    }

    fn kill(&mut self, pid: ProcessId, signal: i32) -> Result<(), Errno> {
        let now = self.clock.peek();
        self.caught_up().kill(pid, signal, now)
    }

    fn watch_signal(&mut self, signal: i32, is_watched: bool) {
        self.caught_up().watch_signal(self.id, signal, is_watched);
    }

    fn death(&self) -> Option<i32> {
        self.shared.machine().death_of(self.id)
    }

    fn is_seen(&self, fd: i32) -> bool {
        self.shared.machine().is_seen(self.id, fd)
    }

    fn join(&mut self, thread: TaskId) {
        self.sleep(Bed::Thread(ThreadId(thread.0)), None);
    }

    fn wake(&mut self, thread: TaskId) {
        let now = self.clock.peek();
        self.caught_up().ring(ThreadId(thread.0), now);
    }

    fn interrupt(&mut self, thread: TaskId) {
        let now = self.clock.peek();
        self.caught_up().interrupt(ThreadId(thread.0), now);
    }

    fn sync(&mut self) {
        drop(self.caught_up());
    }

    fn futex_wait(&mut self, word: u64, timeout_ns: Option<u64>) -> Result<(), Errno> {
        let bed = self.shared.machine().word(self.id, word);
        match self.sleep(bed, timeout_ns) {
            Awakening::Woken => Ok(()),
            Awakening::TimedOut => Err(Errno::ETIMEDOUT),
            Awakening::Interrupted => Err(Errno::EINTR),
        }
    }

    fn futex_wake(&mut self, word: u64, count: usize) -> usize {
        let now = self.clock.peek();
        let mut machine = self.caught_up();
        let bed = machine.word(self.id, word);
        machine.wake_sleepers(now, bed, count)
    }

    fn watch(&mut self, path: &FilePath) -> Result<WatchId, Errno> {
        self.clock.pass(Costs::SUBMIT_NS);
        self.caught_up().watch_file(self.id, path)
    }

    fn unwatch(&mut self, id: WatchId) {
        self.caught_up().unwatch_file(self.id, id);
    }

    fn work_ahead(&mut self, job: Box<dyn FnOnce() + Send>) {
        spare::give(job);
    }

    fn random(&mut self, bytes: &mut [u8]) {
        let mut machine = self.caught_up();
        machine.random(self.clock.peek(), bytes);
        self.clock.pass(Costs::RANDOM_NS);
    }

    fn setenv(&mut self, name: &str, value: Option<&str>) {
        self.caught_up().setenv(self.id, name, value);
    }

    fn take_output(&mut self, output: &mut Vec<(i32, Vec<u8>)>) {
        output.append(&mut self.shared.machine().take_output());
    }

    fn drain_events(&mut self, events: &mut Vec<OsEvent>) {
        self.shared.machine().drain_events(events);
    }
}

impl Drop for ThreadOs {
    /// The thread has ended.
    fn drop(&mut self) {
        self.shared.leave(self.id, self.clock.peek());
    }
}

/// Which choice decides a cost of the thread itself.
const fn choice_of(cost: Cost) -> ChoiceName {
    match cost {
        Cost::Startup | Cost::ThreadStart | Cost::CommandStart | Cost::Atomic => ChoiceName::StartupCost,
        Cost::LoopStart { .. } => ChoiceName::LoopStartCost,
        Cost::Callback => ChoiceName::CallbackCost,
        Cost::Module { .. } => ChoiceName::ModuleCost,
        Cost::Clone { .. } | Cost::JavaScript { .. } => ChoiceName::ScriptCost,
        Cost::Collection { .. } => ChoiceName::GcPause,
    }
}
