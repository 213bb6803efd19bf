//! A run that is walked through: its trace, its sources, and the step that is looked at.

use super::spec::Spec;
use loopscope_engine::trace::{Event, Place};
use loopscope_sim::explain::{Explanation, explain};
use loopscope_sim::trace::Trace;
use loopscope_sim::view::{Timeline, View};
use std::collections::BTreeMap;

/// A run that was made, with all that is to be seen of it.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// What it was made from.
    pub(crate) spec: Spec,
    /// The main file as the program sees it.
    pub(crate) program: String,
    pub(crate) trace: Trace,
    pub(crate) timeline: Timeline,
    /// Lines of the program's files, by the path that the program sees.
    pub(crate) sources: BTreeMap<String, Vec<String>>,
    /// What ended the run early, if a limit did.
    pub(crate) note: Option<String>,
}

/// A run at a step.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) loaded: Loaded,
    view: View,
    explanation: Explanation,
}

impl Run {
    /// The run before its first event.
    pub(crate) fn new(loaded: Loaded) -> Self {
        let mut run = Self { loaded, view: View::start(), explanation: Explanation::default() };
        run.go(0);
        run
    }

    /// Looks at a step; at the last one when there are not so many.
    pub(crate) fn go(&mut self, step: usize) {
        let step = step.min(self.len());
        let Loaded { trace, timeline, .. } = &self.loaded;
        let Some(index) = step.checked_sub(1) else {
            self.view = View::start();
            self.explanation = Explanation {
                what: "Nothing has happened yet.".to_owned(),
                why: "Space goes to the next event, j to the next callback, ? shows all keys.".to_owned(),
            };
            return;
        };
        let before = timeline.at(trace, index);
        self.explanation = explain(trace, &before, index);
        self.view = before;
        self.view.advance(trace);
    }

    pub(crate) const fn view(&self) -> &View {
        &self.view
    }

    pub(crate) const fn explanation(&self) -> &Explanation {
        &self.explanation
    }

    pub(crate) const fn trace(&self) -> &Trace {
        &self.loaded.trace
    }

    pub(crate) const fn step(&self) -> usize {
        self.view.step()
    }

    /// How many steps there are.
    pub(crate) fn len(&self) -> usize {
        self.trace().len()
    }

    /// The index of the event that happened last.
    pub(crate) fn last_event(&self) -> Option<usize> {
        self.step().checked_sub(1)
    }

    /// The line of the program that is being run, and those that called it: the JavaScript stack as far as it is known.
    pub(crate) fn places(&self) -> Vec<Place<'_>> {
        let Some(index) = self.last_event() else { return Vec::new() };
        let trace = self.trace();
        let own = match trace.event(index) {
            Event::Init { at, .. } | Event::Output { at, .. } => at,
            _ => None,
        };
        if let Some(at) = own {
            return std::iter::once(at).chain(trace.callers(index)).collect();
        }
        let thread = self.view.current();
        let innermost = self.view.thread().innermost().and_then(|id| trace.resource(thread, id));
        innermost.and_then(|resource| resource.runs.or(resource.at)).into_iter().collect()
    }
}
