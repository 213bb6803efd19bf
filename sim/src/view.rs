//! What a run looks like after any number of its events: a pure function of the trace.
//!
//! * [`View`]: the state of the whole machine at a step
//! * [`thread`]: the state of one thread: its loop, its queues, its timers
//! * [`pool`]: the thread pool of a process
//! * [`queue`]: what waits in line
//! * [`timeline`]: any step at once, by views kept on the way
//!
//! A *step* is a number of events that have happened: step 0 is before the first, step n behind the n-th. Start with
//! [`Timeline::new`] and [`Timeline::at`]. Everything in a view shares what it can with the views before it, so that
//! keeping one costs little.

pub mod pool;
pub mod queue;
pub mod thread;
pub mod timeline;

pub use pool::{Pool, Work};
pub use queue::Queue;
pub use thread::{Live, Role, Stage, Thread, Timer, Wait};
pub use timeline::Timeline;

use crate::trace::{ThreadNumber, Trace};
use loopscope_engine::clock::LoopTime;
use loopscope_engine::trace::Event;

/// A run after some of its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    step: usize,
    now: LoopTime,
    current: ThreadNumber,
    threads: Vec<Thread>,
    /// By process.
    pools: Vec<Pool>,
}

impl View {
    /// Before the first event.
    pub fn start() -> Self {
        Self { threads: vec![Thread::default()], pools: vec![Pool::default()], ..Self::default() }
    }

    /// How many events have happened.
    pub const fn step(&self) -> usize {
        self.step
    }

    /// Virtual time since the process started.
    pub const fn now(&self) -> LoopTime {
        self.now
    }

    /// The thread that the last event happened in.
    pub const fn current(&self) -> ThreadNumber {
        self.current
    }

    /// The state of the current thread.
    pub fn thread(&self) -> &Thread {
        &self.threads[usize::from(self.current)]
    }

    /// The states of all threads that have begun, by their numbers.
    pub fn threads(&self) -> &[Thread] {
        &self.threads
    }

    /// The thread pool of the current thread's process.
    pub fn pool(&self, trace: &Trace) -> &Pool {
        let process = process_of(trace, self.current);
        self.pools.get(process).unwrap_or(&self.pools[0])
    }

    /// Lets the next event of the trace happen; false when there is none.
    pub fn advance(&mut self, trace: &Trace) -> bool {
        let index = self.step;
        if index >= trace.len() {
            return false;
        }
        self.step += 1;
        self.now = trace.at(index);
        self.current = trace.thread(index);
        let number = usize::from(self.current);
        if self.threads.len() <= number {
            self.threads.resize_with(number + 1, Thread::default);
        }
        let process = process_of(trace, self.current);
        if self.pools.len() <= process {
            self.pools.resize_with(process + 1, Pool::default);
        }
        let event = trace.event(index);
        match event {
            Event::WorkQueued { .. }
            | Event::WorkStarted { .. }
            | Event::WorkFinished { .. }
            | Event::WorkCancelled { .. } => self.pools[process].apply(self.now, event, index),
            Event::Request { id, work: Some(work) } => {
                self.pools[process].name_request(work, self.current, id);
                self.threads[number].apply(trace, self.current, index);
            }
            Event::Before { id } => {
                if let Some(work) = self.threads[number].work_of(id) {
                    self.pools[process].forget(work);
                }
                self.threads[number].apply(trace, self.current, index);
            }
            _ => self.threads[number].apply(trace, self.current, index),
        }
        true
    }
}

fn process_of(trace: &Trace, thread: ThreadNumber) -> usize {
    trace.threads().get(usize::from(thread)).map_or(0, |(process, _)| *process as usize)
}
