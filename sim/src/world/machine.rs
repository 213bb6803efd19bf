//! The machine: scheduler, costs, future, threads, processes and files together.
//!
//! What moves time is in `order`, what makes work of calls and jobs in `jobs`.

use super::Options;
use super::events::{EventKey, EventQueue};
use super::packets::Traffic;
use super::processes::Life;
use super::remote::Remotes;
use super::sleep::{Bed, Sleeper};
use super::threads::{Doing, ThreadId, Threads};
use crate::costs::{Bounds, Costs};
use crate::faults::{Fault, Faults};
use crate::os::fs::{FileSystem, MountedFile, ProcessFiles};
use crate::os::names::Names;
use crate::os::net::Net;
use crate::os::pool::Pool;
use crate::os::pool::cores::Cores;
use crate::scheduler::seeded::RandomBytes;
use crate::scheduler::{Alternatives, ChoiceName, Luck, Recorder, Schedule};
use loopscope_engine::clock::{LoopTime, NS_PER_MS, WallTime};
use loopscope_engine::os::{Cost, OsEvent, Question, Ready, WatchId, WorkId};
use std::collections::BTreeMap;
use std::fmt::Display;

/// What the threads of one process share.
pub(super) struct Process {
    pub(super) env: BTreeMap<String, String>,
    /// Made when the first work comes, with the environment of that moment.
    pub(super) pool: Option<Pool>,
    pub(super) files: ProcessFiles,
    /// How the jobs of the pool's workers end.
    pub(super) ends: BTreeMap<u32, Ending>,
    pub(super) life: Life,
}

/// How a job ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ending {
    /// The event that ends it.
    pub(super) event: EventKey,
    /// What went wrong with it.
    pub(super) fault: Option<Fault>,
}

/// The simulated machine.
pub(crate) struct Machine {
    pub(super) recorder: Recorder,
    pub(super) costs: Costs,
    pub(super) faults: Faults,
    pub(super) luck: Luck,
    /// How far time has come; only luck of orders needs it, as events wait there past their typical times.
    pub(super) reached: LoopTime,
    pub(super) wall_start: WallTime,
    pub(super) events: EventQueue,
    pub(super) threads: Threads,
    pub(super) baton: Option<ThreadId>,
    pub(super) processes: Vec<Process>,
    pub(super) files: FileSystem,
    /// Which thread is told of what a watch sees.
    pub(super) watchers: BTreeMap<WatchId, ThreadId>,
    pub(super) names: Names,
    pub(super) net: Net,
    pub(super) traffic: Traffic,
    pub(super) remotes: Remotes,
    /// Questions to the name server: who asked, and what goes wrong.
    pub(super) questions: BTreeMap<WorkId, (ThreadId, Question, Option<Fault>)>,
    pub(super) cores: Cores<(usize, u32)>,
    pub(super) works: u64,
    /// What each thread's script takes for a thousand units of work, once it has been chosen.
    speeds: BTreeMap<ThreadId, u64>,
    pub(super) random: Option<RandomBytes>,
    pub(super) watched: Option<Vec<OsEvent>>,
    /// How many descriptors each process may have.
    pub(super) open_files_max: usize,
    /// Threads that sleep, in the order in which they lay down.
    pub(super) sleepers: Vec<Sleeper>,
    /// Workers of pools, by process, that wait for something to read.
    pub(super) blocked: Vec<(usize, u32)>,
}

/// What a schedule calls a thread that goes on.
pub(super) const GOES_ON: &str = "the program goes on";

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
        let life = Self::first_life(main);
        let remotes = Remotes::new(options.peers, options.load);
        let process = Process { env, pool: None, files: own, ends: BTreeMap::new(), life };
        Self {
            recorder: Recorder::new(options.scheduler, options.keep),
            costs: options.costs,
            faults: options.faults,
            luck: options.luck,
            reached: LoopTime::ZERO,
            wall_start,
            events: EventQueue::default(),
            threads,
            baton: Some(main),
            processes: vec![process],
            files,
            watchers: BTreeMap::new(),
            names: Names::new(remotes.named(options.hosts)),
            net: remotes.net(),
            remotes,
            traffic: Traffic::default(),
            questions: BTreeMap::new(),
            cores: Cores::new(options.cores),
            works: 0,
            speeds: BTreeMap::new(),
            random: None,
            watched: options.is_watched.then(Vec::new),
            open_files_max: options.open_files_max,
            sleepers: Vec::new(),
            blocked: Vec::new(),
        }
    }

    pub(super) const fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    /// The answers so far.
    pub(super) fn schedule(&self) -> Schedule {
        Schedule { luck: self.luck, ..self.recorder.schedule() }
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

    pub(crate) fn take_output(&mut self) -> Vec<(i32, Vec<u8>)> {
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

    /// What a thread's script takes for a thousand units of work: chosen when it first does any.
    pub(crate) fn speed_of(&mut self, at: LoopTime, id: ThreadId) -> u64 {
        if let Some(speed) = self.speeds.get(&id) {
            return *speed;
        }
        let speed = match self.luck {
            Luck::OfTimes => self.draw(at, ChoiceName::ScriptCost, &format!("speed of {id}"), Costs::SCRIPT_KILO_UNIT),
            Luck::OfOrders => Costs::SCRIPT_KILO_UNIT.typical,
        };
        self.speeds.insert(id, speed);
        speed
    }

    /// Remembers how much longer `units` of a thread's script might have taken.
    pub(crate) fn may_be_slower(&mut self, id: ThreadId, units: u64) {
        let open_ns = Costs::SCRIPT_KILO_UNIT.max - Costs::SCRIPT_KILO_UNIT.typical;
        self.threads.get_mut(id).slack.add(open_ns.saturating_mul(units) / 1_000);
    }

    /// What a thread's own work takes. Where orders are chosen instead of times it takes what is typical, and how much
    /// longer it might have taken is remembered for when that matters.
    pub(crate) fn spend(
        &mut self,
        id: ThreadId,
        at: LoopTime,
        name: ChoiceName,
        who: &dyn Display,
        bounds: Bounds,
    ) -> u64 {
        match self.luck {
            Luck::OfTimes => self.draw(at, name, who, bounds),
            // OK because nothing is under way yet that a process's start could race with.
            Luck::OfOrders if name == ChoiceName::StartupCost => bounds.typical,
            Luck::OfOrders => {
                // Being faster than typically matters only across the millisecond of a timer.
                let is_long = bounds.typical >= NS_PER_MS;
                let ns = if is_long {
                    self.draw(at, name, who, Bounds { max: bounds.typical, ..bounds })
                } else {
                    bounds.typical
                };
                self.threads.get_mut(id).slack.add(bounds.max - ns);
                ns
            }
        }
    }

    /// Asks whether the thread has taken so long that a timer is due, where that is possible.
    pub(crate) fn lets_timer_come(&mut self, id: ThreadId, now: LoopTime, due: LoopTime) -> bool {
        let open_ns = self.threads.get_mut(id).slack.until_timer_ns(due);
        if self.luck == Luck::OfTimes || due <= now || due.since_ns(now) > open_ns {
            return false;
        }
        let among = Alternatives::Among(&[&GOES_ON, &"a timer's time comes"]);
        let comes = self.recorder.choose(now, ChoiceName::NextEvent, &"timer", among) == 1;
        if comes {
            self.threads.get_mut(id).slack.take(due.since_ns(now));
        }
        comes
    }

    /// What a fault adds to a cost of a thread's own.
    pub(crate) fn hold_up(&mut self, at: LoopTime, id: ThreadId, cost: Cost) -> Bounds {
        let fault = match cost {
            Cost::Callback => Fault::SlowCallback,
            Cost::Collection { .. } => Fault::GcPause,
            _ => return Bounds::fixed(0),
        };
        if self.strikes(at, fault, &id) { fault.delay() } else { Bounds::fixed(0) }
    }

    /// Asks whether a fault strikes whoever it is about; it never does unless it was asked for.
    pub(crate) fn strikes(&mut self, at: LoopTime, fault: Fault, who: &dyn Display) -> bool {
        let Some(millionths) = self.faults.likelihood(fault) else { return false };
        let who = format!("{fault} {who}");
        self.recorder.choose(at, ChoiceName::Fault, &who, Alternatives::Fault { millionths }) == 1
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

    pub(super) fn end_thread(&mut self, id: ThreadId, at: LoopTime) {
        self.set_doing(id, at, Doing::Gone);
        self.end_process(id, at);
        self.watchers.retain(|_, watcher| *watcher != id);
        self.wake_sleepers(at, Bed::Thread(id), usize::MAX);
        if self.baton == Some(id) {
            self.go_on();
        }
    }

    /// How far a thread is, and what its poll reports.
    pub(crate) fn take_ready(&mut self, id: ThreadId, ready: &mut Vec<Ready>) -> LoopTime {
        let thread = self.threads.get_mut(id);
        thread.doing = Doing::Running;
        thread.slack.poll();
        super::ready::sort(&mut thread.ready);
        let (now, listed) = (thread.now, std::mem::take(&mut thread.ready));
        self.report_sockets(id, listed, ready);
        if !self.watchers.is_empty() {
            self.files.notices_were_read();
        }
        now
    }

    /// True when the thread's next poll has something to report.
    pub(crate) fn has_ready(&mut self, id: ThreadId) -> bool {
        self.drop_unready(id);
        !self.threads.get(id).ready.is_empty()
    }

    /// Hands something to a thread's poll, and wakes the thread if it waits there.
    pub(crate) fn deliver(&mut self, id: ThreadId, at: LoopTime, ready: Ready) {
        let thread = self.threads.get_mut(id);
        thread.ready.push(ready);
        let (waits, now) = (thread.doing, thread.now);
        let is_first = thread.ready.len() == 1;
        if let (Doing::Waiting { until, .. }, true) = (waits, is_first) {
            let delay = if at > now { self.spend(id, at, ChoiceName::WakeDelay, &id, Costs::WAKE) } else { 0 };
            let wake = at.max(now) + delay;
            let until = Some(until.map_or(wake, |until| until.min(wake)));
            self.threads.get_mut(id).doing = Doing::Waiting { until, is_deadline: false };
        }
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

    pub(super) fn watch(&mut self, event: impl FnOnce() -> OsEvent) {
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
