//! The thread pool never works on more than it has workers.

use super::{Invariant, Step};
use loopscope_engine::trace::Event;

/// See the summary. The size is the one that the pool was made with: a later change of the environment does nothing.
#[derive(Debug)]
pub(super) struct PoolSize;

impl Invariant for PoolSize {
    fn name(&self) -> &'static str {
        "pool-never-over-its-size"
    }

    fn summary(&self) -> &'static str {
        "the thread pool works on no more jobs at once than UV_THREADPOOL_SIZE said when it was first used"
    }

    fn check(&mut self, step: &Step<'_>) -> Result<(), String> {
        let Event::WorkStarted { work, worker, busy } = step.event else { return Ok(()) };
        let workers = workers(step);
        if workers == 0 || busy <= workers && worker < workers {
            return Ok(());
        }
        Err(format!("job {work} was begun as the {busy} of {workers} workers"))
    }
}

/// How many workers the pool has, as the last event that queued work told.
fn workers(step: &Step<'_>) -> u32 {
    let queued = |event| match event {
        Event::WorkQueued { workers, .. } => Some(workers),
        _ => None,
    };
    step.trace.iter().find_map(|(_, event)| queued(event)).unwrap_or(0)
}
