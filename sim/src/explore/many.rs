//! Runs on several cores. Which thread makes a run is up to the host; what comes of it is not, and results stand where
//! their work stood.

use super::Search;
use super::outcomes::{Collected, Found};
use std::num::NonZero;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Bytes of a thread's stack, as in a worker thread of the simulation.
const STACK_BYTES: usize = 16 << 20;

/// Gives `work` every index below `count`, each once, on so many threads.
fn share(count: usize, jobs: NonZero<usize>, work: &(dyn Fn(usize) + Sync)) {
    let next = AtomicUsize::new(0);
    let take = || {
        while let Some(index) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|index| *index < count) {
            work(index);
        }
    };
    thread::scope(|scope| {
        for _ in 0..jobs.get().min(count) {
            let thread = thread::Builder::new().stack_size(STACK_BYTES);
            thread.spawn_scoped(scope, take).expect("[simulator bug] the host has no thread to spare");
        }
    });
}

/// What `work` makes of each item, in the order of the items.
pub(super) fn map<T: Sync, R: Send>(items: &[T], jobs: NonZero<usize>, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let results: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    share(items.len(), jobs, &|index| {
        let result = work(&items[index]);
        *results[index].lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
    });
    let result = |cell: Mutex<Option<R>>| cell.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.into_iter().filter_map(result).collect()
}

/// The first item, in their order, of which `work` makes something, with what it makes of it. Those behind it may not have
/// been looked at.
pub(super) fn first<T: Sync, R: Send>(
    items: &[T],
    jobs: NonZero<usize>,
    work: impl Fn(&T) -> Option<R> + Sync,
) -> Option<(usize, R)> {
    let first: Mutex<Option<(usize, R)>> = Mutex::new(None);
    let found_at = || first.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map_or(usize::MAX, |found| found.0);
    share(items.len(), jobs, &|place| {
        // OK because places are taken in order: whoever stands before the first that was found has begun, and will end.
        let result = if place < found_at() { work(&items[place]) } else { None };
        if let Some(result) = result {
            let mut first = first.lock().unwrap_or_else(PoisonError::into_inner);
            if first.as_ref().is_none_or(|found| place < found.0) {
                *first = Some((place, result));
            }
        }
    });
    first.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Counts what `run` gives for these indices, and remembers the first of each.
pub(super) fn collect(indices: &[u64], search: &Search<'_>, run: impl Fn(u64) -> (String, i32) + Sync) -> Collected {
    let collected = Mutex::new(Collected::new());
    let done = AtomicU64::new(0);
    share(indices.len(), search.jobs, &|place| {
        let index = indices[place];
        let key = run(index);
        let mut collected = collected.lock().unwrap_or_else(PoisonError::into_inner);
        let found = collected.entry(key).or_insert(Found { count: 0, first: index });
        found.count += 1;
        found.first = found.first.min(index);
        drop(collected);
        if let Some(progress) = search.progress {
            progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        }
    });
    collected.into_inner().unwrap_or_else(PoisonError::into_inner)
}
