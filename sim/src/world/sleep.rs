//! Threads that wait: for a word of memory, for another thread's end, for something to read, for a ring at their poll.

use super::machine::Machine;
use super::threads::{Doing, ThreadId};
use crate::costs::Costs;
use crate::os::net::SocketId;
use crate::scheduler::ChoiceName;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::Ready;

/// What a thread sleeps on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bed {
    /// A word of the memory that the threads of a process share.
    Word { process: usize, word: u64 },
    /// Another thread, until it ends.
    Thread(ThreadId),
    /// A socket, until it can be read.
    Socket(SocketId),
}

/// A thread that sleeps, until it is woken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sleeper {
    id: ThreadId,
    pub(super) bed: Bed,
    /// When it gets up by itself.
    until: Option<LoopTime>,
    is_interrupted: bool,
}

/// How a sleep ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Awakening {
    /// Another thread woke it.
    Woken,
    /// Nobody did in time.
    TimedOut,
    /// It was interrupted, or nothing can ever wake it.
    Interrupted,
}

impl Machine {
    /// The bed of a thread that sleeps on a word.
    pub(crate) fn word(&self, id: ThreadId, word: u64) -> Bed {
        Bed::Word { process: self.threads.get(id).process, word }
    }

    /// Says that the thread sleeps from `now` on, before it gives the baton up. Whoever waits for a thread that has
    /// ended does not sleep.
    pub(crate) fn lie_down(&mut self, id: ThreadId, now: LoopTime, bed: Bed, timeout_ns: Option<u64>) {
        if let Bed::Thread(other) = bed
            && self.threads.get(other).doing == Doing::Gone
        {
            return self.set_doing(id, now, Doing::Running);
        }
        let until = timeout_ns.map(|timeout_ns| {
            let slack = self.draw(now, ChoiceName::TimerSlack, &id, Costs::TIMER_SLACK);
            now + timeout_ns + slack
        });
        self.sleepers.push(Sleeper { id, bed, until, is_interrupted: false });
        self.set_doing(id, now, Doing::Sleeping { until });
    }

    /// How the thread's sleep ended, now that it has the baton again; with it, its time.
    pub(crate) fn get_up(&mut self, id: ThreadId) -> (Awakening, LoopTime) {
        let now = self.threads.get(id).now;
        let Some(at) = self.sleepers.iter().position(|sleeper| sleeper.id == id) else {
            return (Awakening::Woken, now);
        };
        let sleeper = self.sleepers.remove(at);
        let is_late = sleeper.until.is_some_and(|until| until <= now);
        (if is_late && !sleeper.is_interrupted { Awakening::TimedOut } else { Awakening::Interrupted }, now)
    }

    /// Wakes up to `count` threads in that bed, those that lay down first; gives how many.
    pub(crate) fn wake_sleepers(&mut self, at: LoopTime, bed: Bed, count: usize) -> usize {
        let ids: Vec<ThreadId> =
            self.sleepers.iter().filter(|sleeper| sleeper.bed == bed).map(|sleeper| sleeper.id).take(count).collect();
        self.sleepers.retain(|sleeper| !ids.contains(&sleeper.id));
        for id in &ids {
            self.rouse(*id, at);
        }
        ids.len()
    }

    /// Makes a sleeping thread go on soon after `at`.
    fn rouse(&mut self, id: ThreadId, at: LoopTime) {
        let now = self.threads.get(id).now;
        let delay = self.draw(at, ChoiceName::WakeDelay, &id, Costs::WAKE);
        self.threads.get_mut(id).doing = Doing::Sleeping { until: Some(at.max(now) + delay) };
    }

    /// Rings at a thread's poll: once is enough.
    pub(crate) fn ring(&mut self, id: ThreadId, at: LoopTime) {
        if !self.threads.get(id).ready.contains(&Ready::Wake) {
            self.deliver(id, at, Ready::Wake);
        }
    }

    /// Makes whatever a thread waits in return: its poll, or its sleep.
    pub(crate) fn interrupt(&mut self, id: ThreadId, at: LoopTime) {
        self.ring(id, at);
        if let Some(sleeper) = self.sleepers.iter_mut().find(|sleeper| sleeper.id == id) {
            sleeper.is_interrupted = true;
            self.rouse(id, at);
        }
    }
}
