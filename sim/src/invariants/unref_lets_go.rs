//! What is unreferenced does not keep the process alive.

use super::{Invariant, Step};
use crate::view::Role;
use loopscope_engine::trace::Event;

/// See the summary.
#[derive(Debug)]
pub(super) struct UnrefLetsGo;

impl Invariant for UnrefLetsGo {
    fn name(&self) -> &'static str {
        "unref-never-keeps-alive"
    }

    fn summary(&self) -> &'static str {
        "the loop never waits when all that is left is unreferenced"
    }

    fn check(&mut self, step: &Step<'_>) -> Result<(), String> {
        let Event::Poll { until } = step.event else { return Ok(()) };
        let Some(before) = step.before else { return Ok(()) };
        let waits = until.is_none_or(|until| until > step.at.as_ns());
        let mut left = before.live().filter(|(_, live)| !matches!(live.role, Role::Immediate)).peekable();
        // OK because what the trace does not know of, such as the runtime's own handles, may keep the loop alive.
        if !waits || left.peek().is_none() || before.live().any(|(_, live)| live.keeps_alive()) {
            return Ok(());
        }
        let (id, _) = left.next().expect("there is one, as was just seen");
        Err(format!("the loop waits though {} {id} and all the rest are unreferenced", step.kind(id)))
    }
}
