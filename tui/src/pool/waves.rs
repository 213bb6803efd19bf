//! Waves: completions that come together because the workers began together.

use super::lanes::Letters;
use crate::doctor::percentile;
use crate::story::words::duration;
use crate::story::{Job, Story};
use std::collections::{BTreeMap, BTreeSet};

/// All jobs of one sort.
#[derive(Clone, Debug)]
pub(crate) struct Sort<'t> {
    pub(crate) name: &'t str,
    jobs: Vec<&'t Job<'t>>,
    /// How long workers were busy with them, in nanoseconds.
    pub(crate) busy_ns: u64,
    /// How often the workers began anew: the most of them that any worker had, if they share fairly.
    pub(crate) waves: usize,
}

/// The sorts of jobs of a run, the one that keeps the workers longest first.
pub(crate) fn sorts<'t>(story: &'t Story<'t>) -> Vec<Sort<'t>> {
    let mut by_name: BTreeMap<&str, Vec<&Job>> = BTreeMap::new();
    for job in story.jobs.values() {
        by_name.entry(job.sort()).or_default().push(job);
    }
    let mut sorts: Vec<Sort> = by_name.into_iter().map(|(name, jobs)| sort(name, jobs)).collect();
    sorts.sort_by_key(|sort| u64::MAX - sort.busy_ns);
    sorts
}

fn sort<'t>(name: &'t str, jobs: Vec<&'t Job<'t>>) -> Sort<'t> {
    let busy_ns = jobs.iter().filter_map(|job| job.took_ns()).sum();
    let mut begun: Vec<(u64, u32)> = jobs.iter().filter_map(|job| Some((job.started_ns?, job.worker?))).collect();
    begun.sort_unstable();
    // A wave ends when a worker that has had a job in it takes another one.
    let (mut waves, mut wave) = (0, BTreeSet::new());
    for (_, worker) in begun {
        if waves == 0 || !wave.insert(worker) {
            waves += 1;
            wave = BTreeSet::from([worker]);
        }
    }
    Sort { name, jobs, busy_ns, waves }
}

/// What each sort of job waited for and took.
pub(super) fn legend(story: &Story, letters: &Letters) -> Vec<String> {
    let head = format!(
        "  {:<14} {:>6} {:>6} {:>10} {:>10} {:>10} {:>10}",
        "sort", "jobs", "waves", "p50 wait", "p99 wait", "max wait", "took"
    );
    let line = |sort: Sort| {
        let mut waits: Vec<u64> = sort.jobs.iter().map(|job| job.waited_ns(story.ended_ns)).collect();
        let letter = sort.jobs.first().and_then(|job| letters.get(&job.work)).copied().unwrap_or('?');
        let mut took: Vec<u64> = sort.jobs.iter().filter_map(|job| job.took_ns()).collect();
        let [p50, p99, max] = [50, 99, 100].map(|percent| duration(percentile(&mut waits, percent)));
        let took = duration(percentile(&mut took, 50));
        format!(
            "{letter} {:<14} {:>6} {:>6} {p50:>10} {p99:>10} {max:>10} {took:>10}",
            sort.name,
            sort.jobs.len(),
            sort.waves
        )
    };
    std::iter::once(head).chain(sorts(story).into_iter().map(line)).collect()
}
