//! How a run is made, and what comes of it.

use crate::MountedFile;
use crate::remote::Sample;
use crate::scheduler::record::LogEntry;
use crate::scheduler::{Keep, Luck, Replay, Schedule, Scheduler, Typical};
use loopscope_engine::program::LimitHit;
use loopscope_engine::trace::Observer;

/// Exit code of a run that a limit ended, as `timeout(1)` has it.
pub const CODE_LIMIT: i32 = 124;

/// What came of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// The exit code as a shell sees it; [`CODE_LIMIT`] when a limit ended the run.
    pub exit: i32,
    /// The limit that ended the run, if one did.
    pub limit: Option<LimitHit>,
    /// The answers that made the run what it was.
    pub schedule: Schedule,
    /// What the scheduler has to say about its answers: nothing when all went as it promises.
    pub remarks: Vec<String>,
    /// Every question with its answer, if they were to be kept.
    pub log: Vec<LogEntry>,
    /// The mounted files that were read.
    pub files: Vec<MountedFile>,
    /// The requests of the load.
    pub samples: Vec<Sample>,
}

/// How a run is made.
pub struct Manner {
    /// Who answers the choices.
    pub scheduler: Box<dyn Scheduler>,
    /// What is chosen about things that happen meanwhile.
    pub luck: Luck,
    /// How much is remembered of the answers.
    pub keep: Keep,
    /// Who listens; what the program writes is kept in any case.
    pub observer: Option<Box<dyn Observer>>,
}

impl Manner {
    /// A run whose schedule is kept and that nobody watches.
    pub fn new(scheduler: Box<dyn Scheduler>) -> Self {
        Self { scheduler, luck: Luck::OfTimes, keep: Keep::Schedule, observer: None }
    }

    /// The run in which every cost is at its middle.
    pub fn typical() -> Self {
        Self::new(Box::new(Typical))
    }

    /// The run that `schedule` describes.
    pub fn replay(schedule: Schedule) -> Self {
        let luck = schedule.luck;
        Self { luck, ..Self::new(Box::new(Replay::new(schedule))) }
    }
}
