//! A delay that does not fit into 31 bits of milliseconds becomes one millisecond.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::listener_leak::warnings;
use super::observe::Observation;

/// See the file's head.
pub(super) struct TimerOverflow;

impl Diagnosis for TimerOverflow {
    fn name(&self) -> &'static str {
        "timer-overflow"
    }

    fn summary(&self) -> &'static str {
        "a delay beyond 24.8 days fires at once"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        warnings(run, "TimeoutOverflowWarning")
            .map(|(place, warning)| {
                Finding::new(
                    self,
                    Layer::Core,
                    "a timer that was to fire in weeks fires at once",
                    "a delay of more than 2147483647 ms",
                )
                .on_line(place)
                .evidence(warning)
                .next("set a shorter timer again and again, or leave the date to a scheduler outside of the process")
            })
            .collect()
    }
}
