//! Something that was scheduled, and all that the trace knows of it.

use loopscope_engine::trace::Place;

/// A start of a timer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimerStart {
    pub(crate) at_ns: u64,
    pub(crate) delay_ms: u64,
    pub(crate) due_ns: u64,
}

/// What comes to be with an `init`: a timer, a tick, a request, a handle, a promise …
#[derive(Clone, Debug)]
pub(crate) struct Subject<'t> {
    pub(crate) id: u64,
    /// Node's name for its kind; `Main` for the main script.
    pub(crate) kind: &'t str,
    /// What scheduled it.
    pub(crate) trigger: u64,
    pub(crate) callback: Option<&'t str>,
    /// Whether it is the rest of an async function behind an `await`.
    pub(crate) awaits: bool,
    pub(crate) at: Option<Place<'t>>,
    /// Where the function that runs begins.
    pub(crate) runs: Option<Place<'t>>,
    /// The index of its first event.
    pub(crate) index: usize,
    pub(crate) born_ns: u64,
    /// The number of the callback in which it was scheduled.
    pub(crate) born_in: Option<usize>,
    pub(crate) starts: Vec<TimerStart>,
    /// Whether it keeps the process alive while it is active.
    pub(crate) referenced: bool,
    /// What the loop said last of it, if it is a handle of the loop.
    pub(crate) handle: Option<HandleState>,
    pub(crate) jobs: Vec<u64>,
    /// When a request was handed over.
    pub(crate) requested_ns: Option<u64>,
    /// When a promise was settled, and the number of the callback that did it.
    pub(crate) settled: Option<(u64, Option<usize>)>,
    pub(crate) destroyed_ns: Option<u64>,
    /// The numbers of its callbacks.
    pub(crate) ran: Vec<usize>,
}

/// What the loop knows of a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HandleState {
    pub(crate) active: bool,
    pub(crate) referenced: bool,
    pub(crate) closing: bool,
}

impl Subject<'_> {
    /// Whether the runtime set it up for itself: its callback is none of the program's.
    pub(crate) const fn is_of_runtime(&self) -> bool {
        self.runs.is_none()
    }

    /// Whether it keeps the process alive at the end of the run.
    pub(crate) fn holds_the_process(&self) -> bool {
        if self.destroyed_ns.is_some() {
            return false;
        }
        match self.handle {
            Some(handle) => handle.active && handle.referenced && !handle.closing,
            None => self.referenced && (self.kind == "Timeout" && !self.starts.is_empty() || self.kind == "Immediate"),
        }
    }
}

/// A piece of work for the thread pool.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Job<'t> {
    pub(crate) work: u64,
    /// What it does, such as `open /app/a.txt`.
    pub(crate) name: &'t str,
    /// Whether it is slow I/O, which half of the workers may do at most.
    pub(crate) slow: bool,
    /// How many workers the pool has.
    pub(crate) workers: u32,
    /// How many pieces waited when it was queued, itself among them.
    pub(crate) waiting: u32,
    pub(crate) queued_ns: u64,
    pub(crate) started_ns: Option<u64>,
    pub(crate) finished_ns: Option<u64>,
    pub(crate) worker: Option<u32>,
    /// How many workers were at work once it began.
    pub(crate) busy: u32,
    pub(crate) cancelled: bool,
    /// The request that it belongs to.
    pub(crate) subject: Option<u64>,
}

impl Job<'_> {
    /// How long it stood in the queue; until `end_ns` if it never left it.
    pub(crate) fn waited_ns(&self, end_ns: u64) -> u64 {
        self.started_ns.unwrap_or(end_ns).saturating_sub(self.queued_ns)
    }

    /// How long a worker was busy with it.
    pub(crate) fn took_ns(&self) -> Option<u64> {
        Some(self.finished_ns?.saturating_sub(self.started_ns?))
    }

    /// What kind of work it is: the first word of its name.
    pub(crate) fn sort(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or("work")
    }
}
