//! Work on the machine: calls that keep their thread, and jobs of the thread pools.

use super::events::Event;
use super::machine::{Ending, Machine};
use super::threads::ThreadId;
use crate::clock::wall_at;
use crate::costs::{Bounds, Costs};
use crate::faults::Fault;
use crate::os::fs::{FileSystem, Moment, ProcessFiles};
use crate::os::names::Names;
use crate::os::pool::queue::Kind;
use crate::os::pool::{self, Begun, Job, Pool};
use crate::scheduler::{Alternatives, ChoiceName, Luck};
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::file::FilePath;
use loopscope_engine::os::names::Family;
use loopscope_engine::os::{
    ChangeKind, Errno, FileChange, Lookup, OsEvent, Question, Ready, Reply, WatchId, Work, WorkId,
};
use std::fmt::{self, Display};
use std::sync::Arc;

impl Machine {
    /// How long `work` will keep the thread `id` if it does it itself, and what will go wrong.
    pub(crate) fn begin_call(&mut self, id: ThreadId, now: LoopTime, work: &Work) -> (u64, Option<Fault>) {
        let process = self.threads.get(id).process;
        let fault = self.strike(now, process, work);
        let bounds = self.bounds_of(process, work, fault);
        let who = Subject { work, own: &self.processes[process].files }.to_string();
        (self.spend(id, now, ChoiceName::CallCost, &who, bounds), fault)
    }

    /// Does `work` for the thread `id`, and says what it gives back.
    pub(crate) fn end_call(
        &mut self,
        id: ThreadId,
        now: LoopTime,
        work: &Work,
        fault: Option<Fault>,
    ) -> Result<Reply, Errno> {
        let process = self.threads.get(id).process;
        self.effect(now, process, work, fault)
    }

    /// Asks whether a fault strikes `work`; the first that does is the only one.
    fn strike(&mut self, now: LoopTime, process: usize, work: &Work) -> Option<Fault> {
        let own = &self.processes[process].files;
        self.faults.for_work(work).find_map(|(fault, millionths)| {
            let who = Struck { fault, subject: Subject { work, own } };
            let alternatives = Alternatives::Fault { millionths };
            (self.recorder.choose(now, ChoiceName::Fault, &who, alternatives) == 1).then_some(fault)
        })
    }

    /// What a piece of work takes.
    fn bounds_of(&mut self, process: usize, work: &Work, fault: Option<Fault>) -> Bounds {
        let healthy = match work {
            Work::File(call) => self.costs.file(call, self.files.bytes_of(&self.processes[process].files, call)),
            Work::Compute(compute) => self.costs.compute(*compute),
            Work::Lookup(lookup) => Names::cost(lookup),
            Work::Naming(_) => Costs::LOOKUP_LOCAL,
        };
        fault.map_or(healthy, |fault| healthy.plus(fault.delay()))
    }

    fn effect(&mut self, at: LoopTime, process: usize, work: &Work, fault: Option<Fault>) -> Result<Reply, Errno> {
        if let Some(errno) = fault.and_then(Fault::errno) {
            return Err(errno);
        }
        match work {
            Work::File(call) => {
                if let Some(result) = self.call_socket(at, process, call) {
                    return result;
                }
                let mut random = [0; 32];
                if self.files.is_random(&self.processes[process].files, call) {
                    self.random(at, &mut random);
                }
                let moment = Moment { wall: wall_at(self.wall_start, at), random };
                let result = self.files.call(&mut self.processes[process].files, moment, call);
                self.tell_watchers(at);
                result.map(Reply::File)
            }
            Work::Compute(_) => Ok(Reply::Computed),
            Work::Lookup(lookup) => self.names.find(lookup).map(Reply::Addresses),
            Work::Naming(naming) => Ok(Reply::Names(self.names.name(naming))),
        }
    }

    /// Begins to watch a file for the thread `id`.
    pub(crate) fn watch_file(&mut self, id: ThreadId, path: &FilePath) -> Result<WatchId, Errno> {
        let process = self.threads.get(id).process;
        let watch = WatchId(self.files.watch(&self.processes[process].files, path)?);
        self.watchers.insert(watch, id);
        Ok(watch)
    }

    /// Ends a watch of the thread `id`, and drops what it has to tell yet.
    pub(crate) fn unwatch_file(&mut self, id: ThreadId, watch: WatchId) {
        self.watchers.remove(&watch);
        self.files.unwatch(watch.0);
        let is_of_it = |ready: &Ready| matches!(ready, Ready::Changed(told, _) if *told == watch);
        self.threads.get_mut(id).ready.retain(|ready| !is_of_it(ready));
    }

    /// Tells threads of the changes that the last call made.
    fn tell_watchers(&mut self, at: LoopTime) {
        for notice in self.files.take_notices() {
            let watch = WatchId(notice.watch);
            let kind = if notice.is_rename { ChangeKind::Rename } else { ChangeKind::Change };
            if let Some(id) = self.watchers.get(&watch).copied() {
                self.deliver(id, at, Ready::Changed(watch, FileChange { kind, name: notice.name }));
            }
        }
    }

    /// Queues work of the thread `id` for the pool of its process.
    pub(crate) fn queue(&mut self, id: ThreadId, now: LoopTime, work: Work) -> WorkId {
        let work_id = WorkId(self.works);
        self.works += 1;
        let index = self.threads.get(id).process;
        let process = &mut self.processes[index];
        let size = process.env.get("UV_THREADPOOL_SIZE").map(String::as_str);
        let pool = process.pool.get_or_insert_with(|| Pool::new(size));
        let name = if self.watched.is_some() {
            Subject { work: &work, own: &process.files }.to_string()
        } else {
            String::new()
        };
        let slow = pool::kind_of(&work) == Kind::Slow;
        let workers = count(pool.size());
        pool.post(Job { id: work_id, thread: id, work: Arc::new(work) });
        let waiting = count(pool.waiting());
        self.watch(|| OsEvent::WorkQueued { at: now, id: work_id, name, slow, workers, waiting });
        self.begin_jobs(now, index);
        work_id
    }

    /// Lets idle workers take what they may.
    fn begin_jobs(&mut self, now: LoopTime, process: usize) {
        loop {
            let Some(pool) = self.processes[process].pool.as_mut() else { return };
            let Some(begun) = pool.begin_next() else { return };
            let Begun { worker, id, ref work, is_first } = begun;
            let busy = count(pool.busy());
            self.watch(|| OsEvent::WorkStarted { at: now, id, worker, busy });
            let fault = self.strike(now, process, work);
            let mut bounds = self.bounds_of(process, work, fault);
            if is_first {
                bounds = bounds.plus(Costs::WORKER_START);
            }
            let (cost, label) = self.cost_of_job(now, process, work, bounds);
            let event = self.events.announce(cost.from(now), Event::JobDone { process, worker }, label);
            self.processes[process].ends.insert(worker, Ending { event, fault });
            if pool::kind_of(work) == Kind::Cpu {
                self.cores.begin((process, worker), cost, now);
                self.move_ends();
            }
        }
    }

    /// What a job takes, exactly or within its bounds, and what a schedule calls it if that is asked for.
    fn cost_of_job(&mut self, now: LoopTime, process: usize, work: &Work, bounds: Bounds) -> (Bounds, String) {
        let who = Subject { work, own: &self.processes[process].files };
        match self.luck {
            Luck::OfTimes => {
                let cost = self.recorder.choose(now, ChoiceName::JobCost, &who, bounds.alternatives());
                (Bounds::fixed(cost), String::new())
            }
            Luck::OfOrders => (bounds, who.to_string()),
        }
    }

    /// Brings the ends of all computations up to date, after one began or ended.
    fn move_ends(&mut self) {
        for ((process, worker), window) in self.cores.windows() {
            if let Some(end) = self.processes[process].ends.get_mut(&worker) {
                end.event = self.events.postpone(end.event, window);
            }
        }
    }

    pub(super) fn finish_job(&mut self, at: LoopTime, process: usize, worker: u32) {
        if self.blocks_worker(process, worker) {
            return;
        }
        let fault = self.processes[process].ends.remove(&worker).and_then(|end| end.fault);
        let Some(pool) = self.processes[process].pool.as_mut() else { return };
        let job = pool.finish(worker);
        let busy = count(pool.busy());
        if pool::kind_of(&job.work) == Kind::Cpu {
            self.cores.end((process, worker), at);
            self.move_ends();
        }
        self.watch(|| OsEvent::WorkFinished { at, id: job.id, worker, busy });
        let result = self.effect(at, process, &job.work, fault);
        self.deliver(job.thread, at, Ready::Work(job.id, result));
        self.begin_jobs(at, process);
    }

    /// Sends a question to the name server.
    pub(crate) fn ask(&mut self, id: ThreadId, now: LoopTime, question: Question) -> WorkId {
        let work_id = WorkId(self.works);
        self.works += 1;
        let asked = Work::Lookup(Lookup { host: question.name.clone(), family: Family::Any });
        let fault = self.strike(now, self.threads.get(id).process, &asked);
        let bounds = fault.map_or(Costs::LOOKUP_REMOTE, |fault| Costs::LOOKUP_REMOTE.plus(fault.delay()));
        let window = match self.luck {
            Luck::OfTimes => Bounds::fixed(self.draw(now, ChoiceName::PacketDelay, &question, bounds)).from(now),
            Luck::OfOrders => bounds.from(now),
        };
        self.events.announce(window, Event::Answer { question: work_id }, question.to_string());
        self.questions.insert(work_id, (id, question, fault));
        work_id
    }

    /// The answer to a question arrives.
    pub(super) fn answer_arrives(&mut self, at: LoopTime, work: WorkId) {
        let Some((id, question, fault)) = self.questions.remove(&work) else { return };
        let answer = match fault.and_then(Fault::errno) {
            Some(errno) => Err(errno),
            None => self.names.answer(&question).map(Reply::Names),
        };
        self.deliver(id, at, Ready::Work(work, answer));
    }

    /// Takes queued work back if no worker has begun it.
    pub(crate) fn cancel(&mut self, id: ThreadId, now: LoopTime, work: WorkId) -> bool {
        let process = self.threads.get(id).process;
        let pool = self.processes[process].pool.as_mut();
        let Some(job) = pool.and_then(|pool| pool.cancel(work)) else { return false };
        self.watch(|| OsEvent::WorkCancelled { at: now, id: work });
        self.deliver(job.thread, now, Ready::Work(work, Err(Errno::ECANCELED)));
        true
    }
}

/// A count for the trace.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Whom a cost is about: the work's label, with the path behind a descriptor, which survives edits that descriptors
/// do not.
struct Subject<'a> {
    work: &'a Work,
    own: &'a ProcessFiles,
}

impl Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.work {
            Work::File(call) => match call.fd().and_then(|fd| FileSystem::path_of(self.own, fd)) {
                Some(path) => write!(f, "{} {path}", call.label()),
                None => Display::fmt(call, f),
            },
            Work::Compute(compute) => Display::fmt(compute, f),
            Work::Lookup(lookup) => Display::fmt(lookup, f),
            Work::Naming(naming) => Display::fmt(naming, f),
        }
    }
}

/// Whom a fault would strike.
struct Struck<'a> {
    fault: Fault,
    subject: Subject<'a>,
}

impl Display for Struck<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.fault, self.subject)
    }
}
