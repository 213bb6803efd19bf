//! Keeps every event of a run in memory, for writers that need the whole run.

use loopscope_engine::clock::LoopTime;
use loopscope_engine::trace::{Event, Observer, Place, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The events of a run, and one buffer with all their texts.
#[derive(Default)]
pub(crate) struct Events {
    list: Vec<(LoopTime, Event<'static>)>,
    texts: Texts,
}

/// Texts of events, each kept once.
#[derive(Default)]
struct Texts {
    known: std::collections::BTreeSet<&'static str>,
}

impl Texts {
    /// The text for as long as the process lives: a trace's texts are few, its events are many.
    fn keep(&mut self, text: &str) -> &'static str {
        if let Some(known) = self.known.get(text) {
            return known;
        }
        let kept: &'static str = Box::leak(text.to_owned().into_boxed_str());
        self.known.insert(kept);
        kept
    }
}

impl Events {
    /// When and what, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (LoopTime, Event<'_>)> {
        self.list.iter().copied()
    }

    fn add(&mut self, at: LoopTime, event: Event<'_>) {
        let texts = &mut self.texts;
        let event = match event {
            Event::Init { id, kind, trigger, callback, at } => Event::Init {
                id,
                kind: texts.keep(kind),
                trigger,
                callback: callback.map(|name| texts.keep(name)),
                at: at.map(|at| Place { file: texts.keep(at.file), line: at.line, column: at.column }),
            },
            Event::Output { stream, text } => Event::Output { stream, text: texts.keep(text) },
            Event::Uncaught { handled, text } => Event::Uncaught { handled, text: texts.keep(text) },
            Event::Iteration { number } => Event::Iteration { number },
            Event::Phase { phase } => Event::Phase { phase },
            Event::Before { id } => Event::Before { id },
            Event::After { id } => Event::After { id },
            Event::Resolve { id } => Event::Resolve { id },
            Event::Poll { until } => Event::Poll { until },
            Event::WorkQueued { work, waiting } => Event::WorkQueued { work, waiting },
            Event::WorkStarted { work, worker, busy } => Event::WorkStarted { work, worker, busy },
            Event::WorkFinished { work, worker, busy } => Event::WorkFinished { work, worker, busy },
            Event::WorkCancelled { work } => Event::WorkCancelled { work },
            Event::Thread { process, thread } => Event::Thread { process, thread },
            Event::Exit { code } => Event::Exit { code },
        };
        self.list.push((at, event));
    }
}

/// An observer that keeps everything; clones keep it together.
#[derive(Clone, Default)]
pub(crate) struct Recorder {
    events: Arc<Mutex<Events>>,
}

impl Recorder {
    /// What was kept so far.
    pub(crate) fn take(&self) -> Events {
        std::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, Events> {
        // OK because a thread that panics has already failed the run.
        self.events.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observer for Recorder {
    fn output(&mut self, _stream: Stdio, _bytes: &[u8]) {}

    fn wants_events(&self) -> bool {
        true
    }

    fn event(&mut self, at: LoopTime, event: Event<'_>) {
        self.lock().add(at, event);
    }

    fn for_thread(&self) -> Box<dyn Observer + Send> {
        Box::new(self.clone())
    }
}
