//! What goes on below the program: synchronous calls, the thread pool, V8's code and memory.

use super::{Explanation, capital, names};
use crate::trace::Trace;
use crate::view::View;
use crate::words::{agree, ms};
use loopscope_engine::trace::{Event, Place, Tier};

/// A synchronous API has worked.
pub(super) fn synchronous(name: &str, took_ns: u64, at: Option<Place<'_>>) -> Explanation {
    let line = at.map(|at| format!(" It was called from {}.", names::place(at))).unwrap_or_default();
    Explanation::new(
        format!("Synchronous {name} has kept the thread for {}.", ms(took_ns)),
        format!("Nothing else runs while a synchronous API works.{line}"),
    )
}

/// Memory in use.
pub(super) fn memory(space: &str, used: u64) -> Explanation {
    let what = match space {
        "external" => "Outside of V8's heap, where the bytes of Buffers are".to_owned(),
        space => format!("In V8's {}", space.replace('_', " ")),
    };
    Explanation::new(format!("{what}, {} KiB are in use now.", used >> 10), "")
}

/// V8 runs a function in another way.
pub(super) fn tier(at: Option<Place<'_>>, from: Tier, to: Tier) -> Explanation {
    let name = at.and_then(|at| at.function).unwrap_or("a function without a name");
    let place = at.map(|at| format!(" It begins at {}.", names::place(at))).unwrap_or_default();
    let why = match to {
        Tier::Interpreted | Tier::Baseline if from.is_optimized() => {
            "A deoptimisation: its fast code held for the kinds of values seen so far only, and another kind came."
        }
        Tier::Interpreted => "Its machine code was dropped.",
        Tier::Baseline => "It ran often enough for machine code that follows the bytecode step by step.",
        Tier::Maglev | Tier::Turbofan if from > to => {
            "Its fastest code held for the kinds of values seen so far only, and another kind came."
        }
        Tier::Maglev => "It ran often enough for machine code that rests on the kinds of values seen so far.",
        Tier::Turbofan => "It ran so much that V8 took all effort, resting on the kinds of values seen so far.",
    };
    Explanation::new(
        format!("{} runs {} now, no longer {}.", capital(name), to.name(), from.name()),
        format!("{why}{place}"),
    )
}

/// Garbage was collected.
pub(super) fn collection(full: bool, pause_ns: u64) -> Explanation {
    Explanation::new(
        format!("Garbage is collected for {}.", ms(pause_ns)),
        if full {
            "The whole heap: what survived the collections of young objects had filled it up, or the program asked."
        } else {
            "Only young objects: the program has made 16 MB of them since the last time."
        },
    )
}

/// The thread pool is asked, works or is done.
pub(super) fn pool(trace: &Trace, before: &View, index: usize) -> Explanation {
    let pool = before.pool(trace);
    let name = |work: u64| names::work(trace, pool, work);
    match trace.event(index) {
        Event::WorkQueued { name, slow, workers, waiting, .. } => {
            let kind = if slow {
                format!(" Slow I/O: at most {} of {workers} workers do it.", workers.div_ceil(2))
            } else {
                String::new()
            };
            let line = if waiting > 1 {
                format!("{} before it.", agree(waiting as usize - 1, "piece waits", "pieces wait"))
            } else {
                "Nobody waits before it.".to_owned()
            };
            Explanation::new(format!("The thread pool is asked to {name}."), line + &kind)
        }
        Event::WorkStarted { work, worker, busy } => Explanation::new(
            format!("Worker {worker} begins {}.", name(work)),
            format!("{busy} of {} workers are busy.", pool.workers()),
        ),
        Event::WorkFinished { work, worker, .. } => Explanation::new(
            format!("Worker {worker} has finished {}.", name(work)),
            "The loop hears of it when it polls next.",
        ),
        Event::WorkCancelled { work } => {
            Explanation::new(format!("{} is taken back.", capital(&name(work))), "No worker had begun it.")
        }
        _ => Explanation::default(),
    }
}
