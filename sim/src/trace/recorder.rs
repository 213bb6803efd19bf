//! The observer that keeps everything.

use super::Trace;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::profile::Profile;
use loopscope_engine::trace::{Event, Observer, Stdio, Wants};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Records a run; clones record it together: give one to the runtime, and [take](Self::take) the trace from the other.
#[derive(Clone, Debug)]
pub struct Recorder {
    trace: Arc<Mutex<Trace>>,
    wants: Wants,
}

impl Recorder {
    /// A recorder of a run under this profile.
    pub fn new(profile: Profile) -> Self {
        let wants = Wants { events: true, ..Wants::default() };
        Self { trace: Arc::new(Mutex::new(Trace::of(profile))), wants }
    }

    /// The same recorder, which also asks how V8 has compiled the callbacks: [`Event::Tier`].
    #[must_use]
    pub fn with_tiers(mut self, tiers: bool) -> Self {
        self.wants.tiers = tiers;
        self
    }

    /// The same recorder, which also asks how much memory is in use: [`Event::Memory`].
    #[must_use]
    pub fn with_memory(mut self, memory: bool) -> Self {
        self.wants.memory = memory;
        self
    }

    /// How many events there are so far.
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    /// Whether nothing has happened so far.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What was recorded; the recorder is empty then.
    pub fn take(&self) -> Trace {
        let mut recorded = self.lock();
        let profile = recorded.profile();
        let mut trace = std::mem::replace(&mut *recorded, Trace::of(profile));
        trace.finish();
        trace
    }

    fn lock(&self) -> MutexGuard<'_, Trace> {
        // OK because a thread that panics has already failed the run.
        self.trace.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observer for Recorder {
    fn output(&mut self, _stream: Stdio, _bytes: &[u8]) {}

    fn wants(&self) -> Wants {
        self.wants
    }

    fn for_thread(&self) -> Box<dyn Observer + Send> {
        Box::new(self.clone())
    }

    fn event(&mut self, at: LoopTime, event: Event<'_>) {
        self.lock().add(at, event);
    }
}
