//! A run made twice, and held against itself.

use super::{Guard, Manner, Run, Simulation};
use crate::scheduler::retrace::{Divergence, Parted, Retrace};
use crate::scheduler::{Keep, Luck, Scheduler};
use crate::trace::Trace;
use loopscope_engine::Interrupter;
use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

/// What stops the second run, once that has begun.
type Stopper = Arc<Mutex<Option<Interrupter>>>;

impl Simulation {
    /// The same run twice, whose scheduler `make` makes anew each time. It stops at the first decision that differs and
    /// shows both sides.
    ///
    /// # Errors
    ///
    /// The first decision that differs; [`Divergence::place`] behind the last one when only what the runs print, their
    /// code or their events differ.
    pub fn run_twice(&self, luck: Luck, make: impl Fn() -> Box<dyn Scheduler>) -> Result<Run, Box<Divergence>> {
        let (first, events) = self.run_watched(Manner { luck, keep: Keep::Log, ..Manner::new(make()) });
        let (parted, interrupter) = (Parted::default(), Stopper::default());
        let stop = {
            let interrupter = Arc::clone(&interrupter);
            move || {
                if let Some(interrupter) = interrupter.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
                    interrupter.interrupt();
                }
            }
        };
        let retrace = Retrace::new(make(), first.log.clone(), Arc::clone(&parted), Box::new(stop));
        let outer = self.guard.clone();
        let guard: Guard = Arc::new(move |begun: Interrupter| {
            *interrupter.lock().unwrap_or_else(PoisonError::into_inner) = Some(begun.clone());
            outer.as_ref().map_or_else(|| Box::new(()) as Box<dyn Any>, |outer| outer(begun))
        });
        let manner = Manner { luck, keep: Keep::Log, ..Manner::new(Box::new(retrace)) };
        let (second, again) = self.clone().guard(guard).run_watched(manner);
        if let Some(divergence) = parted.lock().unwrap_or_else(PoisonError::into_inner).take() {
            return Err(Box::new(divergence));
        }
        let end = |run: &Run, events: &Trace| {
            let told = format!("{} events, code {}, {:?}, {:?}", events.len(), run.exit, run.stdout, run.stderr);
            (told, run.log.len() as u64)
        };
        if first != second || !events.iter().eq(again.iter()) {
            let (one, other) = (end(&first, &events), end(&second, &again));
            return Err(Box::new(Divergence { place: first.log.len(), first: Some(one), second: Some(other) }));
        }
        Ok(first)
    }
}

#[cfg(test)]
mod tests {
    use crate::Simulation;
    use crate::scheduler::{ChoicePoint, Luck, Origin, Scheduler, Seeded, Typical};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    const PROGRAM: &str = "const fs = require('fs');
        for (const n of [1, 2, 3]) fs.stat(__filename, () => console.log(n));";

    /// A strategy that breaks the contract: each value of it has other luck.
    struct Moody(Seeded);

    impl Scheduler for Moody {
        fn origin(&self) -> Origin {
            Origin::Manual
        }

        fn choose(&mut self, point: &ChoicePoint<'_>) -> u64 {
            self.0.choose(point)
        }
    }

    #[test]
    fn a_run_under_a_seed_is_the_same_twice() {
        for luck in [Luck::OfTimes, Luck::OfOrders] {
            let run = Simulation::of_text(PROGRAM).run_twice(luck, || Box::new(Seeded::new(7)));
            assert_eq!(run.map(|run| run.exit), Ok(0));
        }
        assert!(Simulation::of_text(PROGRAM).run_twice(Luck::OfTimes, || Box::new(Typical)).is_ok());
    }

    #[test]
    fn luck_from_elsewhere_is_caught_at_its_first_decision() {
        let seeds = Arc::new(AtomicU64::new(0));
        let divergence = Simulation::of_text(PROGRAM)
            .run_twice(Luck::OfTimes, || Box::new(Moody(Seeded::new(seeds.fetch_add(1, Ordering::Relaxed)))))
            .expect_err("two seeds differ");
        assert_eq!(divergence.place, 0);
        assert!(divergence.to_string().starts_with("decision 1: first startup-cost(main)"), "{divergence}");
    }
}
