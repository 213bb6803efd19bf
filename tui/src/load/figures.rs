//! What is measured of a server's run: all in virtual time.

use crate::doctor::percentile;
use crate::pool;
use crate::story::{Callback, Story};
use loopscope_sim::Run;
use loopscope_sim::remote::{Outcome, Sample};
use std::collections::BTreeMap;

/// The figures of one run.
#[derive(Clone, Debug)]
pub(super) struct Figures {
    /// Latencies of the answered requests, sorted, in nanoseconds.
    latencies: Vec<u64>,
    /// How many requests had each outcome, in words.
    pub(super) outcomes: BTreeMap<String, usize>,
    /// Requests that were sent.
    pub(super) sent: usize,
    /// When the first request was sent, and when the last was answered.
    pub(super) begin_ns: u64,
    pub(super) end_ns: u64,
    /// The most jobs that waited for the pool.
    pub(super) deepest: u64,
    /// How often the workers began anew with what kept them longest.
    pub(super) waves: usize,
    /// The pool's workers, as far as any was needed.
    pub(super) workers: u32,
    /// The longest stretch of JavaScript while requests were open.
    pub(super) longest_callback_ns: u64,
}

impl Figures {
    pub(super) fn new(run: &Run, story: &Story) -> Self {
        let answered = |sample: &&Sample| matches!(sample.outcome, Outcome::Answered(_));
        let took = |sample: &Sample| sample.ended.since_ns(sample.began);
        let mut latencies: Vec<u64> = run.samples.iter().filter(answered).map(took).collect();
        latencies.sort_unstable();
        let mut outcomes = BTreeMap::new();
        for sample in &run.samples {
            *outcomes.entry(words_of(sample.outcome)).or_insert(0) += 1;
        }
        let begin_ns = run.samples.iter().map(|sample| sample.began.as_ns()).min().unwrap_or(0);
        let end_ns = run.samples.iter().map(|sample| sample.ended.as_ns()).max().unwrap_or(0);
        let while_open =
            story.callbacks.iter().filter(|callback| callback.end_ns >= begin_ns && callback.begin_ns <= end_ns);
        Self {
            latencies,
            outcomes,
            sent: run.samples.len(),
            begin_ns,
            end_ns,
            deepest: pool::deepest(story),
            waves: pool::sorts(story).first().map_or(0, |sort| sort.waves),
            workers: story.jobs.values().map(|job| job.workers).max().unwrap_or(0),
            longest_callback_ns: while_open.map(Callback::length_ns).max().unwrap_or(0),
        }
    }

    /// The latency that so many of a hundred answers did not exceed.
    pub(super) fn latency(&self, percent: usize) -> u64 {
        percentile(&mut self.latencies.clone(), percent)
    }

    /// Whether every request was answered.
    pub(super) fn is_complete(&self) -> bool {
        self.latencies.len() == self.sent
    }

    /// Answers in a second, in tenths.
    pub(super) fn tenths_per_second(&self) -> u64 {
        let ns = u128::from(self.end_ns.saturating_sub(self.begin_ns).max(1));
        u64::try_from(self.latencies.len() as u128 * 10_000_000_000 / ns).unwrap_or(u64::MAX)
    }
}

fn words_of(outcome: Outcome) -> String {
    match outcome {
        Outcome::Answered(status) => status.to_string(),
        Outcome::Failed(errno) => errno.name().to_owned(),
        Outcome::Cut => "cut off".to_owned(),
        Outcome::Open => "unanswered".to_owned(),
    }
}
