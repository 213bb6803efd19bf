//! The observer that keeps everything.

use super::Trace;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::profile::Profile;
use loopscope_engine::trace::{Event, Observer, Stdio};
use std::cell::RefCell;
use std::rc::Rc;

/// Records a run; clones record it together: give one to the runtime, and [take](Self::take) the trace from the other.
#[derive(Clone, Debug)]
pub struct Recorder {
    trace: Rc<RefCell<Trace>>,
}

impl Recorder {
    /// A recorder of a run under this profile.
    pub fn new(profile: Profile) -> Self {
        Self { trace: Rc::new(RefCell::new(Trace { profile, ..Trace::default() })) }
    }

    /// How many events there are so far.
    pub fn len(&self) -> usize {
        self.trace.borrow().len()
    }

    /// Whether nothing has happened so far.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What was recorded; the recorder is empty then.
    pub fn take(&self) -> Trace {
        let mut trace = self.trace.take();
        self.trace.borrow_mut().profile = trace.profile;
        trace.finish();
        trace
    }
}

impl Observer for Recorder {
    fn output(&mut self, _stream: Stdio, _bytes: &[u8]) {}

    fn wants_events(&self) -> bool {
        true
    }

    fn event(&mut self, at: LoopTime, event: Event<'_>) {
        self.trace.borrow_mut().add(at, event);
    }
}
