//! The queues and the machine as lists, each with a word on it.

use super::super::run::Run;
use super::super::state::{Pane, State};
use super::style::Style;
use super::{Section, source};
use loopscope_engine::trace::{Event, Source, Stdio};
use loopscope_sim::explain::names::{self, Namer, place};
use loopscope_sim::view::pool::Progress;
use loopscope_sim::view::{Queue, Role};
use loopscope_sim::words::ms;
use ratatui::text::{Line, Span};

/// The most lines that a list makes: no terminal shows more, and a queue may hold a million.
const LINES_MAX: usize = 200;

/// The content of a pane.
pub(super) fn section(pane: Pane, run: &Run, state: &State, style: Style) -> Section {
    let thread = run.view().thread();
    match pane {
        Pane::Source => source::section(run, state, style),
        Pane::Console => console(run, style),
        Pane::Stack => stack(run, style),
        Pane::Ticks => queue(pane, run, thread.ticks(), false),
        Pane::Microtasks => queue(pane, run, thread.microtasks(), false),
        Pane::Check => queue(pane, run, thread.immediates(), false),
        Pane::Closing => queue(pane, run, thread.closing(), true),
        Pane::Timers => timers(run, style),
        Pane::Poll => poll(run, style),
        Pane::Live => live(run, style),
    }
}

fn namer(run: &Run) -> Namer<'_> {
    Namer::new(run.trace(), run.view().current())
}

fn list(pane: Pane, summary: String, lines: Vec<Line<'static>>) -> Section {
    Section { pane, summary, lines, eye: 0 }
}

fn queue(pane: Pane, run: &Run, queue: &Queue, newest_first: bool) -> Section {
    let namer = namer(run);
    let mut ids: Vec<u64> = if newest_first {
        queue.iter().rev().take(LINES_MAX).collect()
    } else {
        queue.iter().take(LINES_MAX).collect()
    };
    ids.truncate(LINES_MAX);
    let lines = ids.iter().zip(1..).map(|(id, at)| Line::from(format!(" {at} {}", namer.name(*id))));
    list(pane, queue.len().to_string(), lines.collect())
}

/// Running callbacks, innermost first, then the lines of JavaScript, then who scheduled it: the async stack.
fn stack(run: &Run, style: Style) -> Section {
    let namer = namer(run);
    let thread = run.view().thread();
    let running: Vec<u64> = thread.running().collect();
    let mut lines: Vec<Line> = Vec::new();
    for place_of in run.places().iter().take(8) {
        let function = place_of.function.unwrap_or("(top level)");
        lines.push(Line::from(format!(" {function} {}", place(*place_of))));
    }
    for id in running.iter().rev() {
        lines.push(Line::styled(format!(" in {}", namer.name(*id)), style.name()));
    }
    if let Some(innermost) = running.last() {
        let mut at = *innermost;
        for _ in 0..6 {
            let Some(resource) = namer.resource(at).filter(|resource| resource.trigger != 0) else { break };
            lines.push(Line::styled(format!(" ⤷ set by {}", namer.name(resource.trigger)), style.dim()));
            at = resource.trigger;
        }
    }
    let summary = if running.is_empty() { "nothing runs".to_owned() } else { String::new() };
    list(Pane::Stack, summary, lines)
}

fn timers(run: &Run, style: Style) -> Section {
    let namer = namer(run);
    let (view, thread) = (run.view(), run.view().thread());
    let now = view.now().as_ns();
    let lines = thread.timers().take(LINES_MAX).map(|timer| {
        let unref = thread.living(timer.id).is_some_and(|live| !live.referenced);
        let due = match timer.due_ns.checked_sub(now) {
            Some(0) | None => Span::styled(format!(" due {} ago", ms(now - timer.due_ns)), style.now()),
            Some(left) => Span::raw(format!(" in {}", ms(left))),
        };
        let name = format!(" {}{}", namer.name(timer.id), if unref { " unref" } else { "" });
        Line::from(vec![due, Span::raw(name)])
    });
    list(Pane::Timers, thread.timer_count().to_string(), lines.collect())
}

fn poll(run: &Run, style: Style) -> Section {
    let namer = namer(run);
    let (view, thread) = (run.view(), run.view().thread());
    let pool = view.pool(run.trace());
    let now = view.now().as_ns();
    let mut lines: Vec<Line> = Vec::new();
    for source in thread.ready() {
        let what = match source {
            Source::Work(work) => {
                pool.request_of(work).map_or_else(|| format!("work {work}"), |(_, id)| namer.name(id))
            }
            Source::Descriptor(fd) => format!("descriptor {fd}"),
            Source::Wake => "a message or signal".to_owned(),
            Source::Change => "a changed file".to_owned(),
        };
        lines.push(Line::styled(format!(" ready: {what}"), style.now()));
    }
    for work in pool.works().filter(|work| work.progress == Progress::Done) {
        lines.push(Line::styled(format!(" done: {}", names::work(run.trace(), pool, work.number)), style.good()));
    }
    for worker in 0..pool.workers().min(64) {
        let line = match pool.worker(worker) {
            None => Line::styled(format!(" worker {worker} idle"), style.dim()),
            Some(work) => {
                let slow = if work.slow { " (slow)" } else { "" };
                let since = ms(now.saturating_sub(work.since.as_ns()));
                let name = names::work(run.trace(), pool, work.number);
                Line::from(format!(" worker {worker} {name}{slow} for {since}"))
            }
        };
        lines.push(line);
    }
    for work in pool.waiting().take(LINES_MAX) {
        let slow = if work.slow { " (slow)" } else { "" };
        lines.push(Line::from(format!(" waits: {}{slow}", names::work(run.trace(), pool, work.number))));
    }
    for (fd, id, readable, writable) in thread.watched() {
        let what = match (readable, writable) {
            (true, true) => "data, room",
            (true, false) => "data",
            _ => "room",
        };
        lines.push(Line::from(format!(" fd {fd} for {what}: {}", namer.name(id))));
    }
    let slow = if pool.slow_running() > 0 {
        format!(" · slow {}/{}", pool.slow_running(), pool.slow_slots())
    } else {
        String::new()
    };
    let summary = match thread.wait() {
        Some(wait) => wait.until_ns.map_or("waits".to_owned(), |until| {
            if until <= now { "looks".to_owned() } else { format!("waits ≤ {}", ms(until - now)) }
        }),
        None if pool.workers() == 0 => "no pool yet".to_owned(),
        None => {
            let busy = pool.works().filter(|work| matches!(work.progress, Progress::Runs(_))).count();
            format!("{busy}/{} workers, {} wait", pool.workers(), pool.waiting().count())
        }
    };
    list(Pane::Poll, summary + &slow, lines)
}

/// What lives, and what of it keeps the process alive.
fn live(run: &Run, style: Style) -> Section {
    let namer = namer(run);
    let thread = run.view().thread();
    let holders = thread.live().filter(|(_, live)| live.keeps_alive()).count();
    let lines = thread.live().take(LINES_MAX).map(|(id, live)| {
        let state = match live.role {
            Role::Handle { closing: true, .. } => " closing",
            Role::Handle { active: false, .. } => " inactive",
            Role::Handle { .. } | Role::Timer | Role::Immediate | Role::Request(_) => "",
        };
        let unref = if live.referenced { "" } else { " unref" };
        let text = format!("{}{state}{unref}", namer.name(id));
        if live.keeps_alive() {
            Line::from(vec![Span::styled(" + ", style.good()), Span::raw(text)])
        } else {
            Line::styled(format!(" - {text}"), style.dim())
        }
    });
    list(Pane::Live, format!("{holders} keep{} it alive", if holders == 1 { "s" } else { "" }), lines.collect())
}

fn console(run: &Run, style: Style) -> Section {
    let trace = run.trace();
    let mut lines = Vec::new();
    // From the end: a long program has printed much, a screen shows little.
    for index in trace.outputs_before(run.step()) {
        let Event::Output { text, stream, .. } = trace.event(index) else { continue };
        if lines.len() >= LINES_MAX {
            break;
        }
        let is_newest = index + 1 == run.step() && lines.is_empty();
        for printed in text.lines().rev() {
            let drawn = match stream {
                Stdio::Stderr => style.bad(),
                Stdio::Stdout if is_newest => style.now(),
                Stdio::Stdout => ratatui::style::Style::new(),
            };
            let sign = if stream == Stdio::Stderr { "! " } else { "│ " };
            lines.push(Line::styled(format!("{sign}{printed}"), drawn));
        }
    }
    lines.reverse();
    let eye = lines.len();
    Section { pane: Pane::Console, summary: String::new(), lines, eye }
}
