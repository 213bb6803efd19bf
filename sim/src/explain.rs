//! The sentences that say what just happened, and why now: one file for stepper, reports and lessons.
//!
//! * [`names`]: what people call a resource, a time, a place
//! * [`callbacks`]: why a callback runs now
//!
//! Start with [`explain`]. Every sentence is made from the trace and the view before the event alone.

pub mod callbacks;
pub mod names;

use crate::trace::Trace;
use crate::view::{Live, Role, Stage, Thread, View};
use crate::words::{agree, count, ms};
use loopscope_engine::event_loop::Phase;
use loopscope_engine::trace::{Event, Place, Source, Tier};
use names::Namer;

/// What is said of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What happened, in one sentence.
    pub what: String,
    /// Why now: which rule. Empty when there is nothing to say.
    pub why: String,
}

impl Explanation {
    fn new(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { what: what.into(), why: why.into() }
    }
}

/// Says what the event of `index` is, and why it comes now; `before` is the view at step `index`.
pub fn explain(trace: &Trace, before: &View, index: usize) -> Explanation {
    let namer = Namer::new(trace, trace.thread(index));
    let empty = Thread::default();
    let thread = before.threads().get(usize::from(trace.thread(index))).unwrap_or(&empty);
    match trace.event(index) {
        Event::Iteration { number } => {
            Explanation::new(format!("Turn {number} of the loop begins."), kept_alive_by(&namer, thread))
        }
        Event::Phase { phase } => {
            Explanation::new(format!("The loop enters {}.", phase.name()), phase_rule(phase, before, thread))
        }
        Event::Emit { name: "exit" } => Explanation::new(
            "The process emits `exit`.",
            "Nothing keeps it alive any more. Listeners run now, but nothing that they schedule will, except promises.",
        ),
        Event::Emit { name } => Explanation::new(
            format!("The process emits `{name}`."),
            "The loop has nothing left to do. If a listener starts something, the loop goes round again.",
        ),
        Event::Init { id, .. } => init(&namer, thread, id, trace, index),
        Event::Before { id } => callbacks::why_now(&namer, trace, before, thread, id),
        Event::After { id } => after(&namer, thread, id),
        Event::Timer { id, delay_ms, due_ns } => Explanation::new(
            format!("{} is started: {delay_ms} ms, so it is due at {}.", capital(&namer.name(id)), ms(due_ns)),
            "It can run only in a timers phase whose clock has reached that. Timers of one delay share a list, in order \
             of their start.",
        ),
        Event::Ref { id, referenced } => {
            let verb =
                if referenced { "keeps the process alive from now on" } else { "no longer keeps the process alive" };
            Explanation::new(format!("{} {verb}.", capital(&namer.name(id))), "")
        }
        Event::Handle { id, active, referenced, closing } => handle(&namer, id, active, referenced, closing),
        Event::Request { id, work } => request(&namer, id, work),
        Event::Destroy { id } => Explanation::new(format!("{} is over.", capital(&namer.name(id))), ""),
        Event::Resolve { id, follows } => resolve(&namer, thread, id, follows),
        Event::Poll { until } => poll(&namer, before, thread, until),
        Event::PollEnd { ready: 0 } => Explanation::new("Poll ends: nothing is ready.", "The time to wait was over."),
        Event::PollEnd { ready } => Explanation::new(
            format!("Poll ends: {} ready.", agree(ready as usize, "thing is", "things are")),
            "Their callbacks run now, one after the other, with ticks and promises after each.",
        ),
        Event::Ready { source } => ready(&namer, before, trace, source),
        Event::Watch { fd, id, readable, writable } => watch(&namer, fd, id, readable, writable),
        Event::WorkQueued { .. }
        | Event::WorkStarted { .. }
        | Event::WorkFinished { .. }
        | Event::WorkCancelled { .. } => pool(trace, before, index),
        Event::Collection { full, pause_ns } => collection(full, pause_ns),
        Event::Tier { at, from, to } => tier(at, from, to),
        Event::Memory { space, used } => memory(space, used),
        Event::Output { text, at, .. } => {
            let line = at.map(|at| format!("From {}.", names::place(at))).unwrap_or_default();
            Explanation::new(format!("The program prints {:?}.", text.trim_end_matches('\n')), line)
        }
        Event::Call { name, took_ns, at, .. } => synchronous(name, took_ns, at),
        Event::Rejection { id, text } => rejection(&namer, id, text),
        Event::Uncaught { handled, text } => uncaught(handled, text),
        Event::Thread { thread, .. } => {
            let name = if thread == 0 { "the main thread".to_owned() } else { format!("worker thread {thread}") };
            Explanation::new(format!("Now {name} goes on."), "Each thread has a loop, queues and timers of its own.")
        }
        Event::Exit { code } => Explanation::new(format!("It ends with code {code}."), end_rule(thread)),
    }
}

fn synchronous(name: &str, took_ns: u64, at: Option<Place<'_>>) -> Explanation {
    let line = at.map(|at| format!(" It was called from {}.", names::place(at))).unwrap_or_default();
    Explanation::new(
        format!("Synchronous {name} has kept the thread for {}.", ms(took_ns)),
        format!("Nothing else runs while a synchronous API works.{line}"),
    )
}

fn memory(space: &str, used: u64) -> Explanation {
    let what = match space {
        "external" => "Outside of V8's heap, where the bytes of Buffers are".to_owned(),
        space => format!("In V8's {}", space.replace('_', " ")),
    };
    Explanation::new(format!("{what}, {} KiB are in use now.", used >> 10), "")
}

fn tier(at: Option<Place<'_>>, from: Tier, to: Tier) -> Explanation {
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

fn collection(full: bool, pause_ns: u64) -> Explanation {
    Explanation::new(
        format!("Garbage is collected for {}.", ms(pause_ns)),
        if full {
            "The whole heap: what survived the collections of young objects had filled it up, or the program asked."
        } else {
            "Only young objects: the program has made 16 MB of them since the last time."
        },
    )
}

fn uncaught(handled: bool, text: &str) -> Explanation {
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

fn rejection(namer: &Namer<'_>, id: u64, text: &str) -> Explanation {
    Explanation::new(
        format!("Nobody has caught the rejection of {}.", namer.promise(id)),
        format!("Ticks and microtasks are over: now it counts. {}", text.lines().next().unwrap_or_default()),
    )
}

/// What keeps a thread alive, as a sentence.
pub fn kept_alive_by(namer: &Namer<'_>, thread: &Thread) -> String {
    let holders: Vec<u64> = thread.live().filter(|(_, live)| live.keeps_alive()).map(|(id, _)| id).collect();
    let named: Vec<String> = holders.iter().take(2).map(|id| namer.name(*id)).collect();
    match holders.len() {
        0 => "The loop goes round once more.".to_owned(),
        1 | 2 => format!("Kept alive by {}.", named.join(" and ")),
        more => format!("Kept alive by {} and {} more.", named.join(", "), more - 2),
    }
}

fn phase_rule(phase: Phase, before: &View, thread: &Thread) -> String {
    let now = before.now().as_ns();
    match phase {
        Phase::Timers => match thread.timers().next() {
            None => "No timer is started.".to_owned(),
            Some(first) if first.due_ns <= now => format!(
                "{} due by now, at {}.",
                agree(thread.timers().filter(|timer| timer.due_ns <= now).count(), "timer is", "timers are"),
                ms(now)
            ),
            Some(first) => format!("None is due: the first one is in {}.", ms(first.due_ns - now)),
        },
        Phase::Pending => "Only callbacks that an earlier poll put off run here, such as a failed connect.".to_owned(),
        Phase::Idle => "No callbacks: waiting immediates only keep poll from blocking.".to_owned(),
        Phase::Prepare => "No callbacks of Node: the last stop before poll.".to_owned(),
        Phase::Poll => {
            "Here the loop hears of the kernel and the thread pool, and waits if nothing else is to do.".to_owned()
        }
        Phase::Check => match thread.immediates().len() {
            0 => "No immediate waits.".to_owned(),
            waiting => format!(
                "{} in one go; what they queue waits for the next turn.",
                agree(waiting, "immediate runs", "immediates run")
            ),
        },
        Phase::Closing => match thread.closing().len() {
            0 => "No handle is closing.".to_owned(),
            waiting => format!("{}, last closed first.", agree(waiting, "handle is closed", "handles are closed")),
        },
    }
}

fn init(namer: &Namer<'_>, thread: &Thread, id: u64, trace: &Trace, index: usize) -> Explanation {
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

fn after(namer: &Namer<'_>, thread: &Thread, id: u64) -> Explanation {
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

fn handle(namer: &Namer<'_>, id: u64, active: bool, referenced: bool, closing: bool) -> Explanation {
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

fn request(namer: &Namer<'_>, id: u64, work: Option<u64>) -> Explanation {
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

fn resolve(namer: &Namer<'_>, thread: &Thread, id: u64, follows: bool) -> Explanation {
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

fn poll(namer: &Namer<'_>, before: &View, thread: &Thread, until: Option<u64>) -> Explanation {
    let now = before.now().as_ns();
    match until {
        Some(until) if until <= now => {
            let why = if !thread.immediates().is_empty() {
                "Immediates wait, so it must not block."
            } else if !thread.closing().is_empty() {
                "Handles are closing, so it must not block."
            } else if thread.timers().next().is_some_and(|timer| timer.due_ns <= now) {
                "A timer is due, so it must not block."
            } else {
                "Nothing keeps the process alive, so it does not block."
            };
            Explanation::new("Poll only looks: it does not wait.", why)
        }
        Some(until) => {
            let timer = thread.timers().next().map(|timer| namer.name(timer.id));
            let why = timer
                .map_or_else(String::new, |timer| format!("Until then {timer} is not due, and nothing else is to do."));
            Explanation::new(format!("Poll waits for at most {}.", ms(until - now)), why)
        }
        None => Explanation::new(
            "Poll waits for as long as it takes.",
            format!("No timer is started. {}", kept_alive_by(namer, thread)),
        ),
    }
}

fn ready(namer: &Namer<'_>, before: &View, trace: &Trace, source: Source) -> Explanation {
    let what = match source {
        Source::Work(work) => {
            let request = before.pool(trace).request_of(work).map(|(_, id)| namer.name(id));
            format!("Ready: {}.", request.unwrap_or_else(|| format!("work {work}")))
        }
        Source::Descriptor(fd) => {
            let thread = before.threads().get(usize::from(before.current()));
            let handle = thread.and_then(|thread| thread.watched().find(|(other, ..)| *other == fd));
            let name = handle.filter(|(_, id, ..)| *id != 0).map(|(_, id, ..)| format!(" of {}", namer.name(id)));
            format!("Ready: descriptor {fd}{}.", name.unwrap_or_default())
        }
        Source::Wake => "Ready: somebody in the process woke the loop.".to_owned(),
        Source::Change => "Ready: a watched file changed.".to_owned(),
    };
    Explanation::new(what, "Poll serves what is ready in this order.")
}

fn watch(namer: &Namer<'_>, fd: i32, id: u64, readable: bool, writable: bool) -> Explanation {
    let whose = if id == 0 { String::new() } else { format!(" ({})", namer.name(id)) };
    let what = match (readable, writable) {
        (true, true) => "for data and for room",
        (true, false) => "for data",
        (false, true) => "for room to write",
        (false, false) => "no longer",
    };
    Explanation::new(
        format!("The kernel is told to watch descriptor {fd}{whose} {what}."),
        "epoll learns of changes when poll begins.",
    )
}

fn pool(trace: &Trace, before: &View, index: usize) -> Explanation {
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

fn end_rule(thread: &Thread) -> &'static str {
    match thread.stage() {
        Stage::Exit => "Nothing keeps it alive any more.",
        _ => "It was ended at once: what still waits never runs.",
    }
}

/// The text with a capital letter at its start.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
