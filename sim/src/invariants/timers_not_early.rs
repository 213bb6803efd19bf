//! No timer is early.

use super::{Invariant, Step};
use crate::words::exact_duration;
use loopscope_engine::trace::Event;

/// See the summary.
#[derive(Debug)]
pub(super) struct TimersNotEarly;

impl Invariant for TimersNotEarly {
    fn name(&self) -> &'static str {
        "timers-never-early"
    }

    fn summary(&self) -> &'static str {
        "a timer never runs before its delay is over, however late it may be"
    }

    fn check(&mut self, step: &Step<'_>) -> Result<(), String> {
        let Event::Before { id } = step.event else { return Ok(()) };
        let Some(timer) = step.before.and_then(|thread| thread.timer(id)) else { return Ok(()) };
        // OK because what counts is the time in whole milliseconds, as the loop caches it.
        let early_ns = timer.due_ns.saturating_sub(step.at.as_ns());
        if early_ns == 0 { Ok(()) } else { Err(format!("timer {id} ran {} early", exact_duration(early_ns))) }
    }
}
