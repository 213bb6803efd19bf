//! The thread pool of a run as a picture in text: a lane for each worker over virtual time, and the queue below.
//!
//! * `lanes`: what each worker holds
//! * `waves`: how often the workers began anew
//! * `bars`: heights over time
//!
//! Eighty columns wide, whatever the run: a column is a stretch of time, and shows what filled most of it.

mod bars;
mod lanes;
mod waves;

pub(crate) use bars::bars;
pub(crate) use waves::sorts;

use crate::story::{Job, Story, words};
use std::fmt::Write;

/// Columns before those of time.
const MARGIN: usize = 11;

/// Columns of time.
pub(crate) const COLUMNS: usize = 68;

/// More workers than these are drawn as one height.
const LANES_MAX: u32 = 16;

/// More jobs than these are told by their sort.
const JOBS_MAX: usize = 26;

/// Which virtual time the columns stand for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    pub(crate) begin_ns: u64,
    pub(crate) end_ns: u64,
}

impl Scale {
    /// The time in which the pool had something to do.
    pub(crate) fn of_jobs(story: &Story) -> Option<Self> {
        let begin_ns = story.jobs.values().map(|job| job.queued_ns).min()?;
        let end_ns = story.jobs.values().map(|job| ended_ns(job, story)).max()?;
        Some(Self { begin_ns, end_ns: end_ns.max(begin_ns + COLUMNS as u64) })
    }

    /// When a column begins; the one behind the last begins at the end.
    fn begin_of(self, column: usize) -> u64 {
        let length = u128::from(self.end_ns - self.begin_ns);
        // OK because the product of a column and a time fits, and its share of the columns is a time again.
        self.begin_ns + (length * column as u128 / COLUMNS as u128) as u64
    }

    /// The column of a moment.
    pub(crate) fn column(self, ns: u64) -> usize {
        let length = (self.end_ns - self.begin_ns).max(1);
        let column = u128::from(ns.saturating_sub(self.begin_ns)) * COLUMNS as u128 / u128::from(length);
        usize::try_from(column).unwrap_or(COLUMNS).min(COLUMNS - 1)
    }

    /// The line of times above a picture.
    pub(crate) fn axis(self) -> String {
        let mut line = String::new();
        for quarter in 0..4 {
            let at = self.begin_of(COLUMNS / 4 * quarter);
            write!(line, "{:<width$}", format!("│{}", words::duration(at)), width = COLUMNS / 4)
                .expect("a String takes all text");
        }
        format!("{:MARGIN$}{}", "", line.trim_end())
    }
}

/// When a job left the pool; the end of the run for one that never did.
fn ended_ns(job: &Job, story: &Story) -> u64 {
    job.finished_ns.unwrap_or(if job.cancelled { job.queued_ns } else { story.ended_ns })
}

/// A line with its name before it.
pub(crate) fn labelled(label: &str, line: &str) -> String {
    format!("{label:<MARGIN$}{line}").trim_end().to_owned()
}

/// The whole picture; a sentence when the run never used the pool.
pub(crate) fn draw(story: &Story) -> String {
    let Some(scale) = Scale::of_jobs(story) else {
        return "The thread pool had nothing to do in this run.\n".to_owned();
    };
    let jobs: Vec<&Job> = story.jobs.values().collect();
    let workers = jobs.iter().map(|job| job.workers).max().unwrap_or(0);
    let deepest = deepest(story);
    let (all, pool) = (words::count(jobs.len(), "job"), words::count(workers as usize, "worker"));
    let mut lines = vec![format!("thread pool of {pool} · {all} · queue at most {deepest} deep"), String::new()];
    lines.push(scale.axis());
    let letters = lanes::letters(&jobs);
    if workers > LANES_MAX {
        let busy = |ns: u64| jobs.iter().filter(|job| runs_at(job, story, ns)).count() as u64;
        lines.extend(bars("busy", "workers", u64::from(workers), &sampled(scale, busy)));
    } else {
        let lane =
            |worker| labelled(&format!("worker {}", worker + 1), &lanes::lane(&jobs, story, scale, worker, &letters));
        lines.extend((0..workers).map(lane));
    }
    if deepest > 0 {
        lines.push(String::new());
        lines.extend(bars("queue", "jobs", deepest, &depths(story, scale)));
    }
    lines.push(String::new());
    lines.extend(if jobs.len() > JOBS_MAX { waves::legend(story, &letters) } else { lanes::legend(&jobs, story) });
    lines.join("\n") + "\n"
}

fn runs_at(job: &Job, story: &Story, ns: u64) -> bool {
    job.started_ns.is_some_and(|started| started <= ns) && ns < ended_ns(job, story)
}

/// A height at the middle of each column.
fn sampled(scale: Scale, height: impl Fn(u64) -> u64) -> Vec<u64> {
    let middle = |column| scale.begin_of(column).midpoint(scale.begin_of(column + 1));
    (0..COLUMNS).map(|column| height(middle(column))).collect()
}

/// The most jobs that waited at once.
pub(crate) fn deepest(story: &Story) -> u64 {
    let mut depth = 0_i64;
    let changes = changes(story).into_iter().map(|(_, change)| {
        depth += change;
        depth
    });
    u64::try_from(changes.max().unwrap_or(0)).unwrap_or(0)
}

/// The most jobs that waited in each column.
pub(crate) fn depths(story: &Story, scale: Scale) -> Vec<u64> {
    let mut depths = vec![0; COLUMNS];
    let (mut depth, mut column) = (0_i64, 0);
    for (at, change) in changes(story) {
        let here = scale.column(at);
        // What waited before goes on waiting until here.
        for other in &mut depths[column..=here] {
            *other = (*other).max(depth);
        }
        depth += change;
        column = here;
        depths[column] = depths[column].max(depth);
    }
    depths.into_iter().map(|depth| u64::try_from(depth).unwrap_or(0)).collect()
}

/// When the queue grew and shrank. A job that a worker takes in the moment in which it comes has never waited.
fn changes(story: &Story) -> Vec<(u64, i64)> {
    let waited = |job: &&Job| !job.cancelled && job.started_ns != Some(job.queued_ns);
    let mut changes: Vec<(u64, i64)> = Vec::new();
    for job in story.jobs.values().filter(waited) {
        changes.push((job.queued_ns, 1));
        changes.push((job.started_ns.unwrap_or(story.ended_ns), -1));
    }
    changes.sort_by_key(|(at, change)| (*at, *change));
    changes
}
