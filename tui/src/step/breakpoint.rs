//! Where a run stops: at a line, a label, a phase, a kind of event, a moment.

use loopscope_engine::event_loop::Phase;
use loopscope_engine::trace::{Event, Place};
use loopscope_sim::explain::names::{file_name, word};
use loopscope_sim::trace::Trace;
use loopscope_sim::words::ms;
use std::fmt::{self, Display};

/// A place to stop at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Breakpoint {
    /// Something is scheduled or printed on this line, or a callback that begins there runs.
    Line { file: Option<String>, line: u32 },
    /// This line of output.
    Label(String),
    /// The loop enters this phase.
    Phase(Phase),
    /// An event of this kind, or a callback of a resource of this kind.
    Kind(String),
    /// This moment of virtual time, in nanoseconds.
    Time(u64),
}

/// What a user may type.
pub(crate) const GRAMMAR: &str = "12, main.js:12, check, 30ms, kind timer, label text";

impl Breakpoint {
    /// Reads what a user typed; the forms are [`GRAMMAR`].
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some(label) = text.strip_prefix("label ") {
            return Ok(Self::Label(label.trim().to_owned()));
        }
        if let Some(kind) = text.strip_prefix("kind ") {
            return Ok(Self::Kind(kind.trim().to_owned()));
        }
        if let Ok(line) = text.parse() {
            return Ok(Self::Line { file: None, line });
        }
        if let Some((file, line)) = text.rsplit_once(':')
            && let Ok(line) = line.parse()
        {
            return Ok(Self::Line { file: Some(file.to_owned()), line });
        }
        if let Some(phase) = PHASES.into_iter().find(|phase| phase.name() == text) {
            return Ok(Self::Phase(phase));
        }
        match humantime::parse_duration(text) {
            Ok(time) => Ok(Self::Time(u64::try_from(time.as_nanos()).unwrap_or(u64::MAX))),
            Err(_) => Err(format!("found {text:?}, expected one of: {GRAMMAR}")),
        }
    }

    /// Whether the event of `index` is one to stop behind.
    pub(crate) fn hits(&self, trace: &Trace, index: usize) -> bool {
        let event = trace.event(index);
        match self {
            Self::Line { file, line } => {
                place_of(trace, index, event).is_some_and(|place| is_at(place, file.as_deref(), *line))
            }
            Self::Label(text) => trace.order().iter().any(|label| label.index == index && label.text == *text),
            Self::Phase(wanted) => matches!(event, Event::Phase { phase } if phase == *wanted),
            Self::Kind(kind) => kind_of(trace, index, event).iter().any(|name| name.eq_ignore_ascii_case(kind)),
            Self::Time(ns) => {
                let before = index.checked_sub(1).map_or(0, |before| trace.at(before).as_ns());
                before < *ns && trace.at(index).as_ns() >= *ns
            }
        }
    }
}

const PHASES: [Phase; 7] =
    [Phase::Timers, Phase::Pending, Phase::Idle, Phase::Prepare, Phase::Poll, Phase::Check, Phase::Closing];

fn place_of<'t>(trace: &'t Trace, index: usize, event: Event<'t>) -> Option<Place<'t>> {
    match event {
        Event::Init { at, .. } | Event::Output { at, .. } | Event::Call { at, .. } => at,
        Event::Before { id } => trace.resource(trace.thread(index), id).and_then(|resource| resource.runs),
        _ => None,
    }
}

fn is_at(place: Place<'_>, file: Option<&str>, line: u32) -> bool {
    place.line == line && file.is_none_or(|file| place.file == file || file_name(place.file) == file)
}

/// The names by which the event can be asked for.
fn kind_of<'t>(trace: &'t Trace, index: usize, event: Event<'t>) -> Vec<&'t str> {
    match event {
        Event::Before { id } => {
            let kind = trace.resource(trace.thread(index), id).map_or("", |resource| resource.kind);
            vec!["before", kind, word(kind)]
        }
        Event::Iteration { .. } => vec!["iteration", "turn"],
        Event::Phase { .. } => vec!["phase"],
        Event::Emit { name } => vec!["emit", name],
        Event::Init { .. } => vec!["init"],
        Event::Timer { .. } => vec!["timerStarted"],
        Event::Ref { .. } => vec!["ref"],
        Event::Handle { .. } => vec!["handle"],
        Event::Request { .. } => vec!["request"],
        Event::After { .. } => vec!["after"],
        Event::Destroy { .. } => vec!["destroy"],
        Event::Resolve { .. } => vec!["resolve"],
        Event::Poll { .. } => vec!["poll"],
        Event::PollEnd { .. } => vec!["pollEnd"],
        Event::Ready { .. } => vec!["ready"],
        Event::Watch { .. } => vec!["watch"],
        Event::WorkQueued { .. } => vec!["workQueued", "work"],
        Event::WorkStarted { .. } => vec!["workStarted", "work"],
        Event::WorkFinished { .. } => vec!["workFinished", "work"],
        Event::WorkCancelled { .. } => vec!["workCancelled", "work"],
        Event::Collection { .. } => vec!["collection"],
        Event::Tier { .. } => vec!["tier"],
        Event::Memory { .. } => vec!["memory"],
        Event::Output { .. } => vec!["output"],
        Event::Call { .. } => vec!["call"],
        Event::Rejection { .. } => vec!["rejection"],
        Event::Uncaught { .. } => vec!["uncaught", "error"],
        Event::Thread { .. } => vec!["thread"],
        Event::Exit { .. } => vec!["exit"],
    }
}

impl Display for Breakpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { file: Some(file), line } => write!(f, "{file}:{line}"),
            Self::Line { file: None, line } => write!(f, "line {line}"),
            Self::Label(label) => write!(f, "label {label}"),
            Self::Phase(phase) => write!(f, "phase {}", phase.name()),
            Self::Kind(kind) => write!(f, "kind {kind}"),
            Self::Time(ns) => write!(f, "{}", ms(*ns)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Breakpoint, Phase};

    #[test]
    fn every_form_of_the_grammar_is_read() {
        let line = |file: Option<&str>| Breakpoint::Line { file: file.map(str::to_owned), line: 12 };
        assert_eq!(Breakpoint::parse("12"), Ok(line(None)));
        assert_eq!(Breakpoint::parse("main.js:12"), Ok(line(Some("main.js"))));
        assert_eq!(Breakpoint::parse("check"), Ok(Breakpoint::Phase(Phase::Check)));
        assert_eq!(Breakpoint::parse("30ms"), Ok(Breakpoint::Time(30_000_000)));
        assert_eq!(Breakpoint::parse("kind timer"), Ok(Breakpoint::Kind("timer".to_owned())));
        assert_eq!(Breakpoint::parse("label a b"), Ok(Breakpoint::Label("a b".to_owned())));
        assert!(Breakpoint::parse("whenever").is_err());
    }
}
