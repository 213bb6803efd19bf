//! The order of a run: every line that the program printed, with the callback that printed it and where the loop was.
//!
//! A callback is known by what it prints: that survives an edit of the program, and it is what people look for.

use loopscope_engine::event_loop::Phase;
use loopscope_engine::program::LimitHit;
use loopscope_engine::trace::{Event, Stdio};
use loopscope_sim::explain::names::word;
use loopscope_sim::scheduler::Scheduler;
use loopscope_sim::simulation::Manner;
use loopscope_sim::trace::{Recorder, ThreadNumber, Trace};
use loopscope_sim::{Run, Simulation};
use std::collections::BTreeMap;
use std::fmt;

/// Where a thread was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The main script runs, or the ticks and microtasks right behind it.
    #[default]
    Start,
    /// The loop runs.
    Loop {
        /// The turn, counted from 1; 0 for timers that are due before the first turn.
        turn: u64,
        /// The phase.
        phase: Phase,
    },
    /// The loop has ended: listeners of `beforeExit` and `exit` run, and what they queue.
    End,
}

/// A line that the program printed, or an error that no code caught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The thread, counted from 0, the main one, in the order in which they appear.
    pub thread: ThreadNumber,
    /// Where the thread was.
    pub place: Place,
    /// What ran: `main script`, `tick`, `promise reaction`, `timer`…, or Node's own name for it.
    pub what: String,
    /// The line.
    pub label: String,
}

/// What a program did, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Line by line.
    pub steps: Vec<Step>,
    /// How it ended, such as `exit 0`.
    pub end: String,
}

impl Order {
    /// Runs a program, and gives its order and everything else that came of the run.
    pub fn of_run(simulation: &Simulation, scheduler: Box<dyn Scheduler>) -> (Self, Run) {
        let recorder = Recorder::new(simulation.program().profile);
        let manner = Manner { observer: Some(Box::new(recorder.clone())), ..Manner::new(scheduler) };
        let run = simulation.run_in(manner);
        (Self { steps: steps(&recorder.take()), end: end(&run) }, run)
    }

    /// The program's lines without anything around them.
    pub fn lines(&self) -> String {
        self.steps.iter().map(|step| format!("{}\n", step.label)).collect()
    }
}

/// How a run ended, in words.
fn end(run: &Run) -> String {
    match &run.limit {
        None => format!("exit {}", run.exit),
        Some(LimitHit::Steps(_)) => "stopped: too many callbacks".to_owned(),
        Some(LimitHit::VirtualTime(_)) => "stopped: too much virtual time".to_owned(),
        Some(LimitHit::Heap(_)) => "stopped: too much memory".to_owned(),
        Some(LimitHit::Interrupted) => "stopped: too much real time".to_owned(),
        Some(LimitHit::WaitsForever(_)) => "stopped: it waits forever".to_owned(),
    }
}

impl fmt::Display for Place {
    fn fmt(&self, text: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Start => text.pad("start"),
            Self::Loop { turn, phase } => text.pad(&format!("turn {turn}  {}", phase.name())),
            Self::End => text.pad("end"),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, text: &mut fmt::Formatter) -> fmt::Result {
        if self.thread > 0 {
            write!(text, "thread {}: ", self.thread)?;
        }
        write!(text, "{:<17}{:<18}{}", self.place, self.what, self.label)
    }
}

/// A line a step, then how it ended.
impl fmt::Display for Order {
    fn fmt(&self, text: &mut fmt::Formatter) -> fmt::Result {
        self.steps.iter().try_for_each(|step| writeln!(text, "{step}"))?;
        writeln!(text, "{}", self.end)
    }
}

/// What a thread is doing.
#[derive(Default)]
struct Doing {
    place: Place,
    turn: u64,
    /// The ids of the callbacks that run inside each other now.
    running: Vec<u64>,
    /// What was printed without the end of its line.
    partial: String,
}

fn steps(trace: &Trace) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut threads: BTreeMap<ThreadNumber, Doing> = BTreeMap::new();
    for (index, (_, event)) in trace.iter().enumerate() {
        let thread = trace.thread(index);
        let doing = threads.entry(thread).or_default();
        let mut add = |doing: &Doing, label: String| {
            let what = what(trace, thread, doing);
            steps.push(Step { thread, place: doing.place, what, label });
        };
        match event {
            Event::Iteration { number } => doing.turn = number,
            Event::Phase { phase } => doing.place = Place::Loop { turn: doing.turn, phase },
            Event::Emit { .. } => doing.place = Place::End,
            Event::Before { id } => doing.running.push(id),
            Event::After { .. } => {
                doing.running.pop();
            }
            Event::Output { stream: Stdio::Stdout, text, .. } => {
                doing.partial += text;
                while let Some(end) = doing.partial.find('\n') {
                    let line: String = doing.partial.drain(..=end).collect();
                    add(doing, line.trim_end().to_owned());
                }
            }
            Event::Uncaught { handled, text } => add(doing, uncaught(handled, text)),
            _ => {}
        }
    }
    for (thread, doing) in threads.into_iter().filter(|(_, doing)| !doing.partial.is_empty()) {
        let what = what(trace, thread, &doing);
        steps.push(Step { thread, place: doing.place, what, label: doing.partial });
    }
    steps
}

fn uncaught(handled: bool, text: &str) -> String {
    let fate = if handled { "a listener deals with it" } else { "nobody catches it" };
    let error = text.lines().find(|line| line.contains("Error")).or_else(|| text.lines().next());
    format!("✗ {}: {fate}", error.unwrap_or_default().trim())
}

/// The word that people use for what runs in a thread.
fn what(trace: &Trace, thread: ThreadNumber, doing: &Doing) -> String {
    let resource = doing.running.last().and_then(|id| trace.resource(thread, *id));
    let name = match (resource.map(|resource| resource.kind), doing.place) {
        (Some("Main"), _) | (None, Place::Start) => "main script",
        (None, Place::End) => "exit listener",
        (None, Place::Loop { .. }) => "runtime",
        (Some(kind), _) => word(kind),
    };
    name.to_owned()
}
