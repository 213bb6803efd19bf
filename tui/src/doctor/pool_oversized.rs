//! More workers compute than there are cores: nothing waits in the queue, and everything takes longer.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::observe::Observation;
use super::pool_saturated::fillers;
use crate::story::{Job, words};

/// See the file's head.
pub(super) struct PoolOversized;

impl Diagnosis for PoolOversized {
    fn name(&self) -> &'static str {
        "pool-oversized"
    }

    fn summary(&self) -> &'static str {
        "more pool workers compute at once than the machine has cores, and slow each other down"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        let story = &run.story;
        let jobs: Vec<&Job> = story.jobs.values().filter(|job| computes(job) && job.finished_ns.is_some()).collect();
        let at_once = |job: &&Job| jobs.iter().filter(|other| overlap(job, other)).count();
        let Some(crowd) = jobs.iter().map(at_once).max() else { return Vec::new() };
        let cores = run.cores as usize;
        if crowd <= cores {
            return Vec::new();
        }
        let slowest = jobs.iter().filter_map(|job| job.took_ns()).max().unwrap_or(0);
        let alone = slowest * cores as u64 / crowd as u64;
        let fillers = fillers(story);
        let (Some(workers), Some((culprit, filler))) = (jobs.first().map(|job| job.workers), fillers.first()) else {
            return Vec::new();
        };
        vec![
            Finding::new(self, Layer::Libuv, "a bigger pool did not help: every request got slower", culprit.clone())
                .on_line(filler.place.clone())
                .evidence(format!("{crowd} of {workers} workers computed at once on {}", words::count(cores, "core")))
                .evidence(format!(
                    "a {} took up to {}; with a core of its own it takes about {}",
                    filler.sort,
                    words::duration(slowest),
                    words::duration(alone)
                ))
                .next(format!(
                    "UV_THREADPOOL_SIZE of at most {cores} for computations, and a bound on how many are asked for"
                ))
                .next("more throughput needs more cores, not more workers"),
        ]
    }
}

/// Whether a job needs a core all the time: files and lookups wait for somebody else.
fn computes(job: &Job) -> bool {
    COMPUTATIONS.contains(&job.sort())
}

/// Names of computations, as `Compute::label` gives them.
const COMPUTATIONS: &[&str] = &[
    "pbkdf2",
    "scrypt",
    "hkdf",
    "digest",
    "randomBytes",
    "encrypt",
    "deflate",
    "inflate",
    "brotliCompress",
    "brotliDecompress",
    "zstdCompress",
    "zstdDecompress",
    "generateKeyPair",
    "sign",
];

fn overlap(one: &Job, other: &Job) -> bool {
    let begins = |job: &Job| job.started_ns.unwrap_or(u64::MAX);
    let ends = |job: &Job| job.finished_ns.unwrap_or(u64::MAX);
    begins(other) <= begins(one) && begins(one) < ends(other)
}
