//! The machine: scheduler, costs, future, threads, processes and files, and the step that moves virtual time.

use super::events::{Event, EventKey, EventQueue};
use super::threads::{Doing, ThreadId, Threads};
use super::{Options, Output};
use crate::clock::wall_at;
use crate::costs::{Bounds, Costs};
use crate::os::fs::{FileSystem, Moment, MountedFile, ProcessFiles};
use crate::os::names::Names;
use crate::os::pool::cores::Cores;
use crate::os::pool::queue::Kind;
use crate::os::pool::{self, Job, Pool};
use crate::scheduler::seeded::RandomBytes;
use crate::scheduler::{Alternatives, ChoiceName, Recorder};
use loopscope_engine::clock::{LoopTime, WallTime};
use loopscope_engine::os::{Errno, OsEvent, Ready, Reply, Work, WorkId};
use std::collections::BTreeMap;
use std::fmt::{self, Display};

/// What the threads of one process share.
struct Process {
    env: BTreeMap<String, String>,
    /// Made when the first work comes, with the environment of that moment.
    pool: Option<Pool>,
    files: ProcessFiles,
    /// The events that end the jobs of the pool's workers.
    ends: BTreeMap<u32, EventKey>,
}

/// The simulated machine.
pub(crate) struct Machine {
    recorder: Recorder,
    costs: Costs,
    wall_start: WallTime,
    events: EventQueue,
    threads: Threads,
    baton: Option<ThreadId>,
    processes: Vec<Process>,
    files: FileSystem,
    names: Names,
    cores: Cores<(usize, u32)>,
    works: u64,
    random: Option<RandomBytes>,
    watched: Option<Vec<OsEvent>>,
}

/// The typical answer to which random numbers the program draws; any number would do.
const RANDOM_SEED_TYPICAL: u64 = 20_260_101;

impl Machine {
    pub(super) fn new(options: Options) -> Self {
        let mut threads = Threads::default();
        let main = threads.add(0, LoopTime::ZERO);
        let wall_start = options.wall_start;
        let mut files = FileSystem::new(options.mount, options.stdin, wall_start);
        let mut own = ProcessFiles::new(options.open_files_max);
        files.start_process(&mut own);
        let env = options.env.into_iter().collect();
        let process = Process { env, pool: None, files: own, ends: BTreeMap::new() };
        Self {
            recorder: Recorder::new(options.scheduler, options.keep),
            costs: options.costs,
            wall_start,
            events: EventQueue::default(),
            threads,
            baton: Some(main),
            processes: vec![process],
            files,
            names: Names::new(options.hosts),
            cores: Cores::new(options.cores),
            works: 0,
            random: None,
            watched: options.is_watched.then(Vec::new),
        }
    }

    pub(super) const fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    pub(super) const fn threads(&self) -> &Threads {
        &self.threads
    }

    pub(super) const fn wall_start(&self) -> WallTime {
        self.wall_start
    }

    pub(super) const fn baton(&self) -> Option<ThreadId> {
        self.baton
    }

    pub(super) fn take_output(&mut self) -> Vec<Output> {
        self.files.take_output()
    }

    pub(super) fn mounted_files(&self) -> Vec<MountedFile> {
        self.files.mounted_files()
    }

    pub(crate) const fn costs(&self) -> Costs {
        self.costs
    }

    /// Draws a cost.
    pub(crate) fn draw(&mut self, at: LoopTime, name: ChoiceName, who: &dyn Display, bounds: Bounds) -> u64 {
        self.recorder.choose(at, name, who, bounds.alternatives())
    }

    /// Adds a thread to the process of `parent`.
    pub(super) fn start_thread(&mut self, parent: ThreadId, now: LoopTime) -> ThreadId {
        let process = self.threads.get(parent).process;
        self.threads.add(process, now)
    }

    /// Says what a thread is at and how far it is, before it gives the baton up.
    pub(crate) fn set_doing(&mut self, id: ThreadId, now: LoopTime, doing: Doing) {
        let thread = self.threads.get_mut(id);
        thread.now = thread.now.max(now);
        thread.doing = doing;
    }

    pub(super) fn end_thread(&mut self, id: ThreadId) {
        self.threads.get_mut(id).doing = Doing::Gone;
        if self.baton == Some(id) {
            self.go_on();
        }
    }

    /// True when something else of the machine may be due before this thread's `now`.
    pub(crate) fn is_behind(&self, now: LoopTime) -> bool {
        !self.threads.is_alone() || self.events.next_due().is_some_and(|due| due <= now)
    }

    /// Lets happen what comes first in virtual time until a thread is to go on, and gives that thread the baton. At
    /// equal times events come before threads. Without any, the baton goes to a thread that waits in vain.
    pub(super) fn go_on(&mut self) {
        self.baton = loop {
            match (self.events.next_due(), self.threads.next_at()) {
                (Some(due), at) if at.is_none_or(|at| due <= at) => self.happen(),
                (_, Some(at)) => {
                    if let Some(id) = self.resume_one(at) {
                        break Some(id);
                    }
                }
                (_, None) => break self.threads.first_stranded(),
            }
        };
    }

    /// Chooses among the threads that go on at `at`. `None` when the chosen one's patience has only now been measured.
    fn resume_one(&mut self, at: LoopTime) -> Option<ThreadId> {
        let candidates = self.threads.going_on_at(at);
        let index = match candidates.len() {
            1 => 0,
            _ => {
                let meanings: Vec<&dyn Display> = candidates.iter().map(|id| id as &dyn Display).collect();
                self.recorder.choose(at, ChoiceName::NextThread, &"", Alternatives::Among(&meanings))
            }
        };
        // OK because the recorder checks that the answer is an alternative.
        let id = candidates[usize::try_from(index).unwrap_or(0)];
        if let Doing::Waiting { is_deadline: true, .. } = self.threads.get(id).doing {
            let slack = self.draw(at, ChoiceName::TimerSlack, &id, Costs::TIMER_SLACK);
            self.threads.get_mut(id).doing = Doing::Waiting { until: Some(at + slack), is_deadline: false };
            return None;
        }
        let thread = self.threads.get_mut(id);
        thread.now = at;
        thread.doing = Doing::Running;
        Some(id)
    }

    /// How far a thread is, and what its poll reports; its list is empty afterwards.
    pub(crate) fn take_ready(&mut self, id: ThreadId, ready: &mut Vec<Ready>) -> LoopTime {
        let thread = self.threads.get_mut(id);
        thread.doing = Doing::Running;
        ready.append(&mut thread.ready);
        thread.now
    }

    /// True when the thread's next poll has something to report.
    pub(crate) fn has_ready(&self, id: ThreadId) -> bool {
        !self.threads.get(id).ready.is_empty()
    }

    /// Hands something to a thread's poll, and wakes the thread if it waits there.
    pub(crate) fn deliver(&mut self, id: ThreadId, at: LoopTime, ready: Ready) {
        let thread = self.threads.get_mut(id);
        thread.ready.push(ready);
        let (waits, now) = (thread.doing, thread.now);
        let is_first = thread.ready.len() == 1;
        if let (Doing::Waiting { until, .. }, true) = (waits, is_first) {
            let delay = if at > now { self.draw(at, ChoiceName::WakeDelay, &id, Costs::WAKE) } else { 0 };
            let wake = at.max(now) + delay;
            let until = Some(until.map_or(wake, |until| until.min(wake)));
            self.threads.get_mut(id).doing = Doing::Waiting { until, is_deadline: false };
        }
    }

    fn happen(&mut self) {
        match self.events.take_next() {
            Some((at, Event::JobDone { process, worker })) => self.finish_job(at, process, worker),
            None => {}
        }
    }

    /// How long `work` will keep the thread `id` if it does it itself.
    pub(crate) fn cost_of_call(&mut self, id: ThreadId, now: LoopTime, work: &Work) -> u64 {
        let process = self.threads.get(id).process;
        self.work_cost(now, ChoiceName::CallCost, process, work)
    }

    /// Does `work` for the thread `id`, and says what it gives back.
    pub(crate) fn effect(&mut self, id: ThreadId, now: LoopTime, work: &Work) -> Result<Reply, Errno> {
        let process = self.threads.get(id).process;
        self.effect_in(now, process, work)
    }

    fn work_cost(&mut self, at: LoopTime, name: ChoiceName, process: usize, work: &Work) -> u64 {
        let own = &self.processes[process].files;
        let bounds = match work {
            Work::File(call) => self.costs.file(call, self.files.bytes_of(own, call)),
            Work::Compute(compute) => self.costs.compute(*compute),
            Work::Lookup(lookup) => Names::cost(lookup),
        };
        let who = Subject { work, own };
        self.recorder.choose(at, name, &who, bounds.alternatives())
    }

    fn effect_in(&mut self, at: LoopTime, process: usize, work: &Work) -> Result<Reply, Errno> {
        match work {
            Work::File(call) => {
                let mut random = [0; 32];
                if self.files.is_random(&self.processes[process].files, call) {
                    self.random(at, &mut random);
                }
                let moment = Moment { at, wall: wall_at(self.wall_start, at), random };
                self.files.call(&mut self.processes[process].files, moment, call).map(Reply::File)
            }
            Work::Compute(_) => Ok(Reply::Computed),
            Work::Lookup(lookup) => self.names.find(lookup).map(Reply::Addresses),
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
        pool.post(Job { id: work_id, thread: id, work });
        let waiting = count(pool.waiting());
        self.watch(|| OsEvent::WorkQueued { at: now, id: work_id, waiting });
        self.begin_jobs(now, index);
        work_id
    }

    /// Lets idle workers take what they may.
    fn begin_jobs(&mut self, now: LoopTime, process: usize) {
        loop {
            let Some(pool) = self.processes[process].pool.as_mut() else { return };
            let Some((worker, job)) = pool.begin_next() else { return };
            let (id, work) = (job.id, job.work.clone());
            let busy = count(pool.busy());
            self.watch(|| OsEvent::WorkStarted { at: now, id, worker, busy });
            let cost = self.work_cost(now, ChoiceName::JobCost, process, &work);
            let end = self.events.announce(now + cost, Event::JobDone { process, worker });
            self.processes[process].ends.insert(worker, end);
            if pool::kind_of(&work) == Kind::Cpu {
                self.cores.begin((process, worker), cost, now);
                self.move_ends();
            }
        }
    }

    /// Brings the ends of all computations up to date, after one began or ended.
    fn move_ends(&mut self) {
        for ((process, worker), due) in self.cores.due() {
            if let Some(end) = self.processes[process].ends.get_mut(&worker) {
                *end = self.events.postpone(*end, due);
            }
        }
    }

    fn finish_job(&mut self, at: LoopTime, process: usize, worker: u32) {
        self.processes[process].ends.remove(&worker);
        let Some(pool) = self.processes[process].pool.as_mut() else { return };
        let job = pool.finish(worker);
        let busy = count(pool.busy());
        if pool::kind_of(&job.work) == Kind::Cpu {
            self.cores.end((process, worker), at);
            self.move_ends();
        }
        self.watch(|| OsEvent::WorkFinished { at, id: job.id, worker, busy });
        let result = self.effect_in(at, process, &job.work);
        self.deliver(job.thread, at, Ready::Work(job.id, result));
        self.begin_jobs(at, process);
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

    pub(crate) fn setenv(&mut self, id: ThreadId, name: &str, value: Option<&str>) {
        let process = self.threads.get(id).process;
        let env = &mut self.processes[process].env;
        match value {
            Some(value) => env.insert(name.to_owned(), value.to_owned()),
            None => env.remove(name),
        };
    }

    pub(crate) fn random(&mut self, at: LoopTime, bytes: &mut [u8]) {
        if self.random.is_none() {
            let any = Alternatives::Range { min: 0, typical: RANDOM_SEED_TYPICAL, max: u64::MAX };
            let seed = self.recorder.choose(at, ChoiceName::RandomSeed, &"", any);
            self.random = Some(RandomBytes::new(seed));
        }
        if let Some(random) = &mut self.random {
            random.fill(bytes);
        }
    }

    fn watch(&mut self, event: impl FnOnce() -> OsEvent) {
        if let Some(watched) = &mut self.watched {
            watched.push(event());
        }
    }

    pub(crate) fn drain_events(&mut self, events: &mut Vec<OsEvent>) {
        if let Some(watched) = &mut self.watched {
            events.append(watched);
        }
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
        }
    }
}
