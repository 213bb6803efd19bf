//! Where the keys go: from one step of a trace to another.

use loopscope_engine::trace::Event;
use loopscope_sim::trace::Trace;

/// How far one key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// One event.
    Event,
    /// To where a callback has just begun.
    Callback,
    /// To where the loop has just entered a phase.
    Phase,
    /// To where a turn of the loop has just begun.
    Turn,
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Forward,
    Back,
}

impl Unit {
    fn ends_with(self, event: Event<'_>) -> bool {
        match self {
            Self::Event => true,
            Self::Callback => matches!(event, Event::Before { .. }),
            Self::Phase => matches!(event, Event::Phase { .. }),
            Self::Turn => matches!(event, Event::Iteration { .. }),
        }
    }
}

/// The step that lies one unit from `step`; the end or the start when there is none.
pub(crate) fn go(trace: &Trace, step: usize, unit: Unit, way: Way) -> usize {
    let found = find(trace, step, way, |index| unit.ends_with(trace.event(index)));
    found.unwrap_or(match way {
        Way::Forward => trace.len(),
        Way::Back => 0,
    })
}

/// The nearest other step whose last event satisfies `is_it`, given its index.
pub(crate) fn find(trace: &Trace, step: usize, way: Way, is_it: impl Fn(usize) -> bool) -> Option<usize> {
    let found = match way {
        Way::Forward => (step..trace.len()).find(|index| is_it(*index)),
        Way::Back => (0..step.saturating_sub(1)).rev().find(|index| is_it(*index)),
    };
    found.map(|index| index + 1)
}
