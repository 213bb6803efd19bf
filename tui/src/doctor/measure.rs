//! Stretches of JavaScript: from when the loop calls something until it gets the thread back, ticks and microtasks included;
//! and who waited meanwhile.

use crate::story::{Story, Subject, words};
use loopscope_engine::event_loop::Phase;

/// What the loop calls, and everything that runs until the loop has the thread again.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    /// The number of the callback that the loop called.
    pub(crate) first: usize,
    /// The numbers of the callbacks that ran, as a range.
    pub(crate) callbacks: std::ops::Range<usize>,
    pub(crate) is_main: bool,
    pub(crate) begin_ns: u64,
    pub(crate) end_ns: u64,
}

impl Stretch {
    pub(crate) const fn length_ns(&self) -> u64 {
        self.end_ns.saturating_sub(self.begin_ns)
    }
}

/// Whether a callback is a tick or a microtask: something that runs before the loop gets the thread back.
pub(crate) fn is_drained(subject: &Subject) -> bool {
    matches!(subject.kind, "TickObject" | "PROMISE" | "Microtask")
}

/// All stretches of a run, in order.
pub(crate) fn stretches(story: &Story) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut last_stay = None;
    for (number, callback) in story.callbacks.iter().enumerate() {
        let drained = callback.parent.is_some() || story.subject_of(number).is_some_and(is_drained);
        let stay = (callback.turn, callback.phase);
        match stretches.last_mut() {
            Some(stretch) if drained && last_stay == Some(stay) => {
                stretch.callbacks.end = number + 1;
                stretch.end_ns = stretch.end_ns.max(callback.end_ns);
            }
            _ => stretches.push(Stretch {
                first: number,
                callbacks: number..number + 1,
                is_main: callback.phase.is_none() && callback.turn == 0,
                begin_ns: callback.begin_ns,
                end_ns: callback.end_ns,
            }),
        }
        last_stay = Some(stay);
    }
    stretches
}

/// Something that was ready while a stretch kept the thread.
#[derive(Clone, Debug)]
pub(crate) struct Victim {
    /// What it is, such as `timer report (a.js:3)`.
    pub(crate) name: String,
    /// For how long it waited.
    pub(crate) waited_ns: u64,
}

/// Who was ready before a stretch ended and had to wait for its end, the one that waited longest first.
pub(crate) fn victims(story: &Story, stretch: &Stretch) -> Vec<Victim> {
    let mut victims: Vec<Victim> = Vec::new();
    for subject in story
        .subjects
        .values()
        .filter(|subject| subject.index < story.callbacks[stretch.first].index || born_in(subject, stretch))
    {
        let Some(ready_ns) = ready_in(story, subject, stretch) else { continue };
        let waited_ns = stretch.end_ns.saturating_sub(ready_ns.max(stretch.begin_ns));
        victims.push(Victim { name: words::title_and_place(subject), waited_ns });
    }
    victims.extend(descriptors(story, stretch));
    victims.extend(of_same_poll(story, stretch));
    victims.sort_by_key(|victim| (u64::MAX - victim.waited_ns, victim.name.clone()));
    victims
}

fn born_in(subject: &Subject, stretch: &Stretch) -> bool {
    subject.born_in.is_some_and(|born| stretch.callbacks.contains(&born))
}

/// When a subject became ready for the loop to call, if that was while the stretch kept the thread.
fn ready_in(story: &Story, subject: &Subject, stretch: &Stretch) -> Option<u64> {
    let ready_ns = match subject.kind {
        "Timeout" => {
            let start = subject.starts.iter().rev().find(|start| start.at_ns <= stretch.end_ns)?;
            (start.due_ns < stretch.end_ns && !ran_since(story, subject, start.at_ns, stretch))
                .then_some(start.due_ns)?
        }
        "Immediate" if !born_in(subject, stretch) => subject.born_ns,
        _ if !subject.jobs.is_empty() && !is_drained(subject) => {
            subject.jobs.iter().filter_map(|job| story.jobs.get(job)?.finished_ns).max()?
        }
        _ => return None,
    };
    let is_still_there = subject.destroyed_ns.is_none_or(|at| at >= stretch.end_ns);
    let is_waiting =
        subject.ran.iter().all(|ran| story.callbacks[*ran].begin_ns >= stretch.end_ns || subject.kind == "Timeout");
    (ready_ns < stretch.end_ns && is_still_there && is_waiting).then_some(ready_ns)
}

/// Whether a timer ran between its start and the end of the stretch.
fn ran_since(story: &Story, timer: &Subject, start_ns: u64, stretch: &Stretch) -> bool {
    timer.ran.iter().map(|ran| story.callbacks[*ran].begin_ns).any(|at| at >= start_ns && at < stretch.end_ns)
}

/// Descriptors that the next poll found ready without waiting: something had come for them meanwhile.
fn descriptors(story: &Story, stretch: &Stretch) -> Option<Victim> {
    // One turn of the loop away: a poll that comes later says nothing about this stretch.
    let wait = story.waits.iter().find(|wait| wait.begin_ns >= stretch.end_ns)?;
    let is_next = story.callbacks.get(stretch.callbacks.end).is_none_or(|next| next.begin_ns >= wait.begin_ns);
    if !is_next || wait.descriptors == 0 || wait.end_ns - wait.begin_ns > POLL_AT_ONCE_NS {
        return None;
    }
    let name = words::count(wait.descriptors as usize, "socket") + " with something to read or write";
    Some(Victim { name, waited_ns: stretch.length_ns() })
}

/// Who was reported by the same poll, and was served only when the stretch was over.
fn of_same_poll(story: &Story, stretch: &Stretch) -> Option<Victim> {
    let first = &story.callbacks[stretch.first];
    if first.phase != Some(Phase::Poll) {
        return None;
    }
    let rest = story.callbacks.get(stretch.callbacks.end..).unwrap_or_default();
    let of_poll = rest.iter().take_while(|next| (next.turn, next.phase) == (first.turn, first.phase));
    let mut subjects =
        of_poll.filter(|next| next.parent.is_none()).filter_map(|next| story.subjects.get(&next.subject));
    let next =
        subjects.find(|subject| !is_drained(subject) && subject.jobs.is_empty() && !born_in(subject, stretch))?;
    Some(Victim { name: words::title_and_place(next), waited_ns: stretch.length_ns() })
}

/// How many timers, immediates and requests were there already and ran only after the stretch, or never.
pub(crate) fn pending(story: &Story, stretch: &Stretch) -> usize {
    let is_there = |subject: &&Subject| {
        let is_awaited = matches!(subject.kind, "Timeout" | "Immediate") || !subject.jobs.is_empty();
        let was_there = subject.index < story.callbacks[stretch.first].index || born_in(subject, stretch);
        let is_left = subject.destroyed_ns.is_none_or(|at| at >= stretch.end_ns);
        is_awaited && was_there && is_left && subject.ran.iter().all(|ran| *ran >= stretch.callbacks.end)
    };
    story.subjects.values().filter(is_there).count()
}

/// An `epoll_wait(2)` that finds something takes at most so long, even on a busy machine: `Costs::POLL`.
const POLL_AT_ONCE_NS: u64 = 45_000;

/// A percentile of values, which it sorts.
pub(crate) fn percentile(values: &mut [u64], percent: usize) -> u64 {
    values.sort_unstable();
    let at = (values.len() * percent).div_ceil(100).saturating_sub(1);
    values.get(at).copied().unwrap_or(0)
}
