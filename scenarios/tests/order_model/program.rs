//! Random programs: what they are made of, and how proptest draws and shrinks them.
//!
//! A program is drawn as a tree without names; [`Program::prepared`] then numbers its callbacks and handles, and puts
//! pauses where a race on real time would else begin.

mod draw;
mod prepare;

use super::javascript::render;
use std::fmt;

pub(crate) use draw::programs;
pub(crate) use prepare::Dialect;

/// How often a program may call `refresh()` in all: a timer that starts itself anew must come to an end.
pub(crate) const REFRESHES_MAX: u32 = 4;

/// A pause that makes every small delay pass, in milliseconds: longer than the longest of them and than the 4 ms by
/// which a kernel's coarse clock may lag.
pub(crate) const PAUSE_MS: u32 = 5;

/// Delays that are so far apart that a real machine keeps their order, in milliseconds.
pub(crate) const STEP_MS: u32 = 50;

/// A whole program.
#[derive(Clone)]
pub(crate) struct Program {
    /// How the main file is loaded.
    pub(crate) entry: Entry,
    /// The main file's body; only that of a module has awaits.
    pub(crate) main: AsyncFunction,
    /// What a listener of `beforeExit` does the first time.
    pub(crate) before_exit: Option<Body>,
    /// Promises that the program resolves by hand.
    pub(crate) deferreds: usize,
    /// Calls of `setTimeout` and `setInterval`; a statement about timer `n` means that of `n` modulo this.
    pub(crate) timers: usize,
    /// Calls of `setImmediate`, likewise.
    pub(crate) immediates: usize,
    /// Whether races on real time are left in, so that the model has to judge them.
    pub(crate) is_loose: bool,
}

/// A program that failed a test is shown as what it is for people.
impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}\n{}", self.entry, render(self))
    }
}

/// How a main file is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// By `require`.
    CommonJs,
    /// As an ES module.
    Module,
}

/// A function that runs once for each call, from top to bottom.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    /// What it logs at its start.
    pub(crate) label: String,
    /// What it does.
    pub(crate) ops: Vec<Op>,
    /// What it returns; only reactions of promises are asked.
    pub(crate) returns: Operand,
}

/// An async function that is called where it stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct AsyncFunction {
    /// What each part logs at its start.
    pub(crate) labels: Vec<String>,
    /// The parts between the awaits.
    pub(crate) parts: Vec<Vec<Op>>,
    /// What is awaited behind each part but the last.
    pub(crate) awaits: Vec<Operand>,
    /// What it returns.
    pub(crate) returns: Operand,
}

/// What `await` and `return` are given.
#[derive(Clone, Debug, Default)]
pub(crate) enum Operand {
    /// `undefined`.
    #[default]
    Nothing,
    /// A promise.
    Promise(Box<Expr>),
}

/// An expression whose value is a native promise.
#[derive(Clone, Debug)]
pub(crate) enum Expr {
    /// `Promise.resolve()`.
    Resolved,
    /// The promise of a deferred.
    Deferred(usize),
    /// A call of an async function.
    Call(AsyncFunction),
    /// `….then(…)`.
    Then(Box<Expr>, Body),
}

/// One statement.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    /// `process.nextTick`.
    Tick(Body),
    /// `queueMicrotask`.
    Microtask(Body),
    /// `setImmediate`, its handle kept under `id`.
    Immediate { id: usize, body: Body },
    /// `setTimeout`; with `beats`, `setInterval` whose callback clears it when it runs for that time.
    Timer { id: usize, delay: Delay, beats: Option<u32>, body: Body },
    /// A promise that nobody keeps.
    Promise(Expr),
    /// Resolves a deferred.
    Resolve(usize),
    /// `clearTimeout`.
    ClearTimer(usize),
    /// `refresh()` of a timer.
    Refresh(usize),
    /// `unref()` of a timer.
    Unref(usize),
    /// `ref()` of a timer.
    Ref(usize),
    /// `clearImmediate`.
    ClearImmediate(usize),
    /// `unref()` of an immediate.
    UnrefImmediate(usize),
    /// Blocks the thread, in milliseconds.
    Block(u32),
}

/// A delay as the program writes it, and as Node takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Delay {
    /// The argument.
    pub(crate) text: &'static str,
    /// What Node makes of it, in milliseconds.
    pub(crate) ms: u32,
}

impl Delay {
    /// Small delays: zero, what is not a number of at least 1, and fractions all mean a millisecond.
    pub(crate) const SMALL: [Self; 7] = [
        Self { text: "1", ms: 1 },
        Self { text: "0", ms: 1 },
        Self { text: "undefined", ms: 1 },
        Self { text: "1.9", ms: 1 },
        Self { text: "2", ms: 2 },
        Self { text: "3", ms: 3 },
        Self { text: "'2'", ms: 2 },
    ];

    /// Delays that end far from each other.
    pub(crate) const LARGE: [Self; 3] = [
        Self { text: "50", ms: STEP_MS },
        Self { text: "100", ms: 2 * STEP_MS },
        Self { text: "150", ms: 3 * STEP_MS },
    ];

    /// Whether a short pause makes it pass.
    pub(crate) fn is_small(self) -> bool {
        self.ms < PAUSE_MS
    }
}
