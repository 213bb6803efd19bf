//! What a scheduler is asked: a name, who it is about, and the alternatives.

use std::fmt::{self, Display};

/// What the number of an answer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nanoseconds of virtual time.
    Nanoseconds,
    /// Nothing: an arbitrary number, or an index.
    Number,
}

/// Declares the closed list of choices.
macro_rules! choice_names {
    ($($name:ident = $text:literal, $unit:ident, $sentence:literal;)*) => {
        /// Every kind of choice that a run can meet: the closed list of where luck gets in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ChoiceName {
            $(#[doc = $sentence] $name,)*
        }

        impl ChoiceName {
            /// All of them, in the order of this file.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name in the text of a schedule.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// What is chosen, as a phrase that completes "the schedule says …".
            pub const fn sentence(self) -> &'static str {
                match self { $(Self::$name => $sentence,)* }
            }

            /// What an answer counts.
            pub const fn unit(self) -> Unit {
                match self { $(Self::$name => Unit::$unit,)* }
            }
        }
    };
}

choice_names! {
    StartupCost = "startup-cost", Nanoseconds, "how long the process takes from its start to the program's first line";
    LoopStartCost = "loop-start-cost", Nanoseconds, "how long the process takes from the end of the main script to the loop's first turn";
    ModuleCost = "module-cost", Nanoseconds, "how long loading and compiling a module takes";
    CallbackCost = "callback-cost", Nanoseconds, "how long entering a callback takes";
    ScriptCost = "script-cost", Nanoseconds, "how long a thread takes for a thousand units of its own JavaScript's work";
    CallCost = "call-cost", Nanoseconds, "how long a synchronous call keeps its thread";
    PollCost = "poll-cost", Nanoseconds, "how long a look at what is ready takes";
    JobCost = "job-cost", Nanoseconds, "how long a worker of the pool needs for a job";
    WakeDelay = "wake-delay", Nanoseconds, "how long a waiting loop takes to wake when something is ready";
    TimerSlack = "timer-slack", Nanoseconds, "how much too late the kernel ends a wait";
    NextEvent = "next-event", Number, "which of the things that may happen now happens first";
    EventDelay = "event-delay", Nanoseconds, "how long what happens next lets itself be waited for";
    NextThread = "next-thread", Number, "which of the threads that are equally far goes on";
    ReadyOrder = "ready-order", Number, "which ready descriptor is reported first";
    PacketDelay = "packet-delay", Nanoseconds, "how long a packet travels";
    ServiceTime = "service-time", Nanoseconds, "how long another machine takes to answer";
    SegmentSize = "segment-size", Number, "after how many bytes a stream is cut";
    SignalDelay = "signal-delay", Nanoseconds, "how long a signal takes to be noticed";
    ProcessCost = "process-cost", Nanoseconds, "how long a child process takes to start or run";
    GcPause = "gc-pause", Nanoseconds, "how long a garbage collection stops the thread";
    Fault = "fault", Number, "whether a fault strikes";
    RandomSeed = "random-seed", Number, "which random numbers the program draws";
}

impl ChoiceName {
    /// The choice of this name.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|name| name.text() == text)
    }
}

impl Display for ChoiceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

/// The ways in which a choice may go.
#[derive(Clone, Copy)]
pub enum Alternatives<'a> {
    /// A value of a range, both ends included.
    Range {
        /// The smallest value.
        min: u64,
        /// What a quiet machine takes.
        typical: u64,
        /// The largest value.
        max: u64,
    },
    /// One of several, named by what each means. The first is the typical one: first come, first served. There is
    /// always one, and no two have the same name.
    Among(&'a [&'a dyn Display]),
    /// Whether a fault strikes; the typical answer is no.
    Fault {
        /// How likely it was asked to be, in millionths.
        millionths: u32,
    },
}

impl Alternatives<'_> {
    /// The typical answer.
    pub const fn typical(&self) -> u64 {
        match *self {
            Self::Range { typical, .. } => typical,
            Self::Among(_) | Self::Fault { .. } => 0,
        }
    }

    /// True when there is nothing to ask. One of one is asked nevertheless: it tells the scheduler who goes on.
    pub const fn is_forced(&self) -> bool {
        match *self {
            Self::Range { min, max, .. } => min == max,
            Self::Among(_) => false,
            Self::Fault { millionths } => millionths == 0,
        }
    }

    /// True when `answer` is one of them.
    pub const fn allow(&self, answer: u64) -> bool {
        match *self {
            Self::Range { min, max, .. } => min <= answer && answer <= max,
            Self::Among(meanings) => answer < meanings.len() as u64,
            Self::Fault { .. } => answer <= 1,
        }
    }

    /// What `answer` means, where it is more than a number.
    pub fn meaning(&self, answer: u64) -> Option<String> {
        match *self {
            Self::Range { .. } => None,
            Self::Among(meanings) => {
                usize::try_from(answer).ok().and_then(|index| meanings.get(index)).map(ToString::to_string)
            }
            Self::Fault { .. } => Some(if answer == 0 { "spares" } else { "strikes" }.to_owned()),
        }
    }
}

impl fmt::Debug for Alternatives<'_> {
    /// As the determinism check shows it: `2..5..9` or `main | worker 1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Range { min, typical, max } => write!(f, "{min}..{typical}..{max}"),
            Self::Among(meanings) => {
                for (index, meaning) in meanings.iter().enumerate() {
                    write!(f, "{}{meaning}", if index == 0 { "" } else { " | " })?;
                }
                Ok(())
            }
            Self::Fault { millionths } => write!(f, "{millionths} ppm"),
        }
    }
}

/// One question to the scheduler.
///
/// Name, subject and occurrence together are its key: unlike a position in the run, they stay the same when an
/// unrelated part of the program changes.
#[derive(Clone, Copy)]
pub struct ChoicePoint<'a> {
    /// What is chosen.
    pub name: ChoiceName,
    /// Whom it is about, as in `readFile /app/a.txt`. Without serial numbers, so that edits elsewhere do not move it.
    pub who: &'a dyn Display,
    /// How many times the same was asked before of the same subject.
    pub nth: u32,
    /// A hash of name and subject, the same on every machine.
    pub key: u64,
    /// The ways it may go.
    pub alternatives: Alternatives<'a>,
}

impl fmt::Debug for ChoicePoint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})#{}: {:?}", self.name, self.who, self.nth + 1, self.alternatives)
    }
}
