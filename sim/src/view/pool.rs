//! The thread pool of a process, as the trace tells of it: who is at what, and what waits.

use crate::trace::ThreadNumber;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::trace::Event;
use rpds::RedBlackTreeMapSync as Map;

/// How far a piece of work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It stands in the pool's queue.
    Waits,
    /// This worker, counted from 0, is at it.
    Runs(u32),
    /// It is done, and waits for the loop to poll.
    Done,
}

/// A piece of work that is not over yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// Its number.
    pub number: u64,
    /// The index of the event that queued it, which has its name.
    pub queued: usize,
    /// Whether it is slow I/O.
    pub slow: bool,
    /// How far it is.
    pub progress: Progress,
    /// Since when it is so far.
    pub since: LoopTime,
    /// The request that it belongs to: thread and async id.
    pub request: Option<(ThreadNumber, u64)>,
}

/// The thread pool of one process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    workers: u32,
    works: Map<u64, Work>,
    /// Who asked for what is no work of the pool, such as questions to a name server.
    requests: Map<u64, (ThreadNumber, u64)>,
}

impl Pool {
    /// How many workers there are; 0 before the first work.
    pub const fn workers(&self) -> u32 {
        self.workers
    }

    /// How many workers may do slow I/O at once.
    pub const fn slow_slots(&self) -> u32 {
        self.workers.div_ceil(2)
    }

    /// All work that is not over, in the order in which it was queued.
    pub fn works(&self) -> impl Iterator<Item = &Work> {
        self.works.values()
    }

    /// What a worker is at.
    pub fn worker(&self, worker: u32) -> Option<&Work> {
        self.works().find(|work| work.progress == Progress::Runs(worker))
    }

    /// What waits for a worker, in the order in which it was queued; slow I/O may be overtaken.
    pub fn waiting(&self) -> impl Iterator<Item = &Work> {
        self.works().filter(|work| work.progress == Progress::Waits)
    }

    /// How many workers are at slow I/O.
    pub fn slow_running(&self) -> usize {
        self.works().filter(|work| work.slow && matches!(work.progress, Progress::Runs(_))).count()
    }

    /// The work of that number.
    pub fn work(&self, number: u64) -> Option<&Work> {
        self.works.get(&number)
    }

    /// The request behind a number that poll reports: thread and async id.
    pub fn request_of(&self, number: u64) -> Option<(ThreadNumber, u64)> {
        self.work(number).and_then(|work| work.request).or_else(|| self.requests.get(&number).copied())
    }

    pub(super) fn apply(&mut self, now: LoopTime, event: Event<'_>, index: usize) {
        match event {
            Event::WorkQueued { work, slow, workers, .. } => {
                self.workers = workers;
                let progress = Progress::Waits;
                let work = Work { number: work, queued: index, slow, progress, since: now, request: None };
                self.works.insert_mut(work.number, work);
            }
            Event::WorkStarted { work, worker, .. } => self.change(work, now, Progress::Runs(worker)),
            Event::WorkFinished { work, .. } => self.change(work, now, Progress::Done),
            // Poll reports it, too.
            Event::WorkCancelled { work } => self.change(work, now, Progress::Done),
            _ => {}
        }
    }

    fn change(&mut self, number: u64, now: LoopTime, progress: Progress) {
        if let Some(work) = self.works.get_mut(&number) {
            (work.progress, work.since) = (progress, now);
        }
    }

    pub(super) fn name_request(&mut self, number: u64, thread: ThreadNumber, id: u64) {
        match self.works.get_mut(&number) {
            Some(work) => work.request = Some((thread, id)),
            None => self.requests.insert_mut(number, (thread, id)),
        }
    }

    /// Its callback runs: it is over.
    pub(super) fn forget(&mut self, number: u64) {
        self.works.remove_mut(&number);
        self.requests.remove_mut(&number);
    }
}
