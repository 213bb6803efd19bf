//! What happened in a run, put in order: what came to be, the callbacks that ran for it, and the pool's work for it.
//!
//! The chrome trace, `why` and the doctor all read a run in this form. It adds nothing to the events: it only joins those
//! that belong together.
//!
//! * `read`: from a trace to a story
//! * `subject`: something that was scheduled, and all that is known of it
//! * `words`: how people speak of it

mod read;
mod subject;
pub(crate) mod words;

pub(crate) use subject::{Job, Subject};

use loopscope_engine::event_loop::Phase;
use loopscope_engine::trace::{Place, Stdio};
use loopscope_sim::trace::{ThreadNumber, Trace};
use std::collections::BTreeMap;

/// The async id of the main script.
pub(crate) const MAIN: u64 = 1;

/// A stretch of JavaScript: the main script or a callback.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Callback {
    /// Whose callback it is.
    pub(crate) subject: u64,
    /// The index of the event that began it.
    pub(crate) index: usize,
    /// When it began, in nanoseconds of virtual time.
    pub(crate) begin_ns: u64,
    /// When it returned.
    pub(crate) end_ns: u64,
    /// The turn of the loop; 0 before the first one.
    pub(crate) turn: u64,
    /// The phase; none while the main script runs and outside of the loop.
    pub(crate) phase: Option<Phase>,
    /// The number of the callback that it ran inside of.
    pub(crate) parent: Option<usize>,
}

impl Callback {
    /// How long it held the thread.
    pub(crate) const fn length_ns(&self) -> u64 {
        self.end_ns.saturating_sub(self.begin_ns)
    }
}

/// A stay of the loop in a phase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stay {
    /// The index of the event that began it.
    pub(crate) index: usize,
    pub(crate) phase: Phase,
    pub(crate) turn: u64,
    pub(crate) begin_ns: u64,
    pub(crate) end_ns: u64,
}

/// A wait of the loop in poll.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wait {
    /// The index of the event that began it.
    pub(crate) index: usize,
    pub(crate) begin_ns: u64,
    pub(crate) end_ns: u64,
}

/// Something that the program wrote.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written<'t> {
    pub(crate) index: usize,
    pub(crate) at_ns: u64,
    pub(crate) stream: Stdio,
    pub(crate) text: &'t str,
    pub(crate) at: Option<Place<'t>>,
    /// The number of the callback that wrote it.
    pub(crate) callback: Option<usize>,
}

/// An error that no code caught.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failure<'t> {
    pub(crate) at_ns: u64,
    pub(crate) handled: bool,
    pub(crate) text: &'t str,
    pub(crate) callback: Option<usize>,
}

/// A run, put in order.
#[derive(Debug)]
pub(crate) struct Story<'t> {
    pub(crate) trace: &'t Trace,
    /// The thread that it is about; the pool's work is that of all threads.
    pub(crate) thread: ThreadNumber,
    /// By async id.
    pub(crate) subjects: BTreeMap<u64, Subject<'t>>,
    /// In the order in which they began.
    pub(crate) callbacks: Vec<Callback>,
    /// By the number of the work.
    pub(crate) jobs: BTreeMap<u64, Job<'t>>,
    pub(crate) stays: Vec<Stay>,
    pub(crate) waits: Vec<Wait>,
    pub(crate) written: Vec<Written<'t>>,
    pub(crate) failures: Vec<Failure<'t>>,
    /// When the process called its `exit` listeners; none when a limit ended it.
    pub(crate) exits_at: Option<u64>,
    /// The exit code; none when the trace ends before.
    pub(crate) code: Option<i32>,
    pub(crate) ended_ns: u64,
}

impl<'t> Story<'t> {
    /// What a trace tells of its main thread.
    pub(crate) fn of(trace: &'t Trace) -> Self {
        Self::of_thread(trace, 0)
    }

    /// What a trace tells of one of its threads.
    pub(crate) fn of_thread(trace: &'t Trace, thread: ThreadNumber) -> Self {
        read::read(trace, thread)
    }

    /// The subject of a callback.
    pub(crate) fn subject_of(&self, callback: usize) -> Option<&Subject<'t>> {
        self.subjects.get(&self.callbacks.get(callback)?.subject)
    }

    /// The outermost callback around this one: what the loop itself called.
    pub(crate) fn outermost(&self, mut callback: usize) -> usize {
        while let Some(parent) = self.callbacks[callback].parent {
            callback = parent;
        }
        callback
    }
}
