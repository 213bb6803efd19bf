//! The typical strategy: the middle of every cost, first come first served, no faults.
//!
//! Use it to see what a program usually does, and as the ground that other schedules are compared with. Never to claim
//! that something cannot happen.

use super::{ChoicePoint, Origin, Scheduler};

/// Gives the typical answer to everything. What a run without a seed uses.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typical;

impl Scheduler for Typical {
    fn origin(&self) -> Origin {
        Origin::Typical
    }

    fn choose(&mut self, point: &ChoicePoint<'_>) -> u64 {
        point.alternatives.typical()
    }
}
