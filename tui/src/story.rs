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
use loopscope_engine::trace::Place;
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
    /// How many descriptors it found ready.
    pub(crate) descriptors: u32,
}

/// Something that the program wrote.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written<'t> {
    pub(crate) index: usize,
    pub(crate) at_ns: u64,
    pub(crate) text: &'t str,
    pub(crate) at: Option<Place<'t>>,
    /// The number of the callback that wrote it.
    pub(crate) callback: Option<usize>,
}

/// A synchronous API that kept the thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'t> {
    pub(crate) name: &'t str,
    pub(crate) took_ns: u64,
    pub(crate) at: Option<Place<'t>>,
    /// The line of the callback from which it came to that: the same, if the callback itself called it.
    pub(crate) outermost: Option<Place<'t>>,
    /// The number of the callback that called it.
    pub(crate) callback: Option<usize>,
}

impl Call<'_> {
    /// What kind of call it is: the first word of its name.
    pub(crate) fn sort(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or("call")
    }
}

/// A rejection that nobody caught in time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rejection<'t> {
    pub(crate) at_ns: u64,
    pub(crate) promise: u64,
    pub(crate) text: &'t str,
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
    pub(crate) calls: Vec<Call<'t>>,
    pub(crate) rejections: Vec<Rejection<'t>>,
    pub(crate) failures: Vec<Failure<'t>>,
    /// The numbers of the callbacks that had not returned when the trace ended.
    pub(crate) unfinished: Vec<usize>,
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

    /// How long synchronous APIs kept the thread within a callback, in nanoseconds.
    pub(crate) fn sync_ns(&self, callback: usize) -> u64 {
        let within = self.calls.iter().filter(|call| call.callback.is_some_and(|at| self.outermost(at) == callback));
        within.map(|call| call.took_ns).sum()
    }

    /// Whether a resource is a connection that a server of the program accepted.
    pub(crate) fn is_accepted(&self, subject: u64) -> bool {
        let is_connection = |kind: &str| matches!(kind, "TCPWRAP" | "PIPEWRAP");
        let connection = self.subjects.get(&subject).filter(|subject| is_connection(subject.kind));
        let server = connection.and_then(|connection| self.subjects.get(&connection.trigger));
        server.is_some_and(|server| server.kind.ends_with("SERVERWRAP"))
    }

    /// How many connections a server accepted.
    pub(crate) fn accepted_by(&self, server: u64) -> usize {
        self.subjects.get(&server).map_or(0, |server| server.ran.len())
    }

    /// Where the callback begins that had the thread longest, all its runs together; the main script does not count.
    pub(crate) fn busiest_place(&self) -> Option<Place<'t>> {
        let mut times: BTreeMap<(&str, u32), (u64, Place)> = BTreeMap::new();
        for (number, callback) in self.callbacks.iter().enumerate().filter(|(_, callback)| callback.parent.is_none()) {
            let Some(place) = self
                .subject_of(number)
                .filter(|subject| subject.id != MAIN)
                .and_then(|subject| subject.runs.or(subject.at))
            else {
                continue;
            };
            times.entry((place.file, place.line)).or_insert((0, place)).0 += callback.length_ns().max(1);
        }
        times.into_values().max_by_key(|(ns, _)| *ns).map(|(_, place)| place)
    }

    /// The outermost callback around this one: what the loop itself called.
    pub(crate) fn outermost(&self, mut callback: usize) -> usize {
        while let Some(parent) = self.callbacks[callback].parent {
            callback = parent;
        }
        callback
    }
}
