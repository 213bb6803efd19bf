//! A trace for people: what ran, when, in which phase, who scheduled it, and what it printed.

use super::ndjson::Header;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::event_loop::Phase;
use loopscope_engine::trace::{Event, Place, Tier};
use loopscope_sim::explain::names::{file_name, word};
use loopscope_sim::trace::Trace;
use loopscope_sim::words::ms;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What is known of a resource when its callback runs.
struct Resource<'a> {
    kind: &'a str,
    callback: Option<&'a str>,
    at: Option<Place<'a>>,
}

/// Where the run is.
#[derive(Default)]
struct Position {
    iteration: u64,
    phase: Option<Phase>,
    /// The iteration and phase whose heading was written last.
    shown: Option<(u64, Phase)>,
    /// Callbacks that run inside each other now.
    depth: usize,
}

/// The whole trace.
pub(crate) fn write(header: &Header, trace: &Trace) -> String {
    let schedule = header.seed.map_or_else(|| "typical schedule".to_owned(), |seed| format!("seed {seed}"));
    let began = trace.iter().next().map_or(LoopTime::ZERO, |(at, _)| at);
    let mut text =
        format!("{} · node {} · {schedule}\n\n{:>10}  main script\n", header.program, header.node, ms(began.as_ns()));
    // Each thread counts its resources and turns by itself.
    let mut threads: BTreeMap<(u32, u32), (BTreeMap<u64, Resource>, Position)> = BTreeMap::new();
    let mut current = (0, 0);
    for (at, event) in trace.iter() {
        if let Event::Thread { process, thread } = event {
            current = (process, thread);
            line(&mut text, format_args!("\n══ {}", thread_name(process, thread)));
        }
        let (resources, position) = threads.entry(current).or_default();
        match event {
            Event::Iteration { number } => position.iteration = number,
            Event::Phase { phase } => position.phase = Some(phase),
            // OK because the heading stands for it.
            Event::Init { kind: "Main", .. } => {}
            Event::Init { id, kind, callback, at, .. } => {
                resources.insert(id, Resource { kind, callback, at });
            }
            Event::Before { id } if resources.contains_key(&id) => {
                show_phase(&mut text, position);
                show_callback(&mut text, at, resources.get(&id), position.depth);
                position.depth += 1;
            }
            Event::After { id } if resources.contains_key(&id) => position.depth = position.depth.saturating_sub(1),
            Event::Output { text: output, .. } => show_output(&mut text, output),
            Event::Uncaught { handled, text: error } => {
                let fate = if handled { "a listener deals with it" } else { "nobody catches it" };
                line(&mut text, format_args!("{:>10}  ✗ {error}: {fate}", ms(at.as_ns())));
            }
            Event::Collection { full, pause_ns } => {
                let what = if full { "the whole heap" } else { "young objects" };
                line(
                    &mut text,
                    format_args!(
                        "{:>10}  garbage collection of {what}: {:.2} ms",
                        ms(at.as_ns()),
                        pause_ns as f64 / 1e6
                    ),
                );
            }
            Event::Tier { at: function, from, to } => show_tier(&mut text, at, function, (from, to)),
            Event::Memory { space, used } => {
                line(&mut text, format_args!("{:>10}  memory of {space}: {} KiB", ms(at.as_ns()), used >> 10));
            }
            Event::Exit { code } => line(&mut text, format_args!("\n{:>10}  exit {code}", ms(at.as_ns()))),
            Event::Thread { .. } => position.shown = None,
            Event::Resolve { .. }
            | Event::Call { .. }
            | Event::Rejection { .. }
            | Event::Before { .. }
            | Event::After { .. }
            | Event::Emit { .. }
            | Event::Timer { .. }
            | Event::Ref { .. }
            | Event::Handle { .. }
            | Event::Request { .. }
            | Event::Destroy { .. }
            | Event::Poll { .. }
            | Event::PollEnd { .. }
            | Event::Ready { .. }
            | Event::Watch { .. }
            | Event::WorkQueued { .. }
            | Event::WorkStarted { .. }
            | Event::WorkFinished { .. }
            | Event::WorkCancelled { .. } => {}
        }
    }
    text
}

/// What people call a thread.
fn thread_name(process: u32, thread: u32) -> String {
    let name = if thread == 0 { "main thread".to_owned() } else { format!("worker thread {thread}") };
    if process == 0 { name } else { format!("process {process} · {name}") }
}

fn line(text: &mut String, what: std::fmt::Arguments) {
    writeln!(text, "{what}").expect("a String takes all text");
}

/// Names turn and phase, once for all callbacks of it. Before the first one the main script runs.
fn show_phase(text: &mut String, position: &mut Position) {
    let Some(phase) = position.phase else { return };
    let here = (position.iteration, phase);
    if position.shown == Some(here) {
        return;
    }
    position.shown = Some(here);
    if position.iteration == 0 {
        line(text, format_args!("\n── before turn 1 · {}", phase.name()));
    } else {
        line(text, format_args!("\n── turn {} · {}", position.iteration, phase.name()));
    }
}

fn show_callback(text: &mut String, at: LoopTime, resource: Option<&Resource>, depth: usize) {
    let Some(resource) = resource else { return };
    let indent = "  ".repeat(depth);
    let name = resource.callback.map(|name| format!(" {name}")).unwrap_or_default();
    let place = resource.at.map(|place| format!("   set at {}:{}", file_name(place.file), place.line));
    let what = format!("{indent}{}{name}", word(resource.kind));
    line(text, format_args!("{:>10}  {what:<22}{}", ms(at.as_ns()), place.unwrap_or_default()));
}

/// How V8 runs a function from now on.
fn show_tier(text: &mut String, at: LoopTime, function: Option<Place>, (from, to): (Tier, Tier)) {
    let name = function.and_then(|function| function.function).unwrap_or("a function");
    let place = function.map(|place| format!(" at {}:{}", file_name(place.file), place.line)).unwrap_or_default();
    let fall = if to < from && from.is_optimized() { " (deoptimised)" } else { "" };
    line(text, format_args!("{:>10}  V8 runs {name}{place}: {} → {}{fall}", ms(at.as_ns()), from.name(), to.name()));
}

fn show_output(text: &mut String, output: &str) {
    for printed in output.lines() {
        line(text, format_args!("{:>10}  │ {printed}", ""));
    }
}
