//! Any step of a trace at once: views are kept on the way, and the rest of the way is gone again.

use super::View;
use crate::trace::Trace;

/// How many steps lie between two views that are kept: few enough that going from one to the next takes about a
/// millisecond, many enough that a million steps need a thousand views.
const SPACING: usize = 1024;

/// The views of a trace that are kept.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// One each [`SPACING`] steps, from step 0 on.
    kept: Vec<View>,
}

impl Timeline {
    /// Goes through the whole trace once.
    pub fn new(trace: &Trace) -> Self {
        Self::with_progress(trace, |_| ())
    }

    /// The same; `progress` hears of every step at which a view is kept.
    pub fn with_progress(trace: &Trace, mut progress: impl FnMut(usize)) -> Self {
        let mut view = View::start();
        let mut kept = vec![view.clone()];
        while view.advance(trace) {
            if view.step().is_multiple_of(SPACING) {
                progress(view.step());
                kept.push(view.clone());
            }
        }
        Self { kept }
    }

    /// The view at a step, at the last one for a step behind the end. `trace` is the one that the timeline was made of.
    pub fn at(&self, trace: &Trace, step: usize) -> View {
        let kept = (step / SPACING).min(self.kept.len() - 1);
        let mut view = self.kept[kept].clone();
        while view.step() < step && view.advance(trace) {}
        view
    }
}
