//! Ticks run before promises: what `process.nextTick` queued in a callback comes before the callback's promise reactions.

use super::{Invariant, Step};
use crate::trace::ThreadNumber;
use loopscope_engine::trace::Event;
use std::collections::{BTreeMap, BTreeSet};

/// See the summary. Module main scripts are excepted, which are microtasks themselves.
#[derive(Debug, Default)]
pub(super) struct TicksFirst {
    /// Ticks that a microtask queued; they wait for the microtasks before them.
    later: BTreeSet<(ThreadNumber, u64)>,
    /// Whether the thread's microtasks run.
    draining: BTreeMap<ThreadNumber, bool>,
    /// Whether an error got away, after which ticks wait for the next callback.
    failed: BTreeSet<ThreadNumber>,
}

impl Invariant for TicksFirst {
    fn name(&self) -> &'static str {
        "ticks-before-promises"
    }

    fn summary(&self) -> &'static str {
        "in a CommonJS program every callback's ticks run before its promise reactions"
    }

    fn check(&mut self, step: &Step<'_>) -> Result<(), String> {
        let Some(before) = step.before else { return Ok(()) };
        match step.event {
            Event::Uncaught { .. } => {
                self.failed.insert(step.thread);
            }
            Event::Init { id, kind: "TickObject", .. } => {
                let in_microtask = before.running().any(|running| step.is_microtask(running));
                let in_main = before.running().any(|running| step.kind(running) == "Main");
                if in_microtask || in_main && is_module(step) || self.draining.get(&step.thread) == Some(&true) {
                    self.later.insert((step.thread, id));
                }
            }
            Event::Before { id } if step.is_microtask(id) && before.innermost().is_none() => {
                self.draining.insert(step.thread, true);
                let waiting = before.ticks().iter().find(|tick| !self.later.contains(&(step.thread, *tick)));
                if let (Some(tick), false) = (waiting, self.failed.contains(&step.thread)) {
                    return Err(format!("promise reaction {id} ran while tick {tick} was waiting"));
                }
            }
            Event::Before { .. } if before.innermost().is_none() => {
                self.draining.insert(step.thread, false);
                self.failed.remove(&step.thread);
            }
            _ => {}
        }
        Ok(())
    }
}

/// Whether the main script is a module: its file says so, or its ticks and promises come in the order of modules.
fn is_module(step: &Step<'_>) -> bool {
    let main = step.trace.resource(step.thread, 1);
    main.and_then(|main| main.runs.or(main.at))
        .is_none_or(|place| !place.file.ends_with(".cjs") && !place.file.ends_with(".js"))
}
