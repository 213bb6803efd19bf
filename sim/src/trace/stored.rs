//! The form in which an event is kept: its numbers as they are, its texts by number.

use super::texts::{StackId, TextId, Texts};
use loopscope_engine::event_loop::Phase;
use loopscope_engine::trace::{Event, Source, Stdio, Tier};

/// An event without its texts. The fields are those of [`Event`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Stored {
    Iteration {
        number: u64,
    },
    Phase {
        phase: Phase,
    },
    Emit {
        name: TextId,
    },
    Init {
        id: u64,
        trigger: u64,
        kind: TextId,
        callback: Option<TextId>,
        stack: Option<StackId>,
        runs: Option<StackId>,
        awaits: bool,
        queued: bool,
    },
    Timer {
        id: u64,
        delay_ms: u64,
        due_ns: u64,
    },
    Ref {
        id: u64,
        referenced: bool,
    },
    Handle {
        id: u64,
        active: bool,
        referenced: bool,
        closing: bool,
    },
    Request {
        id: u64,
        work: Option<u64>,
    },
    Before {
        id: u64,
    },
    After {
        id: u64,
    },
    Destroy {
        id: u64,
    },
    Resolve {
        id: u64,
        follows: bool,
    },
    Poll {
        until: Option<u64>,
    },
    PollEnd {
        ready: u32,
    },
    Ready {
        source: Source,
    },
    Watch {
        fd: i32,
        id: u64,
        readable: bool,
        writable: bool,
    },
    WorkQueued {
        work: u64,
        name: TextId,
        slow: bool,
        workers: u32,
        waiting: u32,
    },
    WorkStarted {
        work: u64,
        worker: u32,
        busy: u32,
    },
    WorkFinished {
        work: u64,
        worker: u32,
        busy: u32,
    },
    WorkCancelled {
        work: u64,
    },
    Collection {
        full: bool,
        pause_ns: u64,
    },
    Tier {
        stack: Option<StackId>,
        from: Tier,
        to: Tier,
    },
    Memory {
        space: TextId,
        used: u64,
    },
    Output {
        stream: Stdio,
        text: TextId,
        stack: Option<StackId>,
    },
    Call {
        name: TextId,
        took_ns: u64,
        stack: Option<StackId>,
    },
    Rejection {
        id: u64,
        text: TextId,
    },
    Uncaught {
        handled: bool,
        text: TextId,
    },
    Thread {
        process: u32,
        thread: u32,
    },
    Exit {
        code: i32,
    },
}

impl Stored {
    /// Keeps an event, its texts in `texts`.
    pub(super) fn store(event: Event<'_>, texts: &mut Texts) -> Self {
        match event {
            Event::Iteration { number } => Self::Iteration { number },
            Event::Phase { phase } => Self::Phase { phase },
            Event::Emit { name } => Self::Emit { name: texts.keep(name) },
            Event::Init { id, kind, trigger, callback, awaits, queued, at, runs, callers } => Self::Init {
                id,
                trigger,
                kind: texts.keep(kind),
                callback: callback.map(|name| texts.keep(name)),
                stack: texts.keep_stack(at, callers),
                runs: texts.keep_stack(runs, &[]),
                awaits,
                queued,
            },
            Event::Timer { id, delay_ms, due_ns } => Self::Timer { id, delay_ms, due_ns },
            Event::Ref { id, referenced } => Self::Ref { id, referenced },
            Event::Handle { id, active, referenced, closing } => Self::Handle { id, active, referenced, closing },
            Event::Request { id, work } => Self::Request { id, work },
            Event::Before { id } => Self::Before { id },
            Event::After { id } => Self::After { id },
            Event::Destroy { id } => Self::Destroy { id },
            Event::Resolve { id, follows } => Self::Resolve { id, follows },
            Event::Poll { until } => Self::Poll { until },
            Event::PollEnd { ready } => Self::PollEnd { ready },
            Event::Ready { source } => Self::Ready { source },
            Event::Watch { fd, id, readable, writable } => Self::Watch { fd, id, readable, writable },
            Event::WorkQueued { work, name, slow, workers, waiting } => {
                Self::WorkQueued { work, name: texts.keep(name), slow, workers, waiting }
            }
            Event::WorkStarted { work, worker, busy } => Self::WorkStarted { work, worker, busy },
            Event::WorkFinished { work, worker, busy } => Self::WorkFinished { work, worker, busy },
            Event::WorkCancelled { work } => Self::WorkCancelled { work },
            Event::Collection { full, pause_ns } => Self::Collection { full, pause_ns },
            Event::Tier { at, from, to } => Self::Tier { stack: texts.keep_stack(at, &[]), from, to },
            Event::Memory { space, used } => Self::Memory { space: texts.keep(space), used },
            Event::Output { stream, text, at, callers } => {
                Self::Output { stream, text: texts.keep(text), stack: texts.keep_stack(at, callers) }
            }
            Event::Call { name, took_ns, at, callers } => {
                Self::Call { name: texts.keep(name), took_ns, stack: texts.keep_stack(at, callers) }
            }
            Event::Rejection { id, text } => Self::Rejection { id, text: texts.keep(text) },
            Event::Uncaught { handled, text } => Self::Uncaught { handled, text: texts.keep(text) },
            Event::Thread { process, thread } => Self::Thread { process, thread },
            Event::Exit { code } => Self::Exit { code },
        }
    }

    /// The event again, without its callers.
    pub(super) fn load(self, texts: &Texts) -> Event<'_> {
        match self {
            Self::Iteration { number } => Event::Iteration { number },
            Self::Phase { phase } => Event::Phase { phase },
            Self::Emit { name } => Event::Emit { name: texts.text(name) },
            Self::Init { id, trigger, kind, callback, stack, runs, awaits, queued } => Event::Init {
                id,
                kind: texts.text(kind),
                trigger,
                callback: callback.map(|name| texts.text(name)),
                awaits,
                queued,
                at: texts.top(stack),
                runs: texts.top(runs),
                callers: &[],
            },
            Self::Timer { id, delay_ms, due_ns } => Event::Timer { id, delay_ms, due_ns },
            Self::Ref { id, referenced } => Event::Ref { id, referenced },
            Self::Handle { id, active, referenced, closing } => Event::Handle { id, active, referenced, closing },
            Self::Request { id, work } => Event::Request { id, work },
            Self::Before { id } => Event::Before { id },
            Self::After { id } => Event::After { id },
            Self::Destroy { id } => Event::Destroy { id },
            Self::Resolve { id, follows } => Event::Resolve { id, follows },
            Self::Poll { until } => Event::Poll { until },
            Self::PollEnd { ready } => Event::PollEnd { ready },
            Self::Ready { source } => Event::Ready { source },
            Self::Watch { fd, id, readable, writable } => Event::Watch { fd, id, readable, writable },
            Self::WorkQueued { work, name, slow, workers, waiting } => {
                Event::WorkQueued { work, name: texts.text(name), slow, workers, waiting }
            }
            Self::WorkStarted { work, worker, busy } => Event::WorkStarted { work, worker, busy },
            Self::WorkFinished { work, worker, busy } => Event::WorkFinished { work, worker, busy },
            Self::WorkCancelled { work } => Event::WorkCancelled { work },
            Self::Collection { full, pause_ns } => Event::Collection { full, pause_ns },
            Self::Tier { stack, from, to } => Event::Tier { at: texts.top(stack), from, to },
            Self::Memory { space, used } => Event::Memory { space: texts.text(space), used },
            Self::Output { stream, text, stack } => {
                Event::Output { stream, text: texts.text(text), at: texts.top(stack), callers: &[] }
            }
            Self::Call { name, took_ns, stack } => {
                Event::Call { name: texts.text(name), took_ns, at: texts.top(stack), callers: &[] }
            }
            Self::Rejection { id, text } => Event::Rejection { id, text: texts.text(text) },
            Self::Uncaught { handled, text } => Event::Uncaught { handled, text: texts.text(text) },
            Self::Thread { process, thread } => Event::Thread { process, thread },
            Self::Exit { code } => Event::Exit { code },
        }
    }

    /// Whether the program wrote something.
    pub(super) const fn is_output(self) -> bool {
        matches!(self, Self::Output { .. })
    }

    /// The id of the resource that comes to be.
    pub(super) const fn init(self) -> Option<u64> {
        match self {
            Self::Init { id, .. } => Some(id),
            _ => None,
        }
    }

    /// Whether it is what the thread pool did.
    pub(super) const fn is_of_pool(self) -> bool {
        matches!(
            self,
            Self::WorkQueued { .. } | Self::WorkStarted { .. } | Self::WorkFinished { .. } | Self::WorkCancelled { .. }
        )
    }

    /// The program's stack when it happened.
    pub(super) const fn stack(self) -> Option<StackId> {
        match self {
            Self::Init { stack, .. } | Self::Output { stack, .. } | Self::Call { stack, .. } => stack,
            _ => None,
        }
    }
}
