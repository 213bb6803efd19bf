//! The lanes of the workers: a letter for each job, or for each sort of job where there are many.

use super::{COLUMNS, JOBS_MAX, Scale, ended_ns};
use crate::story::words::duration;
use crate::story::{Job, Story};
use std::collections::BTreeMap;

/// The letter of each job, by its number; small, as a lane begins a job with its capital.
pub(super) type Letters = BTreeMap<u64, char>;

/// A letter for each job, or for each sort of job if there are too many.
pub(super) fn letters(jobs: &[&Job]) -> Letters {
    if jobs.len() <= JOBS_MAX {
        return jobs.iter().zip('a'..='z').map(|(job, letter)| (job.work, letter)).collect();
    }
    let mut of_sort: BTreeMap<&str, char> = BTreeMap::new();
    for job in jobs {
        if !of_sort.contains_key(job.sort()) {
            let is_free = |letter: &char| letter.is_ascii_lowercase() && !of_sort.values().any(|used| used == letter);
            let own = job.sort().chars().map(|c| c.to_ascii_lowercase()).find(is_free);
            of_sort.insert(job.sort(), own.or_else(|| ('a'..='z').find(is_free)).unwrap_or('?'));
        }
    }
    jobs.iter().map(|job| (job.work, of_sort[job.sort()])).collect()
}

/// What a worker held in each column: the job that had most of it, its first column as a capital if it has at least two;
/// a dot where the worker was idle most of the time but not always.
pub(super) fn lane(jobs: &[&Job], story: &Story, scale: Scale, worker: u32, letters: &Letters) -> String {
    let mut held: Vec<BTreeMap<u64, u64>> = vec![BTreeMap::new(); COLUMNS];
    for job in jobs.iter().filter(|job| job.worker == Some(worker)) {
        let Some(started_ns) = job.started_ns else { continue };
        let end_ns = ended_ns(job, story);
        for (column, held) in held.iter_mut().enumerate().take(scale.column(end_ns) + 1).skip(scale.column(started_ns))
        {
            let begin = scale.begin_of(column).max(started_ns);
            let length = scale.begin_of(column + 1).min(end_ns).saturating_sub(begin);
            *held.entry(job.work).or_default() += length;
        }
    }
    let column_ns = scale.begin_of(1) - scale.begin_of(0);
    let is_long = |work: u64| {
        let took = story.jobs.get(&work).and_then(Job::took_ns);
        took.is_none_or(|took| took >= 2 * column_ns)
    };
    let mut lane = String::new();
    let mut before = None;
    for (column, held) in held.iter().enumerate() {
        let width = scale.begin_of(column + 1) - scale.begin_of(column);
        let busy: u64 = held.values().sum();
        let most = held.iter().max_by_key(|(work, length)| (**length, u64::MAX - **work)).map(|(work, _)| *work);
        let letter = most.and_then(|work| letters.get(&work)).copied();
        lane.push(match letter {
            Some(_) if busy * 2 < width => '·',
            Some(letter) if most != before && most.is_some_and(is_long) => letter.to_ascii_uppercase(),
            Some(letter) => letter,
            None => ' ',
        });
        before = most;
    }
    lane
}

/// Every job: what it is, when it came, how long it waited and how long it took.
pub(super) fn legend(jobs: &[&Job], story: &Story) -> Vec<String> {
    let letters = letters(jobs);
    let head = format!("  {:<28} {:>11} {:>11} {:>11}  {}", "job", "queued at", "waited", "took", "worker");
    let line = |job: &&Job| {
        let mut name: String = job.name.chars().take(28).collect();
        if name.len() < job.name.len() {
            name.pop();
            name.push('…');
        }
        let took = job.took_ns().map_or_else(|| "-".to_owned(), duration);
        let waited = duration(job.waited_ns(story.ended_ns));
        let worker = match job.worker {
            Some(worker) => (worker + 1).to_string(),
            None if job.cancelled => "cancelled".to_owned(),
            None => "none yet".to_owned(),
        };
        let letter = letters.get(&job.work).copied().unwrap_or('?');
        format!("{letter} {name:<28} {:>11} {waited:>11} {took:>11}  {worker}", duration(job.queued_ns))
    };
    std::iter::once(head).chain(jobs.iter().map(line)).collect()
}
