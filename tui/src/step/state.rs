//! What the stepper knows: one or two runs, where the eye is, what is being typed.

use super::breakpoint::Breakpoint;
use super::quiz::Quiz;
use super::run::{Loaded, Run};
use super::spec::Spec;

/// A part of the screen that can be looked at closely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pane {
    Source,
    Stack,
    Ticks,
    Microtasks,
    Timers,
    Poll,
    Check,
    Closing,
    Live,
    Console,
}

impl Pane {
    /// All of them, in the order in which tab goes round.
    pub(crate) const ALL: [Self; 10] = [
        Self::Source,
        Self::Stack,
        Self::Ticks,
        Self::Microtasks,
        Self::Timers,
        Self::Poll,
        Self::Check,
        Self::Closing,
        Self::Live,
        Self::Console,
    ];

    /// The next one, or the one before.
    pub(crate) fn next(self, forward: bool) -> Self {
        let at = Self::ALL.iter().position(|pane| *pane == self).unwrap_or(0);
        let by = if forward { 1 } else { Self::ALL.len() - 1 };
        Self::ALL[(at + by) % Self::ALL.len()]
    }

    /// What stands above it.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Stack => "stack",
            Self::Ticks => "ticks",
            Self::Microtasks => "microtasks",
            Self::Timers => "timers",
            Self::Poll => "poll",
            Self::Check => "check",
            Self::Closing => "closing",
            Self::Live => "alive",
            Self::Console => "console",
        }
    }
}

/// What a line at the bottom asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prompt {
    Step,
    Search,
    Breakpoint,
    Change,
    Compare,
}

impl Prompt {
    /// What stands before the line.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Step => "go to step: ",
            Self::Search => "search output and names: ",
            Self::Breakpoint => "stop at: ",
            Self::Change => "seed 7, node 20 or typical: ",
            Self::Compare => "compare with seed 7, node 20 or typical: ",
        }
    }
}

/// What keys mean now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mode {
    /// They walk.
    #[default]
    Walk,
    /// They write a line.
    Prompt(Prompt, String),
    /// Any of them closes the help.
    Help,
}

/// A run that is being made in the background.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Loading {
    pub(crate) spec: Spec,
    pub(crate) slot: Slot,
    /// Events recorded so far.
    pub(crate) events: usize,
}

/// What a loaded run is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// It takes the place of the active run.
    Instead,
    /// It is shown beside the first one.
    Beside,
}

/// How the screen is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    #[default]
    Dark,
    Light,
    /// No colours, only weight and signs.
    Plain,
}

/// All that is drawn.
#[derive(Debug)]
pub(crate) struct State {
    /// The run, and perhaps one to compare it with.
    pub(crate) runs: Vec<Run>,
    /// Which of them keys walk through.
    pub(crate) active: usize,
    pub(crate) mode: Mode,
    pub(crate) focus: Pane,
    /// Whether the focused pane takes the whole body.
    pub(crate) is_zoomed: bool,
    pub(crate) breakpoints: Vec<Breakpoint>,
    pub(crate) search: String,
    /// What is to be said of the last key.
    pub(crate) message: String,
    pub(crate) quiz: Option<Quiz>,
    pub(crate) loading: Option<Loading>,
    pub(crate) theme: Theme,
    /// Columns and rows of the terminal.
    pub(crate) size: (u16, u16),
}

impl State {
    /// Nothing is loaded yet.
    pub(crate) fn new(theme: Theme, size: (u16, u16)) -> Self {
        Self {
            runs: Vec::new(),
            active: 0,
            mode: Mode::Walk,
            focus: Pane::Source,
            is_zoomed: false,
            breakpoints: Vec::new(),
            search: String::new(),
            message: String::new(),
            quiz: None,
            loading: None,
            theme,
            size,
        }
    }

    /// The run that keys walk through; none while the first one is being made.
    pub(crate) fn run(&self) -> Option<&Run> {
        self.runs.get(self.active)
    }

    /// Takes a run that has been made; it is shown at the place that was looked at before.
    pub(crate) fn take(&mut self, loaded: Loaded, slot: Slot) {
        if let Some(note) = &loaded.note {
            self.message.clone_from(note);
        }
        let mut run = Run::new(loaded);
        if let Some(old) = self.run() {
            run.go(super::same_place::same_place(old, run.trace()));
        }
        match slot {
            Slot::Instead if self.active < self.runs.len() => self.runs[self.active] = run,
            Slot::Instead => self.runs.push(run),
            Slot::Beside => {
                self.runs.truncate(1);
                self.runs.push(run);
                self.active = 0;
            }
        }
        self.quiz = None;
    }
}
