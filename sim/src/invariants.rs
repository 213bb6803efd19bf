//! What is true of every run of Node, whatever the schedule: one file each, with the sentence that explains it.
//!
//! An invariant looks at the public trace of a run and at nothing else. Its grammar: the *name* is what the command line
//! takes, in small letters with hyphens; the *summary* is a sentence in the present tense that a lesson could hold; what a
//! *violation* says completes "at 3.2 ms": `timer 7 ran 0.4 ms early`.
//!
//! ```
//! use loopscope_sim::{Simulation, invariants};
//!
//! let program = Simulation::of_text("setTimeout(() => console.log('a'), 5)");
//! let trace = program.trace(Default::default());
//! assert_eq!(invariants::check(&trace, &mut invariants::all()), Ok(()));
//! ```

mod immediates_wait;
mod microtasks_empty;
mod nothing_after_exit;
mod poll_before_check;
mod pool_size;
mod requests_once;
mod ticks_first;
mod timers_in_order;
mod timers_not_early;
mod unref_lets_go;

use crate::trace::{ThreadNumber, Trace};
use crate::view::{Thread, View};
use loopscope_engine::clock::LoopTime;
use loopscope_engine::trace::Event;
use std::fmt;

/// Something that holds in every run.
pub trait Invariant: Send {
    /// The name on the command line.
    fn name(&self) -> &'static str;

    /// What it says, as a sentence.
    fn summary(&self) -> &'static str;

    /// Looks at the next event, and says what is wrong with it.
    fn check(&mut self, step: &Step<'_>) -> Result<(), String>;
}

/// One event, and what was the case right before it.
pub struct Step<'t> {
    /// The whole run.
    pub trace: &'t Trace,
    /// The event.
    pub event: Event<'t>,
    /// When it happened.
    pub at: LoopTime,
    /// The thread that it happened in.
    pub thread: ThreadNumber,
    /// The state of that thread before it; none before its first event.
    pub before: Option<&'t Thread>,
}

impl Step<'_> {
    /// Node's name for the kind of a resource of this thread.
    pub fn kind(&self, id: u64) -> &str {
        self.trace.resource(self.thread, id).map_or("", |resource| resource.kind)
    }

    /// The id of the callback that begins, if the loop itself calls it: neither inside of another one, nor a tick or a
    /// microtask.
    pub fn loop_callback(&self) -> Option<u64> {
        let Event::Before { id } = self.event else { return None };
        let is_outermost = self.before.is_none_or(|thread| thread.innermost().is_none());
        (is_outermost && !self.is_tick(id) && !self.is_microtask(id)).then_some(id)
    }

    /// Whether it is a callback of `process.nextTick`.
    pub fn is_tick(&self, id: u64) -> bool {
        self.kind(id) == "TickObject"
    }

    /// Whether it is a promise's reaction or of `queueMicrotask`.
    pub fn is_microtask(&self, id: u64) -> bool {
        matches!(self.kind(id), "PROMISE" | "Microtask")
    }
}

/// A run that broke an invariant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The invariant's name.
    pub name: String,
    /// The index of the event that broke it.
    pub index: usize,
    /// When.
    pub at: LoopTime,
    /// What was wrong.
    pub text: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: at {}, {}", self.name, crate::words::exact_duration(self.at.as_ns()), self.text)
    }
}

/// All of them, each new.
pub fn all() -> Vec<Box<dyn Invariant>> {
    vec![
        Box::new(ticks_first::TicksFirst::default()),
        Box::new(microtasks_empty::MicrotasksEmpty::default()),
        Box::new(timers_not_early::TimersNotEarly),
        Box::new(timers_in_order::TimersInOrder::default()),
        Box::new(immediates_wait::ImmediatesWait::default()),
        Box::new(poll_before_check::PollBeforeCheck::default()),
        Box::new(nothing_after_exit::NothingAfterExit::default()),
        Box::new(pool_size::PoolSize),
        Box::new(unref_lets_go::UnrefLetsGo),
        Box::new(requests_once::RequestsOnce::default()),
    ]
}

/// The one of this name, new.
pub fn of_name(name: &str) -> Option<Box<dyn Invariant>> {
    all().into_iter().find(|invariant| invariant.name() == name)
}

/// Looks at a whole run; gives the first violation.
pub fn check(trace: &Trace, invariants: &mut [Box<dyn Invariant>]) -> Result<(), Violation> {
    let mut view = View::start();
    for (index, (at, event)) in trace.iter().enumerate() {
        let thread = trace.thread(index);
        let before = view.threads().get(usize::from(thread));
        let step = Step { trace, event, at, thread, before };
        for invariant in &mut *invariants {
            invariant.check(&step).map_err(|text| Violation { name: invariant.name().to_owned(), index, at, text })?;
        }
        view.advance(trace);
    }
    Ok(())
}
