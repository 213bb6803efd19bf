//! Texts for snapshot tests, and macros that hand them to insta: the order of callbacks in one run, and the outcomes of a
//! search. They hold virtual times and no ids, and are the same on every machine, so no filter is needed.
//!
//! ```
//! use loopscope_sim::{Search, Simulation, assert_order, assert_outcomes};
//!
//! let program = Simulation::of_text("setTimeout(() => console.log('timer'), 1);
//!     setImmediate(() => console.log('immediate'));
//!     console.log('script');");
//! assert_order!(program, @r"
//! main             Main       script
//! turn 1 check     Immediate  immediate
//! turn 2 timers    Timeout    timer
//! ");
//! assert_outcomes!(Search::new(40).run(&program), @r"
//! a sample
//! - exit 0: script | immediate | timer
//! - exit 0: script | timer | immediate
//! ");
//! ```
//!
//! With a name in front instead of a text behind, the snapshot lies in a file of the test's own crate, which needs insta
//! among its dependencies.

use crate::explore::Findings;
use crate::trace::Trace;
use crate::view::Timeline;
use std::fmt::Write;

/// The labels of a run in order, a line each: turn and phase, the kind of the callback that printed it, the label.
pub fn order(trace: &Trace) -> String {
    let timeline = Timeline::new(trace);
    let mut text = String::new();
    for label in trace.order() {
        let number = trace.thread(label.index);
        let view = timeline.at(trace, label.index);
        let thread = view.threads().get(usize::from(number));
        let place = match thread.map(|thread| (thread.turn(), thread.phase())) {
            Some((0, Some(phase))) => format!("before turn 1 {}", phase.name()),
            Some((turn, Some(phase))) => format!("turn {turn} {}", phase.name()),
            _ => "main".to_owned(),
        };
        let running = thread.and_then(|thread| trace.resource(number, thread.innermost()?));
        let kind = running.map_or("", |resource| resource.kind);
        writeln!(text, "{place:<16} {kind:<10} {}", label.text).expect("a String takes all text");
    }
    text
}

/// The outcomes of a search, sorted, without how often each came: whether they are all there are, then one a line.
pub fn outcomes(findings: &Findings) -> String {
    let mut lines: Vec<String> = findings
        .outcomes
        .iter()
        .map(|outcome| format!("- exit {}: {}\n", outcome.exit, outcome.stdout.trim_end().replace('\n', " | ")))
        .collect();
    lines.sort();
    let head = if findings.complete { "complete" } else { "a sample" };
    format!("{head}\n{}", lines.concat())
}

/// Compares the order of a simulation's typical run, or of the run of a schedule, with a snapshot; see
/// [`snapshot`](crate::snapshot).
#[macro_export]
macro_rules! assert_order {
    ($simulation:expr, @$text:literal) => {
        ::insta::assert_snapshot!($crate::snapshot::order(&$simulation.trace(::core::default::Default::default())), @$text)
    };
    ($name:expr, $simulation:expr) => {
        ::insta::assert_snapshot!($name, $crate::snapshot::order(&$simulation.trace(::core::default::Default::default())))
    };
    ($name:expr, $simulation:expr, $schedule:expr) => {
        ::insta::assert_snapshot!($name, $crate::snapshot::order(&$simulation.trace($schedule)))
    };
}

/// Compares the outcomes of a search with a snapshot; see [`snapshot`](crate::snapshot).
#[macro_export]
macro_rules! assert_outcomes {
    ($findings:expr, @$text:literal) => {
        ::insta::assert_snapshot!($crate::snapshot::outcomes(&$findings), @$text)
    };
    ($name:expr, $findings:expr) => {
        ::insta::assert_snapshot!($name, $crate::snapshot::outcomes(&$findings))
    };
}
