//! Strategies for property tests with proptest: random programs, random luck, random faults, and parts of a schedule. All
//! shrink towards what a person can read: fewer statements, the typical schedule, no faults, fewer decisions.
//!
//! ```
//! use loopscope_sim::strategies::{lucks, programs};
//! use loopscope_sim::{Simulation, invariants};
//! use proptest::prelude::*;
//! use proptest::test_runner::{Config, TestRunner};
//!
//! let mut runner = TestRunner::new(Config::with_cases(20));
//! runner
//!     .run(&(programs(), lucks()), |(program, luck)| {
//!         let (run, trace) = Simulation::of_text(&program.text()).run_watched(luck.manner());
//!         prop_assert_eq!(run.stdout.lines().count(), program.labels());
//!         prop_assert_eq!(invariants::check(&trace, &mut invariants::all()), Ok(()));
//!         Ok(())
//!     })
//!     .unwrap();
//! ```

mod program;
mod schedule;

pub use program::{RandomProgram, Statement, programs};
pub use schedule::{SchedulePart, parts_of};

use crate::faults::Fault;
use crate::scheduler::{Luck, Seeded, Typical};
use crate::simulation::Manner;
use proptest::prelude::*;

/// The luck of a run: a plain value that a failed test shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RandomLuck {
    /// Everything takes its usual time.
    Typical,
    /// How long things take is drawn from a seed: `loopscope run --seed N`.
    Times(u64),
    /// What comes next is drawn from a seed.
    Orders(u64),
}

impl RandomLuck {
    /// The run with this luck, whose schedule is kept.
    pub fn manner(self) -> Manner {
        match self {
            Self::Typical => Manner::new(Box::new(Typical)),
            Self::Times(seed) => Manner::new(Box::new(Seeded::new(seed))),
            Self::Orders(seed) => Manner { luck: Luck::OfOrders, ..Manner::new(Box::new(Seeded::new(seed))) },
        }
    }
}

/// Luck of every kind; shrinks to the typical run, then to small seeds.
pub fn lucks() -> impl Strategy<Value = RandomLuck> {
    prop_oneof![
        1 => Just(RandomLuck::Typical),
        4 => any::<u32>().prop_map(|seed| RandomLuck::Times(u64::from(seed))),
        4 => any::<u32>().prop_map(|seed| RandomLuck::Orders(u64::from(seed))),
    ]
}

/// Up to three faults with the millionths of the occasions on which each strikes, for
/// [`Simulation::fault`](crate::Simulation::fault); shrinks to none.
///
/// ```
/// use loopscope_sim::Simulation;
/// use loopscope_sim::strategies::faults;
/// use proptest::strategy::{Strategy, ValueTree};
/// use proptest::test_runner::TestRunner;
///
/// let asked = faults().new_tree(&mut TestRunner::deterministic()).unwrap().current();
/// let program = Simulation::of_text("require('fs').stat('/app', (error) => console.log(error?.code ?? 'ok'))");
/// let program = asked.iter().fold(program, |program, (fault, millionths)| program.fault(*fault, *millionths));
/// assert_eq!(program.run().stdout.lines().count(), 1, "whatever strikes, the callback is called once");
/// ```
pub fn faults() -> impl Strategy<Value = Vec<(Fault, u32)>> {
    let fault = prop::sample::select(Fault::ALL.to_vec());
    prop::collection::vec((fault, 1..=1_000_000_u32), 0..=3)
}
