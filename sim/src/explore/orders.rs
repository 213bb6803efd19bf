//! Every order that the costs' bounds allow: the exhaustive search.
//!
//! Each run draws orders, not durations (see `world/order.rs`), and takes the combinations of answers that differ least
//! from the typical run first. When none is left, every outcome within the bounds is known.

use super::outcomes::{Collected, Findings, Found};
use super::{Search, many, outcome};
use crate::scheduler::{ChoiceName, Exhaustive, Keep, Luck, Schedule};
use crate::simulation::{Manner, Simulation};
use std::collections::BTreeMap;

/// Runs that are made before the next ones are looked for. The same whatever the number of threads, so that the search
/// goes the same way.
const BATCH: u64 = 64;

/// Costs whose ends can change an order that no other choice changes.
const fn branches_on(name: ChoiceName) -> bool {
    matches!(
        name,
        ChoiceName::EventDelay
            | ChoiceName::LoopStartCost
            | ChoiceName::ModuleCost
            | ChoiceName::CallCost
            | ChoiceName::ScriptCost
            | ChoiceName::SegmentSize
    )
}

/// Makes runs until there is no further order, or no further run is allowed.
pub(super) fn search(search: &Search<'_>, simulation: &Simulation) -> Findings {
    let mut tree = Exhaustive::new(branches_on);
    let mut collected = Collected::new();
    let mut schedules: BTreeMap<(String, i32), Schedule> = BTreeMap::new();
    let mut counted = 0;
    while counted < search.schedules {
        let is_root = tree.runs() == 0;
        let batch = if is_root { 1 } else { BATCH.min(search.schedules - counted) };
        let walks = tree.next_walks(usize::try_from(batch).unwrap_or(usize::MAX));
        if walks.is_empty() {
            break;
        }
        let runs = many::map(&walks, search.jobs, |walk| {
            let manner = Manner { luck: Luck::OfOrders, keep: Keep::Schedule, ..Manner::new(walk.scheduler()) };
            simulation.run_in(manner)
        });
        for (place, (walk, run)) in walks.iter().zip(runs).enumerate() {
            tree.finish(walk);
            // The first run of all shows every part the way, and counts in one of them.
            if is_root && search.part.number != 1 {
                continue;
            }
            let first = tree.runs() - walks.len() as u64 + place as u64;
            let key = (run.stdout, run.exit);
            schedules.entry(key.clone()).or_insert(run.schedule);
            collected.entry(key).or_insert(Found { count: 0, first }).count += 1;
            counted += 1;
        }
        if is_root {
            tree.keep(|place| search.part.has(place));
        }
        if let Some(progress) = search.progress {
            progress(counted);
        }
    }
    let found: Vec<_> = collected.into_iter().collect();
    let outcomes = many::map(&found, search.jobs, |(key, found)| {
        outcome(simulation, (&key.0, key.1), *found, None, &schedules[key])
    });
    Findings::new(tree.is_complete(), counted, outcomes)
}
