//! One thread at a step: where its loop is, what runs, what waits, and what keeps it alive.

mod apply;

use super::Queue;
use loopscope_engine::event_loop::Phase;
use loopscope_engine::trace::Source;
use rpds::{RedBlackTreeMapSync as Map, VectorSync as List};

/// How far a thread is in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Before the main script.
    #[default]
    Startup,
    /// The main script runs, and what it left to ticks and microtasks.
    Main,
    /// The loop goes round.
    Loop,
    /// The listeners of `beforeExit` run.
    BeforeExit,
    /// The listeners of `exit` run.
    Exit,
    /// It ended with this code.
    Ended(i32),
}

/// A started timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timer {
    /// Its async id.
    pub id: u64,
    /// Its delay: timers of one delay share a list.
    pub delay_ms: u64,
    /// When it is due, in nanoseconds of virtual time.
    pub due_ns: u64,
    /// Its place among those that are due together.
    order: u64,
}

/// What sort of thing may keep the process alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A timer.
    Timer,
    /// An immediate.
    Immediate,
    /// A request, with its number at the pool or name server if it has one.
    Request(Option<u64>),
    /// A handle of the loop.
    Handle {
        /// Whether the loop watches it.
        active: bool,
        /// Whether it is being closed.
        closing: bool,
    },
}

/// Something that lives, and may keep the process alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Live {
    /// What it is.
    pub role: Role,
    /// Whether it is referenced.
    pub referenced: bool,
}

impl Live {
    /// Whether it keeps the process alive now.
    pub const fn keeps_alive(self) -> bool {
        match self.role {
            Role::Timer | Role::Immediate => self.referenced,
            Role::Request(_) => true,
            Role::Handle { active, closing, .. } => closing || (active && self.referenced),
        }
    }
}

/// The loop waits in poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Until when at the latest, in nanoseconds of virtual time; none for as long as it takes.
    pub until_ns: Option<u64>,
}

/// The state of one thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    stage: Stage,
    turn: u64,
    phase: Option<Phase>,
    /// Running callbacks, innermost last.
    running: List<u64>,
    ticks: Queue,
    microtasks: Queue,
    immediates: Queue,
    closing: Queue,
    timers: Map<(u64, u64), Timer>,
    timer_keys: Map<u64, (u64, u64)>,
    timers_started: u64,
    live: Map<u64, Live>,
    /// Reactions that wait for a promise, by the promise's id.
    reactions: Map<u64, List<u64>>,
    wait: Option<Wait>,
    ready: List<Source>,
    /// Watched descriptors: the handle's async id, whether for reading, whether for writing.
    watched: Map<i32, (u64, bool, bool)>,
}

impl Thread {
    /// How far it is in its life.
    pub const fn stage(&self) -> Stage {
        self.stage
    }

    /// The turn of the loop, counted from 1; 0 before the first.
    pub const fn turn(&self) -> u64 {
        self.turn
    }

    /// The phase of the loop; none before it begins, and outside of it.
    pub const fn phase(&self) -> Option<Phase> {
        self.phase
    }

    /// The async ids of the callbacks that run inside each other, outermost first.
    pub fn running(&self) -> impl DoubleEndedIterator<Item = u64> + '_ {
        self.running.iter().copied()
    }

    /// The callback that runs, the innermost one.
    pub fn innermost(&self) -> Option<u64> {
        self.running.last().copied()
    }

    /// Callbacks of `process.nextTick`.
    pub const fn ticks(&self) -> &Queue {
        &self.ticks
    }

    /// V8's microtask queue: promise reactions, continuations of `await`, `queueMicrotask`.
    pub const fn microtasks(&self) -> &Queue {
        &self.microtasks
    }

    /// What `setImmediate` queued for the check phase.
    pub const fn immediates(&self) -> &Queue {
        &self.immediates
    }

    /// Handles whose close callbacks wait for the closing phase. The one closed last runs first.
    pub const fn closing(&self) -> &Queue {
        &self.closing
    }

    /// Started timers, by due time.
    pub fn timers(&self) -> impl Iterator<Item = &Timer> {
        self.timers.values()
    }

    /// A started timer.
    pub fn timer(&self, id: u64) -> Option<&Timer> {
        self.timers.get(self.timer_keys.get(&id)?)
    }

    /// What lives, by async id.
    pub fn live(&self) -> impl Iterator<Item = (u64, Live)> + '_ {
        self.live.iter().map(|(id, live)| (*id, *live))
    }

    /// What is known of something that lives.
    pub fn living(&self, id: u64) -> Option<Live> {
        self.live.get(&id).copied()
    }

    /// How many timers are started.
    pub fn timer_count(&self) -> usize {
        self.timers.size()
    }

    /// The reactions that wait for a promise to be settled.
    pub fn reactions(&self, promise: u64) -> impl Iterator<Item = u64> + '_ {
        self.reactions.get(&promise).into_iter().flat_map(|reactions| reactions.iter().copied())
    }

    /// The wait in poll, while it lasts.
    pub const fn wait(&self) -> Option<Wait> {
        self.wait
    }

    /// What poll found ready and has not served yet.
    pub fn ready(&self) -> impl Iterator<Item = Source> + '_ {
        self.ready.iter().copied()
    }

    /// Watched descriptors: descriptor, the handle's async id, whether for reading, whether for writing.
    pub fn watched(&self) -> impl Iterator<Item = (i32, u64, bool, bool)> + '_ {
        self.watched.iter().map(|(fd, (id, readable, writable))| (*fd, *id, *readable, *writable))
    }

    /// The number at the pool or name server of a request.
    pub(super) fn work_of(&self, id: u64) -> Option<u64> {
        match self.live.get(&id)?.role {
            Role::Request(work) => work,
            Role::Timer | Role::Immediate | Role::Handle { .. } => None,
        }
    }
}
