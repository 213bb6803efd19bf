//! What the threads of one process share: ports, whose loop has to look at which handle, who runs and who has ended.
//!
//! The lock is never waited for: the machine runs one thread at a time, and none keeps it while JavaScript runs or
//! while it asks the operating system for something.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::interrupt::WholeRun;
use super::message::Message;
use super::ops::atomics::Waiter;
use super::state::State;
use crate::clock::LoopTime;
use crate::event_loop::HandleId;
use crate::os;
use crate::ports::{Owner, PortId, Ports};
use crate::program::LimitHit;
use crate::trace::Event;

/// How far a thread runs ahead of the others at most while it does not look at anything shared: a fair slice of a real
/// kernel's.
const LEAD_NS_MAX: u64 = 1_000_000;

/// The number of the main thread, as `worker_threads.threadId` counts.
pub(crate) const MAIN_THREAD: u32 = 0;

/// The exit code of a worker that was terminated before it began. Node's `Worker::Exit` sets none without an environment.
const CODE_NOT_BEGUN: i32 = 0;

/// The exit code of a worker that was terminated.
const CODE_TERMINATED: i32 = 1;

/// How a worker ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WorkerExit {
    pub(crate) thread: u32,
    pub(crate) code: i32,
    /// Node's error code and its detail, when the worker did not end by itself.
    pub(crate) error: Option<(&'static str, String)>,
}

/// A thread of the process, as the others see it.
#[derive(Default)]
pub(crate) struct Thread {
    /// Its name to the operating system.
    pub(crate) os: os::ThreadId,
    /// The thread that started it.
    parent: u32,
    /// Handles that others have news for.
    woken: BTreeSet<HandleId>,
    /// Workers of its own that have ended, in order.
    exits: Vec<WorkerExit>,
    /// What ends the JavaScript that runs in it; none before its isolate is made.
    isolate: Option<v8::IsolateHandle>,
    /// The code with which it is to end at once.
    stop_code: Option<i32>,
    /// Where messages are posted that are for this thread, whoever they are from.
    pub(crate) inbox: Option<PortId>,
    /// When its loop was entered, and how long that has waited so far.
    pub(crate) loop_times: Option<LoopTimes>,
}

/// What a thread's loop tells of itself to the others, in nanoseconds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LoopTimes {
    pub(crate) started_ns: u64,
    pub(crate) idle_ns: u64,
}

/// Everything shared.
pub(crate) struct Process {
    pub(crate) ports: Ports<Message>,
    pub(crate) threads: BTreeMap<u32, Thread>,
    last_thread: u32,
    /// Environments that several threads have.
    pub(crate) environments: Vec<Vec<(String, String)>>,
    /// Who waits for a word of shared memory.
    pub(crate) waiters: VecDeque<Waiter>,
}

/// One thread's access to what all share.
#[derive(Clone)]
pub(crate) struct Threads {
    process: Arc<Mutex<Process>>,
    pub(crate) run: Arc<WholeRun>,
    /// The number of the process in the run.
    process_number: u32,
    /// The thread's own number.
    pub(crate) id: u32,
}

impl Threads {
    /// A process with one thread.
    pub(crate) fn main(os: os::ThreadId, run: Arc<WholeRun>) -> Self {
        let threads = BTreeMap::from([(MAIN_THREAD, Thread { os, ..Thread::default() })]);
        let process = Process {
            ports: Ports::default(),
            threads,
            last_thread: MAIN_THREAD,
            environments: Vec::new(),
            waiters: VecDeque::new(),
        };
        let process_number = run.number_process();
        Self { process: Arc::new(Mutex::new(process)), run, process_number, id: MAIN_THREAD }
    }

    /// What all share.
    pub(crate) fn process(&self) -> MutexGuard<'_, Process> {
        // OK because a thread that panics has already failed the run.
        self.process.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the observer has to be told before this thread's events, if others were heard last.
    pub(crate) fn take_over(&self) -> Option<Event<'static>> {
        let (process, thread) = (self.process_number, self.id);
        self.run.hand_over(process, thread).then_some(Event::Thread { process, thread })
    }

    /// Whether there are others in the process, who may do something at the same time.
    pub(crate) fn has_others(&self) -> bool {
        self.process().threads.len() > 1
    }

    /// A number for a thread to come.
    pub(crate) fn allocate(&self) -> u32 {
        let mut process = self.process();
        process.last_thread += 1;
        process.last_thread
    }

    /// The access of a new thread with that number, which this one starts.
    pub(crate) fn child(&self, id: u32) -> Self {
        let thread = Thread { parent: self.id, ..Thread::default() };
        self.process().threads.insert(id, thread);
        Self { id, ..self.clone() }
    }

    /// Says what ends the JavaScript of this thread.
    pub(crate) fn begin(&self, isolate: v8::IsolateHandle) {
        if let Some(thread) = self.process().threads.get_mut(&self.id) {
            thread.isolate = Some(isolate);
        }
    }

    /// The code with which this thread is to end at once, if another one has said so.
    pub(crate) fn stop_code(&self) -> Option<i32> {
        self.process().threads.get(&self.id)?.stop_code
    }

    /// Makes a thread end at the next chance; gives its name to the operating system, which has to interrupt it.
    fn request_stop(&self, id: u32) -> Option<os::ThreadId> {
        let mut process = self.process();
        let thread = process.threads.get_mut(&id)?;
        match &thread.isolate {
            Some(isolate) => {
                thread.stop_code.get_or_insert(CODE_TERMINATED);
                isolate.terminate_execution();
            }
            None => thread.stop_code = Some(CODE_NOT_BEGUN),
        }
        Some(thread.os)
    }

    /// Workers of this thread that have ended, in order.
    pub(crate) fn take_exits(&self) -> Vec<WorkerExit> {
        self.process().threads.get_mut(&self.id).map(|thread| std::mem::take(&mut thread.exits)).unwrap_or_default()
    }
}

impl State {
    /// Lets the other threads catch up, so that what they did before now has happened: before anything shared is
    /// looked at or changed.
    pub(crate) fn meet_others(&self) {
        if self.threads.has_others() {
            self.settle_time();
            self.os.borrow_mut().sync();
            self.met_others.set(self.clock.peek());
        }
    }

    /// Lets the others catch up when this thread has run far ahead: they may want to stop it.
    pub(crate) fn keep_in_step(&self) {
        let now = self.clock.peek();
        if now.since_ns(self.met_others.get()) < LEAD_NS_MAX {
            return;
        }
        self.met_others.set(now);
        if self.threads.run.has_company() {
            self.os.borrow_mut().sync();
            self.check_limits();
        }
    }

    /// Tells the loops of `owners` that there is something new for their handles.
    pub(crate) fn wake_owners(&self, owners: impl IntoIterator<Item = Owner>) {
        for owner in owners {
            if owner.thread == self.threads.id {
                self.event_loop.wake(owner.handle);
                continue;
            }
            let thread = {
                let mut process = self.threads.process();
                // A thread that has ended hears nothing any more.
                let Some(thread) = process.threads.get_mut(&owner.thread) else { continue };
                thread.woken.insert(owner.handle);
                thread.os
            };
            self.os.borrow_mut().wake(thread);
        }
    }

    /// Makes the loop look at the handles that other threads have news for, and tells them how it does.
    pub(crate) fn take_wakes(&self) {
        let metrics = self.metrics.get();
        let woken = match self.threads.process().threads.get_mut(&self.threads.id) {
            Some(thread) => {
                let started_ns = metrics.started.map(LoopTime::as_ns);
                thread.loop_times = started_ns.map(|started_ns| LoopTimes { started_ns, idle_ns: metrics.idle_ns });
                std::mem::take(&mut thread.woken)
            }
            None => return,
        };
        for handle in woken {
            self.event_loop.wake(handle);
        }
    }

    /// Makes a worker end at the next chance; one that has ended stays as it is.
    pub(crate) fn stop_thread(&self, id: u32) {
        self.meet_others();
        if let Some(thread) = self.threads.request_stop(id) {
            self.os.borrow_mut().interrupt(thread);
        }
    }

    /// Ends the workers that this thread has started, and waits until they have: before it ends itself.
    pub(crate) fn stop_workers(&self) {
        let ids: Vec<(u32, os::ThreadId)> = {
            let process = self.threads.process();
            let own =
                process.threads.iter().filter(|(id, thread)| **id != MAIN_THREAD && thread.parent == self.threads.id);
            own.map(|(id, thread)| (*id, thread.os)).collect()
        };
        for (id, _) in &ids {
            self.stop_thread(*id);
        }
        for (_, thread) in ids {
            self.os.borrow_mut().join(thread);
        }
    }

    /// The worker has ended: its ports close, its parent hears of it, and the main thread of the limit that ended the run,
    /// if one did.
    pub(crate) fn leave_process(&self, code: i32, error: Option<(&'static str, String)>, limit: Option<LimitHit>) {
        self.meet_others();
        let id = self.threads.id;
        let mut wakes = {
            let mut process = self.threads.process();
            let mut wakes = process.ports.close_thread(id);
            // A worker that was stopped before it began has never opened its first port, in which its orders wait.
            wakes.extend(self.worker.iter().flat_map(|(_, port)| process.ports.close(*port)));
            let parent = process.threads.remove(&id).map_or(MAIN_THREAD, |thread| thread.parent);
            if let Some(thread) = process.threads.get_mut(&parent) {
                thread.exits.push(WorkerExit { thread: id, code, error });
            }
            [wakes, vec![Owner { thread: parent, handle: self.exits_handle }]].concat()
        };
        if let Some(limit) = limit {
            self.threads.run.end_at(limit);
            wakes.push(Owner { thread: MAIN_THREAD, handle: self.exits_handle });
        }
        self.wake_owners(wakes);
    }

    /// Takes a message's ports out of the world: it was only tried.
    pub(crate) fn drop_message(&self, message: &Message) {
        let wakes = self.threads.process().ports.drop_message(message);
        self.wake_owners(wakes);
    }

    /// The port that messages for `handle` come from.
    pub(crate) fn port_of(&self, handle: HandleId) -> Option<PortId> {
        self.port_handles.borrow().get(&handle).copied()
    }
}
