//! The oracle that answers every choice of a run, and the schedule that its answers make.
//!
//! Start with [`Scheduler`] and [`ChoicePoint`]; then, in reading order:
//!
//! * [`choice`]: what is asked: a name, who it is about, and the alternatives
//! * [`schedule`]: the answers of one run as a plain value that prints and reads back
//! * [`record`]: the one gate through which the simulation asks; it counts, checks and remembers
//! * [`typical`]: the middle of every cost, first come first served, no faults. The default
//! * [`seeded`]: luck from a seed. For sampling many different runs, and for `--seed`
//! * [`replay`]: a schedule again. For everything that failed once
//! * [`retrace`]: another strategy's run twice, to its first difference. For showing that runs are deterministic
//! * [`pct`]: typical but for a few harsh delays. For finding bugs that need few coincidences; says little of frequency
//! * [`fair`]: everyone in turn. For checking that progress needs no luck; never for finding races
//! * [`exhaustive`]: every combination, depth first. For small programs; a large one never ends

pub mod choice;
mod duration_text;
pub mod exhaustive;
pub mod fair;
mod key;
pub mod pct;
pub mod record;
pub mod replay;
pub mod retrace;
pub mod schedule;
mod schedule_text;
pub mod seeded;
pub mod typical;

pub use choice::{Alternatives, ChoiceName, ChoicePoint};
pub use exhaustive::{Exhaustive, Walk};
pub use fair::Fair;
pub use pct::Pct;
pub use record::{Keep, Recorder};
pub use replay::Replay;
pub use retrace::{Divergence, Retrace};
pub use schedule::{Decision, Difference, Luck, Origin, Schedule};
pub use schedule_text::ParseScheduleError;
pub use seeded::Seeded;
pub use typical::Typical;

/// Answers choices: the only source of luck in a simulated run.
///
/// The contract:
///
/// * A run asks one scheduler, one choice at a time, in the order in which the choices arise. It may end after any
///   of them.
/// * The same scheduler value, asked the same choices, gives the same answers: it looks at nothing else than the
///   choice points and its own state. Two runs that have asked the same so far have therefore been the same so far.
/// * Any answer that the alternatives allow leads to a run that a real machine could have made. There is no answer
///   that the simulation refuses, and none outside of the alternatives that it takes.
pub trait Scheduler: Send {
    /// Where the answers come from; it stands at the head of the schedule.
    fn origin(&self) -> Origin;

    /// Answers `point`: a value inside the range, the index of an alternative, or 1 when the fault strikes, else 0.
    fn choose(&mut self, point: &ChoicePoint<'_>) -> u64;

    /// What a person should know about the answers once a run that met `asked` choices is over, one sentence each;
    /// nothing when all went as the strategy promises.
    fn remarks(&self, asked: u64) -> Vec<String> {
        let _ = asked;
        Vec::new()
    }
}

impl Scheduler for Box<dyn Scheduler> {
    fn origin(&self) -> Origin {
        (**self).origin()
    }

    fn choose(&mut self, point: &ChoicePoint<'_>) -> u64 {
        (**self).choose(point)
    }

    fn remarks(&self, asked: u64) -> Vec<String> {
        (**self).remarks(asked)
    }
}
