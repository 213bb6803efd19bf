//! The lanes of the timeline: phases, callbacks, workers, and how deep the pool's queue is.

use super::Texts;
use crate::story::{Story, words};
use loopscope_engine::trace::Event;
use loopscope_sim::trace::Trace;
use serde::Serialize;

/// A bar: its begin and end in nanoseconds, the lane's own number, its text by number, and the step at which it begins.
type Bar = (u64, u64, u32, u32, usize);

/// Everything that is drawn.
#[derive(Debug, Default, Serialize)]
pub(super) struct Picture {
    /// Phases of the main thread; the number is the phase's place in the order of the profile.
    phases: Vec<Bar>,
    /// Callbacks; the number says how deep inside others they ran.
    callbacks: Vec<Bar>,
    /// Jobs; the number is the worker.
    jobs: Vec<Bar>,
    /// How many pieces of work stand in the queue from an instant on.
    depth: Vec<(u64, u32)>,
    /// How many workers did anything.
    workers: u32,
    /// The first and the last instant.
    begins: u64,
    ends: u64,
}

/// Draws the main thread and the pool.
pub(super) fn draw(trace: &Trace, texts: &mut Texts) -> Picture {
    let story = Story::of(trace);
    let mut picture = Picture {
        begins: trace.at(0).as_ns(),
        ends: story.ended_ns,
        workers: story.jobs.values().filter_map(|job| job.worker).max().map_or(0, |last| last + 1),
        ..Picture::default()
    };
    for stay in story.stays.iter().filter(|stay| stay.end_ns > stay.begin_ns) {
        let text = texts.keep(stay.phase.name());
        picture.phases.push((stay.begin_ns, stay.end_ns, stay.phase as u32, text, stay.index + 1));
    }
    let mut depths: Vec<u32> = Vec::with_capacity(story.callbacks.len());
    for (number, callback) in story.callbacks.iter().enumerate() {
        let depth = callback.parent.map_or(0, |parent| depths[parent] + 1);
        depths.push(depth);
        let title = story.subject_of(number).map(words::title_and_place).unwrap_or_default();
        picture.callbacks.push((callback.begin_ns, callback.end_ns, depth, texts.keep(&title), callback.index + 1));
    }
    for job in story.jobs.values() {
        let (Some(worker), Some(started_ns)) = (job.worker, job.started_ns) else { continue };
        picture.jobs.push((started_ns, job.finished_ns.unwrap_or(story.ended_ns), worker, texts.keep(job.name), 0));
    }
    let mut waiting: u32 = 0;
    for (at, event) in trace.iter() {
        waiting = match event {
            Event::WorkQueued { waiting: now, .. } => now,
            Event::WorkStarted { .. } | Event::WorkCancelled { .. } => waiting.saturating_sub(1),
            _ => continue,
        };
        picture.depth.push((at.as_ns(), waiting));
    }
    picture
}
