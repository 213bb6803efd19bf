//! What the threads of one process share: ports, and whose loop has to look at which handle.
//!
//! The lock is never waited for: the machine runs one thread at a time, and none keeps it while JavaScript runs or
//! while it asks the operating system for something.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::message::Message;
use super::state::State;
use crate::event_loop::HandleId;
use crate::os;
use crate::ports::{Owner, Ports};

/// The number of the main thread, as `worker_threads.threadId` counts.
pub(crate) const MAIN_THREAD: u32 = 0;

/// A thread of the process, as the others see it.
#[derive(Default)]
pub(crate) struct Thread {
    /// Its name to the operating system; the main thread of a process that has no other needs none.
    pub(crate) os: os::ThreadId,
    /// Handles that others have news for.
    woken: BTreeSet<HandleId>,
}

/// Everything shared.
pub(crate) struct Process {
    pub(crate) ports: Ports<Message>,
    pub(crate) threads: BTreeMap<u32, Thread>,
}

/// One thread's access to what all share.
#[derive(Clone)]
pub(crate) struct Threads {
    process: Arc<Mutex<Process>>,
    /// The thread's own number.
    pub(crate) id: u32,
}

impl Threads {
    /// A process with one thread.
    pub(crate) fn main(os: os::ThreadId) -> Self {
        let threads = BTreeMap::from([(MAIN_THREAD, Thread { os, ..Thread::default() })]);
        let process = Process { ports: Ports::default(), threads };
        Self { process: Arc::new(Mutex::new(process)), id: MAIN_THREAD }
    }

    /// What all share.
    pub(crate) fn process(&self) -> MutexGuard<'_, Process> {
        // OK because a thread that panics has already failed the run.
        self.process.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there are others, who may do something at the same time.
    pub(crate) fn has_others(&self) -> bool {
        self.process().threads.len() > 1
    }
}

impl State {
    /// Lets the other threads catch up, so that what they did before now has happened: before anything shared is
    /// looked at or changed.
    pub(crate) fn meet_others(&self) {
        if self.threads.has_others() {
            self.settle_time();
            self.os.borrow_mut().sync();
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

    /// Makes the loop look at the handles that other threads have news for.
    pub(crate) fn take_wakes(&self) {
        let woken = match self.threads.process().threads.get_mut(&self.threads.id) {
            Some(thread) => std::mem::take(&mut thread.woken),
            None => return,
        };
        for handle in woken {
            self.event_loop.wake(handle);
        }
    }
}
