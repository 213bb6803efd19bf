//! What becomes of resources: scheduled, under way, settled, over; and of errors that nobody catches.

use super::names::Namer;
use super::{Explanation, capital};
use crate::trace::Trace;
use crate::view::{Live, Role, Thread};
use crate::words::{agree, count};
use loopscope_engine::event_loop::Phase;
use loopscope_engine::trace::Event;

/// Something is scheduled, and where it waits.
pub(super) fn init(namer: &Namer<'_>, thread: &Thread, id: u64, trace: &Trace, index: usize) -> Explanation {
    let Event::Init { kind, queued, trigger, .. } = trace.event(index) else { return Explanation::default() };
    let name = namer.name(id);
    let who = thread.innermost().map_or_else(|| "Node".to_owned(), |by| capital(&namer.short(by)));
    let place = |waiting: usize| if waiting == 0 { "first in line".to_owned() } else { format!("behind {waiting}") };
    let why = match kind {
        "Main" => return Explanation::new("The main script is loaded.", "The first callback of all."),
        "TickObject" => format!(
            "It stands in the tick queue, {}: ticks run when this callback has returned, before promises.",
            place(thread.ticks().len())
        ),
        "Microtask" => format!("It stands in the microtask queue, {}.", place(thread.microtasks().len())),
        "PROMISE" if queued => format!(
            "Its promise is settled already, so it stands in the microtask queue, {}.",
            place(thread.microtasks().len())
        ),
        "PROMISE" if trigger != 0 => "It waits until its promise is settled.".to_owned(),
        "PROMISE" => return Explanation::new(format!("{who} makes a promise."), "Nothing is queued by that."),
        "Immediate" if thread.phase() == Some(Phase::Check) => {
            "The check phase runs what was queued before it: this one waits for the next turn.".to_owned()
        }
        "Immediate" => format!("It stands in the check queue, {}.", place(thread.immediates().len())),
        "Timeout" => "A timer of Node's lists.".to_owned(),
        _ => "Its callback comes when the loop hears of it.".to_owned(),
    };
    Explanation::new(format!("{who} schedules {name}."), why)
}

/// A callback is over.
pub(super) fn after(namer: &Namer<'_>, thread: &Thread, id: u64) -> Explanation {
    let outer = thread.running().count() > 1;
    let (ticks, microtasks) = (thread.ticks().len(), thread.microtasks().len());
    let why = match (outer, ticks, microtasks) {
        (true, ..) => "The callback around it goes on: nothing is drained in between.".to_owned(),
        (false, 0, 0) => "Both queues are empty: the next callback of the phase may come.".to_owned(),
        (false, 0, _) => format!("No ticks wait; {} next.", agree(microtasks, "microtask runs", "microtasks run")),
        (false, _, _) if thread.ticks().contains(id) => String::new(),
        (false, _, 0) => format!("{} next.", agree(ticks, "tick runs", "ticks run")),
        (false, ..) => format!(
            "{} and {} wait; both queues are drained before the next callback.",
            count(ticks, "tick"),
            count(microtasks, "microtask")
        ),
    };
    Explanation::new(format!("{} has returned.", capital(&namer.name(id))), why)
}

/// A handle starts, stops or closes.
pub(super) fn handle(namer: &Namer<'_>, id: u64, active: bool, referenced: bool, closing: bool) -> Explanation {
    let name = capital(&namer.name(id));
    if closing {
        return Explanation::new(
            format!("{name} begins to close."),
            "Its close callback runs in the closing phase, last closed first.",
        );
    }
    let live = Live { role: Role::Handle { active, closing }, referenced };
    let state = if active { "is watched by the loop" } else { "is not watched by the loop" };
    let why = if live.keeps_alive() { "It keeps the process alive." } else { "It does not keep the process alive." };
    Explanation::new(format!("{name} {state}."), why)
}

/// A request is under way.
pub(super) fn request(namer: &Namer<'_>, id: u64, work: Option<u64>) -> Explanation {
    let name = capital(&namer.name(id));
    match work {
        Some(work) => Explanation::new(
            format!("{name} is under way as work {work}."),
            "It keeps the process alive until poll reports it.",
        ),
        None => {
            Explanation::new(format!("{name} is under way."), "It keeps the process alive until the kernel is done.")
        }
    }
}

/// A promise is settled, or follows another.
pub(super) fn resolve(namer: &Namer<'_>, thread: &Thread, id: u64, follows: bool) -> Explanation {
    let name = capital(&namer.promise(id));
    if follows {
        return Explanation::new(
            format!("{name} follows another promise."),
            "That takes a microtask to ask it, and one more when it is settled: two turns later than a plain value.",
        );
    }
    let reactions = thread.reactions(id).count();
    let why = if reactions == 0 {
        "Nobody waits for it.".to_owned()
    } else {
        format!(
            "{} the microtask queue, behind {}.",
            agree(reactions, "reaction joins", "reactions join"),
            thread.microtasks().len()
        )
    };
    Explanation::new(format!("{name} is settled."), why)
}

/// An error that nobody caught.
pub(super) fn uncaught(handled: bool, text: &str) -> Explanation {
    Explanation::new(
        format!("Nobody catches {}.", text.lines().next().unwrap_or_default()),
        if handled {
            "A listener of uncaughtException deals with it. No ticks run after a callback that threw: the next one \
             comes first."
        } else {
            "No listener deals with it: the process ends."
        },
    )
}

/// A rejection that nobody caught.
pub(super) fn rejection(namer: &Namer<'_>, id: u64, text: &str) -> Explanation {
    Explanation::new(
        format!("Nobody has caught the rejection of {}.", namer.promise(id)),
        format!("Ticks and microtasks are over: now it counts. {}", text.lines().next().unwrap_or_default()),
    )
}
