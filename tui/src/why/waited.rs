//! What a callback waited for before it could run, and behind whom it waited then.

use crate::story::{Job, Story, Subject, words};
use std::collections::BTreeMap;

/// A wait below this many nanoseconds is none: entering a callback takes about as long.
const AT_ONCE_NS: u64 = 20_000;

/// How many of those that kept a callback waiting are named.
const NAMED: usize = 3;

/// When a callback could have run at the earliest.
pub(super) fn released_ns(story: &Story, callback: usize) -> u64 {
    let begin_ns = story.callbacks[callback].begin_ns;
    let Some(subject) = story.subject_of(callback) else { return begin_ns };
    let released = match subject.kind {
        "Timeout" => subject.starts.iter().rev().find(|start| start.at_ns <= begin_ns).map(|start| start.due_ns),
        "PROMISE" => {
            let promise = story.subjects.get(&subject.trigger).and_then(|promise| promise.settled);
            promise.map(|(at_ns, _)| at_ns.max(subject.born_ns))
        }
        _ => subject.jobs.iter().filter_map(|job| story.jobs.get(job)?.finished_ns).max(),
    };
    released.unwrap_or(subject.born_ns).min(begin_ns)
}

/// Sentences, in the order of time.
pub(super) fn sentences(story: &Story, callback: usize) -> Vec<String> {
    let Some(subject) = story.subject_of(callback) else { return Vec::new() };
    if subject.kind == "Main" {
        return vec!["it is the program's main script: it runs first, and nobody interrupts it".to_owned()];
    }
    let mut sentences = Vec::new();
    let begin_ns = story.callbacks[callback].begin_ns;
    if let Some(start) = subject.starts.iter().rev().find(|start| start.at_ns <= begin_ns) {
        sentences.push(format!(
            "its delay of {} ms: set at {}, due at {}",
            start.delay_ms,
            words::ms(start.at_ns),
            words::ms(start.due_ns)
        ));
    }
    for job in subject.jobs.iter().filter_map(|job| story.jobs.get(job)) {
        sentences.push(of_job(story, job));
    }
    sentences.push(of_thread(story, subject, released_ns(story, callback), callback));
    sentences
}

/// What the pool did for it.
fn of_job(story: &Story, job: &Job) -> String {
    let name = job.name;
    let Some(started_ns) = job.started_ns else { return format!("the pool never began {name}") };
    let took =
        job.took_ns().map_or_else(|| "was not finished".to_owned(), |ns| format!("took {}", words::duration(ns)));
    let worker = job.worker.unwrap_or_default();
    let waited = job.waited_ns(started_ns);
    if waited < AT_ONCE_NS {
        return format!("pool worker {worker} began {name} at once, which {took}");
    }
    let holders = story.jobs.values().filter(|other| {
        other.work != job.work
            && other.started_ns.is_some_and(|at| at < started_ns)
            && other.finished_ns.is_none_or(|at| at > job.queued_ns)
    });
    let mut sorts: BTreeMap<&str, usize> = BTreeMap::new();
    for holder in holders {
        *sorts.entry(holder.sort()).or_default() += 1;
    }
    let holders: Vec<String> = sorts.iter().map(|(sort, count)| format!("{count} × {sort}")).collect();
    format!(
        "the pool's queue: {name} stood there for {} behind {}; then worker {worker} took it, and it {took}",
        words::duration(waited),
        if holders.is_empty() { "what went before".to_owned() } else { holders.join(", ") }
    )
}

/// Who had the thread from when it could have run until it did.
fn of_thread(story: &Story, subject: &Subject, released_ns: u64, callback: usize) -> String {
    let begin_ns = story.callbacks[callback].begin_ns;
    let waited = begin_ns.saturating_sub(released_ns);
    let ready = match subject.kind {
        "Timeout" => "it was due",
        "PROMISE" => "its promise was settled",
        _ if !subject.jobs.is_empty() => "its work was done",
        _ => "it was scheduled",
    };
    if waited < AT_ONCE_NS {
        return format!("the thread: it ran as soon as {ready}");
    }
    let mut holders: BTreeMap<String, u64> = BTreeMap::new();
    for (number, other) in story.callbacks.iter().enumerate() {
        let overlap = other.end_ns.min(begin_ns).saturating_sub(other.begin_ns.max(released_ns));
        if other.parent.is_none() && number != callback && overlap > 0 {
            *holders.entry(super::name(story, number)).or_default() += overlap;
        }
    }
    let polled: u64 =
        story.waits.iter().map(|wait| wait.end_ns.min(begin_ns).saturating_sub(wait.begin_ns.max(released_ns))).sum();
    let mut holders: Vec<(String, u64)> = holders.into_iter().collect();
    holders.sort_by_key(|(name, ns)| (u64::MAX - ns, name.clone()));
    let others = holders.len().saturating_sub(NAMED);
    let mut named: Vec<String> =
        holders.iter().take(NAMED).map(|(name, ns)| format!("{name} for {}", words::duration(*ns))).collect();
    if others > 0 {
        named.push(words::count(others, "other callback"));
    }
    if polled > AT_ONCE_NS {
        named.push(format!("the wait in poll for {}", words::duration(polled)));
    }
    if named.is_empty() {
        named.push("the loop's own way to this phase".to_owned());
    }
    format!(
        "the thread: {ready} at {} and ran {} later, behind {}",
        words::ms(released_ns),
        words::duration(waited),
        named.join(", ")
    )
}
