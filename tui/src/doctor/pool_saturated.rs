//! Work stands in the queue of the thread pool: files, lookups, keys and compression share four workers.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::measure::percentile;
use super::observe::Observation;
use crate::story::{Job, Story, words};
use std::collections::BTreeMap;

/// How long work may stand in the queue. A file request itself takes microseconds from the page cache: waiting a thousand
/// times as long is what users of the service feel.
const WAITED_NS: u64 = 10_000_000;

/// See the file's head.
pub(super) struct PoolSaturated;

impl Diagnosis for PoolSaturated {
    fn name(&self) -> &'static str {
        "pool-saturated"
    }

    fn summary(&self) -> &'static str {
        "requests stand in the queue of libuv's thread pool behind others"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        let story = &run.story;
        let mut waits: Vec<u64> = story.jobs.values().map(|job| job.waited_ns(story.ended_ns)).collect();
        let Some(longest) = story.jobs.values().max_by_key(|job| job.waited_ns(story.ended_ns)) else {
            return Vec::new();
        };
        let longest_ns = longest.waited_ns(story.ended_ns);
        if longest_ns < WAITED_NS {
            return Vec::new();
        }
        let fillers = fillers(story);
        let Some((culprit, filler)) = fillers.first() else { return Vec::new() };
        let deepest = story.jobs.values().map(|job| job.waiting).max().unwrap_or(0);
        let workers = longest.workers;
        let is_foreign = longest.sort() != filler.sort;
        let symptom = if is_foreign {
            "async requests are suddenly slow while CPU and loop look idle"
        } else {
            "p99 latency spikes: completions come in waves"
        };
        let mut finding = Finding::new(self, Layer::Libuv, symptom, culprit.clone())
            .on_line(filler.place.clone())
            .evidence(format!(
                "the queue was {deepest} deep for {}; waits: p50 {}, p99 {}, longest {}",
                words::count(workers as usize, "worker"),
                words::duration(percentile(&mut waits, 50)),
                words::duration(percentile(&mut waits, 99)),
                words::duration(longest_ns)
            ))
            .evidence(format!("{} filled the pool: {}", filler.sort, filler.says()));
        if let Some((_, second)) = fillers.get(1) {
            finding = finding.evidence(format!("beside it {} at {}: {}", second.sort, second.place, second.says()));
        }
        if is_foreign {
            finding =
                finding.evidence(format!("{} waited behind them for {}", longest.name, words::duration(longest_ns)));
        }
        if longest.slow {
            finding = finding.evidence("name lookups may take half of the workers only, the others stay free");
        }
        vec![
            finding
                .next("bound how many of them run at once")
                .next("see what each worker held: `loopscope trace --format pool`")
                .next("only then, and measured, a larger UV_THREADPOOL_SIZE: it hides the queue and adds contention"),
        ]
    }
}

/// Everything of one sort that one line asked the pool for.
#[derive(Debug, Default)]
pub(super) struct Filler {
    pub(super) sort: String,
    pub(super) place: String,
    pub(super) jobs: usize,
    pub(super) busy_ns: u64,
    share: u64,
}

impl Filler {
    fn says(&self) -> String {
        format!(
            "{} in {} of workers' time, {} % of it",
            words::count(self.jobs, "job"),
            words::duration(self.busy_ns),
            self.share
        )
    }
}

/// Who asked the pool for how much, most first. Nobody is unknown: a request without a line goes back to what caused it.
pub(super) fn fillers(story: &Story) -> Vec<(String, Filler)> {
    let mut fillers: BTreeMap<(String, String), Filler> = BTreeMap::new();
    for job in story.jobs.values() {
        let (sort, place) = (job.sort().to_owned(), place_of(story, job));
        let filler = fillers.entry((sort.clone(), place.clone())).or_default();
        (filler.sort, filler.place) = (sort, place);
        filler.jobs += 1;
        filler.busy_ns += job.took_ns().unwrap_or(0);
    }
    let total: u64 = fillers.values().map(|filler| filler.busy_ns).sum();
    let mut fillers: Vec<Filler> = fillers.into_values().collect();
    for filler in &mut fillers {
        filler.share = (filler.busy_ns * 100).checked_div(total).unwrap_or(0);
    }
    fillers.sort_by_key(|filler| (u64::MAX - filler.busy_ns, filler.place.clone()));
    fillers
        .into_iter()
        .map(|filler| (format!("{} ({})", filler.sort, words::count(filler.jobs, "job")), filler))
        .collect()
}

fn place_of(story: &Story, job: &Job) -> String {
    let subject = job.subject.and_then(|id| story.subjects.get(&id));
    let place = subject.and_then(|subject| words::nearest_place(story, subject));
    place.map_or_else(|| "the main script".to_owned(), words::place)
}
