//! All that can be observed of a run: one closed list of events, and whoever listens to it.
//!
//! The list serves the trace files, the stepper, the snapshots and the documents (`docs/TRACE.md`): a new kind of
//! event must be dealt with in each of them.

mod observer;

pub use observer::{HeapSample, Observer, Wants};

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
    /// The name of the function that the line is in; none at the top of a module, and for a place where a function begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<&'a str>,
}

/// What made poll's wait end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Source {
    /// The thread pool, or a name server, has finished the request of this number.
    Work(u64),
    /// This descriptor has something to read, room to write, or an error.
    Descriptor(i32),
    /// Another part of the process woke the loop: a message, a signal.
    Wake,
    /// A watched file changed.
    Change,
}

/// One thing that happened. The first sentence of each is what the stepper says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum Event<'a> {
    /// The loop begins another turn.
    Iteration {
        /// Counted from 1.
        number: u64,
    },
    /// The loop enters a phase.
    Phase {
        /// Which.
        phase: Phase,
    },
    /// The process emits `beforeExit` or `exit`; its listeners run now, outside of the loop.
    Emit {
        /// Which.
        name: &'a str,
    },
    /// A resource comes to be: something whose callback will run later. The main script is one, too: number 1.
    Init {
        /// Its async id.
        id: u64,
        /// Node's name for its kind, such as `Timeout`, `Immediate`, `TickObject`, `PROMISE`, `FSREQCALLBACK`; `Main` for
        /// the main script.
        kind: &'a str,
        /// The async id of what scheduled it; for a promise that of the promise it was made from, or 0.
        trigger: u64,
        /// The name of the function that will run, if it has one; of an `await`, that of the async function that goes on.
        callback: Option<&'a str>,
        /// Whether it is the rest of an async function behind an `await`.
        #[serde(skip_serializing_if = "is_false")]
        awaits: bool,
        /// Whether the promise that it reacts to is settled already, so that it stands in the microtask queue at once.
        #[serde(skip_serializing_if = "is_false")]
        queued: bool,
        /// The line of the program that scheduled it; none when the runtime itself did.
        at: Option<Place<'a>>,
        /// Where the function that will run begins.
        #[serde(skip_serializing_if = "Option::is_none")]
        runs: Option<Place<'a>>,
        /// The lines that called the one of `at`, innermost first.
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        callers: &'a [Place<'a>],
    },
    /// A timer is started, or started anew, and joins the timers of the same delay.
    Timer {
        /// Its async id.
        id: u64,
        /// Its delay.
        delay_ms: u64,
        /// When it is due, in nanoseconds of virtual time.
        due_ns: u64,
    },
    /// A timer or immediate begins to keep the process alive, or stops doing so.
    Ref {
        /// Its async id.
        id: u64,
        /// Whether it does now.
        referenced: bool,
    },
    /// The loop starts, stops, references or begins to close a handle.
    Handle {
        /// Its async id.
        id: u64,
        /// Whether the loop watches it.
        active: bool,
        /// Whether it keeps the process alive while it is active.
        referenced: bool,
        /// Whether its close callback waits for the closing phase.
        closing: bool,
    },
    /// A request is under way: at the thread pool, a name server or the kernel; it keeps the process alive until it is done.
    Request {
        /// Its async id.
        id: u64,
        /// The number by which workers and poll speak of it; none for requests to the kernel.
        work: Option<u64>,
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
    /// A resource is over: it has run, was cleared or is closed.
    Destroy {
        /// Its async id.
        id: u64,
    },
    /// A promise is settled, and its reactions join the microtask queue; or it follows another one, which takes a microtask.
    Resolve {
        /// Its async id.
        id: u64,
        /// Whether it follows another promise, and is not settled yet.
        #[serde(skip_serializing_if = "is_false")]
        follows: bool,
    },
    /// The loop waits in poll.
    Poll {
        /// Until when at the latest, in nanoseconds of virtual time; none for as long as it takes.
        #[serde(rename = "until_ns")]
        until: Option<u64>,
    },
    /// The wait in poll is over.
    PollEnd {
        /// How many things are ready; with none the time was up.
        ready: u32,
    },
    /// Something is ready, and stands in the row that poll now serves.
    Ready {
        /// What.
        source: Source,
    },
    /// The kernel is told what to watch a descriptor for.
    Watch {
        /// The descriptor.
        fd: i32,
        /// The async id of the handle that it belongs to; 0 when it has none any more.
        id: u64,
        /// Whether for something to read.
        readable: bool,
        /// Whether for room to write.
        writable: bool,
    },
    /// Work for the thread pool stands in its queue.
    WorkQueued {
        /// The work's number.
        work: u64,
        /// What it does, such as `open /app/a.txt`.
        name: &'a str,
        /// Whether it is slow I/O, which half of the workers may do at most.
        slow: bool,
        /// How many workers the pool has.
        workers: u32,
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
    /// The garbage collector has stopped the thread and lets it go on.
    Collection {
        /// Whether the whole heap was collected, or only what was made lately.
        full: bool,
        /// How long the thread stood, in nanoseconds of virtual time.
        pause_ns: u64,
    },
    /// V8 runs a function of the program otherwise than when it was last looked at: only when [asked](Wants::tiers).
    Tier {
        /// Where the function begins, and its name.
        at: Option<Place<'a>>,
        /// How it ran before.
        from: Tier,
        /// How it runs now.
        to: Tier,
    },
    /// A part of memory has grown or shrunk since it was last looked at: only when [asked](Wants::memory).
    Memory {
        /// The space of V8's heap, by V8's own name; `external` is what lies outside of it, such as Buffers.
        space: &'a str,
        /// Bytes in use, in steps of 64 KiB.
        used: u64,
    },
    /// The program wrote something.
    Output {
        /// To which stream.
        stream: Stdio,
        /// What, as text; what is not UTF-8 is replaced.
        text: &'a str,
        /// The line of the program that wrote it; none when the runtime itself did.
        #[serde(skip_serializing_if = "Option::is_none")]
        at: Option<Place<'a>>,
        /// The lines that called the one of `at`, innermost first.
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        callers: &'a [Place<'a>],
    },
    /// A synchronous API has done its work on the JavaScript thread, and returns.
    Call {
        /// What it did, such as `readFile /app/a.txt`.
        name: &'a str,
        /// How long it kept the thread, in nanoseconds of virtual time.
        took_ns: u64,
        /// The line of the program that called it; none when the runtime itself did.
        at: Option<Place<'a>>,
        /// The lines that called the one of `at`, innermost first.
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        callers: &'a [Place<'a>],
    },
    /// Ticks and microtasks are over, and nobody has caught a rejected promise.
    Rejection {
        /// The promise's async id.
        id: u64,
        /// The reason as text.
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

/// How V8 runs a function, from the slowest way to the fastest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Tier {
    /// By reading its bytecode: Ignition. Every function begins so.
    Interpreted,
    /// As machine code that was written down from the bytecode: Sparkplug.
    Baseline,
    /// As machine code that is made quickly for the values seen so far: Maglev.
    Maglev,
    /// As machine code that is made with all effort for the values seen so far: TurboFan.
    Turbofan,
}

impl Tier {
    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Interpreted => "interpreted",
            Self::Baseline => "baseline",
            Self::Maglev => "maglev",
            Self::Turbofan => "turbofan",
        }
    }

    /// Whether its code holds only for values like those seen so far, and is thrown away for others.
    pub const fn is_optimized(self) -> bool {
        matches!(self, Self::Maglev | Self::Turbofan)
    }
}

/// For serde: false is left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
