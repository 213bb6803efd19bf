//! All that can be observed of a run: one closed list of events, and whoever listens to it.
//!
//! The list serves the trace files, the stepper, the snapshots and the documents (`docs/TRACE.md`): a new kind of
//! event must be dealt with in each of them.

use crate::clock::LoopTime;
use crate::event_loop::Phase;
use serde::Serialize;

/// The streams that a program writes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stdio {
    /// Descriptor 1.
    Stdout,
    /// Descriptor 2.
    Stderr,
}

/// A place in the program: where something was scheduled, or where a function begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place<'a> {
    /// The file's path or URL.
    pub file: &'a str,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1.
    pub column: u32,
}

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum Event<'a> {
    /// The loop begins another iteration.
    Iteration {
        /// Counted from 1.
        number: u64,
    },
    /// The loop enters a phase.
    Phase {
        /// Which.
        phase: Phase,
    },
    /// A resource comes to be: something whose callback will run later.
    Init {
        /// Its async id.
        id: u64,
        /// Node's name for its kind, such as `Timeout`, `Immediate`, `TickObject`, `PROMISE`, `FSREQCALLBACK`.
        kind: &'a str,
        /// The async id of what scheduled it.
        trigger: u64,
        /// The name of the function that will run, if it has one.
        callback: Option<&'a str>,
        /// The line of the program that scheduled it; none when the runtime itself did.
        at: Option<Place<'a>>,
    },
    /// A resource's callback begins.
    Before {
        /// Its async id.
        id: u64,
    },
    /// A resource's callback has returned.
    After {
        /// Its async id.
        id: u64,
    },
    /// A promise is settled, or follows another one.
    Resolve {
        /// Its async id.
        id: u64,
    },
    /// The loop waits in poll.
    Poll {
        /// Until when at the latest, in nanoseconds of virtual time; none for as long as it takes.
        #[serde(rename = "until_ns")]
        until: Option<u64>,
    },
    /// Work for the thread pool stands in its queue.
    WorkQueued {
        /// The work's number.
        work: u64,
        /// How many pieces wait, this one among them.
        waiting: u32,
    },
    /// A worker of the thread pool takes work from the queue.
    WorkStarted {
        /// The work's number.
        work: u64,
        /// The worker, counted from 0.
        worker: u32,
        /// How many workers are at work.
        busy: u32,
    },
    /// A worker is done; the loop learns of it when it polls.
    WorkFinished {
        /// The work's number.
        work: u64,
        /// The worker, counted from 0.
        worker: u32,
        /// How many workers are still at work.
        busy: u32,
    },
    /// Work was taken back before a worker began it.
    WorkCancelled {
        /// The work's number.
        work: u64,
    },
    /// The program wrote something.
    Output {
        /// To which stream.
        stream: Stdio,
        /// What, as text; what is not UTF-8 is replaced.
        text: &'a str,
    },
    /// An error that no code caught.
    Uncaught {
        /// Whether a listener dealt with it.
        handled: bool,
        /// The error as text.
        text: &'a str,
    },
    /// What follows happens in another thread than what came before; the first events are the main thread's. Threads
    /// run ahead of each other: times rise within a thread only.
    Thread {
        /// The process, counted from 0 in the order of their start.
        process: u32,
        /// The thread in it, as `worker_threads.threadId` counts.
        thread: u32,
    },
    /// The process, or the worker thread, ends.
    Exit {
        /// Its code.
        code: i32,
    },
}

/// Listens to a run.
pub trait Observer {
    /// The program wrote `bytes`.
    fn output(&mut self, stream: Stdio, bytes: &[u8]);

    /// Whether [`Self::event`] is to be called. Asked once, before the program starts: a run that nobody watches
    /// records nothing.
    fn wants_events(&self) -> bool {
        false
    }

    /// The listener of another thread or process of the program. They run one at a time, so that what they say comes in
    /// order: an [`Event::Thread`] tells whose events follow.
    fn for_thread(&self) -> Box<dyn Observer + Send>;

    /// Something happened at `at`.
    fn event(&mut self, at: LoopTime, event: Event<'_>) {
        let _ = (at, event);
    }
}
