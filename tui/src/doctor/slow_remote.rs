//! Latency spikes while neither thread nor pool is busy: the other end of the connection is slow.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::measure::percentile;
use super::observe::Observation;
use crate::story::{Story, Subject, words};
use std::collections::BTreeMap;

/// So many requests of one line make a distribution.
const REQUESTS_MIN: usize = 5;

/// A spike is this long at least, and this many times the median.
const SPIKE_NS: u64 = 100_000_000;
const SPIKE_TIMES: u64 = 5;

/// See the file's head.
pub(super) struct SlowRemote;

impl Diagnosis for SlowRemote {
    fn name(&self) -> &'static str {
        "slow-remote"
    }

    fn summary(&self) -> &'static str {
        "some requests take many times the median while the process itself is idle"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        let story = &run.story;
        let mut by_place: BTreeMap<String, Vec<(u64, &Subject)>> = BTreeMap::new();
        for subject in story.subjects.values().filter(|subject| subject.kind == "HTTPCLIENTREQUEST") {
            let (Some(first), Some(place)) = (subject.ran.first(), words::nearest_place(story, subject)) else {
                continue;
            };
            let took = story.callbacks[*first].begin_ns - subject.born_ns;
            by_place.entry(words::place(place)).or_default().push((took, subject));
        }
        by_place.into_iter().filter_map(|(place, requests)| self.of_line(story, place, &requests)).collect()
    }
}

impl SlowRemote {
    fn of_line(&self, story: &Story, place: String, requests: &[(u64, &Subject)]) -> Option<Finding> {
        let mut times: Vec<u64> = requests.iter().map(|(took, _)| *took).collect();
        let (median, p99) = (percentile(&mut times, 50), percentile(&mut times, 99));
        if requests.len() < REQUESTS_MIN || p99 < SPIKE_NS || p99 < SPIKE_TIMES * median {
            return None;
        }
        let (took, slowest) = requests.iter().max_by_key(|(took, _)| *took)?;
        let (from, to) = (slowest.born_ns, slowest.born_ns + took);
        let idle: u64 =
            story.waits.iter().map(|wait| wait.end_ns.min(to).saturating_sub(wait.begin_ns.max(from))).sum();
        let queued = story
            .jobs
            .values()
            .filter(|job| job.queued_ns < to && job.started_ns.is_none_or(|at| at > from + 1_000_000))
            .count();
        if idle * 10 < took * 9 {
            return None;
        }
        Some(
            Finding::new(
                self,
                Layer::Os,
                "p99 latency spikes while CPU is low",
                "the remote system behind an HTTP request",
            )
            .on_line(place)
            .evidence(format!(
                "{} requests: p50 {}, p99 {}",
                requests.len(),
                words::duration(median),
                words::duration(p99)
            ))
            .evidence(format!(
                "during the slowest the loop waited in poll for {} % of the time; {} stood in the pool's queue",
                idle * 100 / took.max(&1),
                words::count(queued, "job")
            ))
            .next("measure the remote side: its own timings, its database, the connection")
            .next("set a time-out and a bound, so that its slowness stays its own"),
        )
    }
}
