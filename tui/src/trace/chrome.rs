//! A trace in Chrome's trace format, which Perfetto opens: lanes for the JavaScript thread, the pool's workers and the
//! kernel, the pool's queue as a counter, and arrows from where something was scheduled to where it ran.
//!
//! The format is Google's "Trace Event Format": `B` and `E` open and close a slice of a lane, `C` is a counter, `s`, `t` and
//! `f` are the ends and stations of an arrow, `i` is an instant, `M` names lanes. Times are microseconds.

mod lanes;

use super::ndjson::Header;
use crate::story::{Story, Subject, words};
use lanes::{COMPILERS, COUNTERS, Entry, KERNEL, Phase, javascript_lane, worker_lane};
use loopscope_engine::clock::LoopTime;
use loopscope_engine::event_loop::Phase as LoopPhase;
use loopscope_engine::trace::{Event, Place, Source, Tier};
use loopscope_sim::trace::Trace;
use serde::Serialize;
use serde_json::{Value, json};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    trace_events: Vec<Entry>,
    display_time_unit: &'static str,
    other_data: &'a Header<'a>,
}

/// The whole trace.
pub(crate) fn write(header: &Header, trace: &Trace) -> String {
    let threads = trace.threads().len();
    let stories: Vec<Story> =
        (0..threads).filter_map(|thread| Some(Story::of_thread(trace, thread.try_into().ok()?))).collect();
    let tiers = tiers(trace);
    let mut entries = lanes::names(&stories, !tiers.is_empty());
    entries.extend(tiers);
    for story in &stories {
        Lane { story, number: javascript_lane(story.thread), open: Vec::new(), entries: &mut entries }.write();
    }
    if let Some(main) = stories.first() {
        workers(main, &mut entries);
    }
    kernel(trace, &mut entries);
    counters(trace, &mut entries);
    let document = Document { trace_events: entries, display_time_unit: "ms", other_data: header };
    let mut text = serde_json::to_string(&document).expect("numbers, texts and lists always serialise");
    text.push('\n');
    text
}

/// What stands in the JavaScript lane, by the event that began it.
#[derive(Clone, Copy)]
enum Item {
    Stay(usize),
    Wait(usize),
    Callback(usize),
    Born(u64),
}

/// An open slice of a lane.
struct Open {
    callback: Option<usize>,
    is_stay: bool,
    end_ns: u64,
}

/// The lane of a JavaScript thread while it is written: phases, and the callbacks nested in them.
struct Lane<'a, 't> {
    story: &'a Story<'t>,
    number: u32,
    open: Vec<Open>,
    entries: &'a mut Vec<Entry>,
}

impl Lane<'_, '_> {
    fn write(mut self) {
        for item in items(self.story) {
            self.show(item);
        }
        self.close_down_to(0);
    }

    fn close_down_to(&mut self, depth: usize) {
        for slice in self.open.drain(depth..).rev() {
            self.entries.push(Entry::new(Phase::End, self.number, slice.end_ns, String::new()));
        }
    }

    /// How many slices stay open around a callback, or around what stands directly in a phase.
    fn depth_for(&self, parent: Option<usize>, now_ns: u64) -> usize {
        match parent {
            Some(parent) => self.open.iter().rposition(|slice| slice.callback == Some(parent)).map_or(0, |at| at + 1),
            None => usize::from(self.open.first().is_some_and(|slice| slice.is_stay && slice.end_ns >= now_ns)),
        }
    }

    fn begin(&mut self, entry: Entry, slice: Open) {
        self.entries.push(entry);
        self.open.push(slice);
    }

    fn show(&mut self, item: Item) {
        match item {
            Item::Stay(at) => {
                let stay = self.story.stays[at];
                self.close_down_to(0);
                let name = format!("{} (turn {})", stay.phase.name(), stay.turn);
                let entry = Entry::new(Phase::Begin, self.number, stay.begin_ns, name);
                self.begin(entry, Open { callback: None, is_stay: true, end_ns: stay.end_ns });
            }
            Item::Wait(at) => {
                let wait = self.story.waits[at];
                self.close_down_to(self.depth_for(None, wait.begin_ns));
                let entry = Entry::new(Phase::Begin, self.number, wait.begin_ns, "waits".to_owned());
                self.begin(entry, Open { callback: None, is_stay: false, end_ns: wait.end_ns });
            }
            Item::Callback(at) => {
                let callback = self.story.callbacks[at];
                self.close_down_to(self.depth_for(callback.parent, callback.begin_ns));
                let entry = callback_entry(self.story, at, self.number);
                self.begin(entry, Open { callback: Some(at), is_stay: false, end_ns: callback.end_ns });
                let subject = self.story.subject_of(at);
                if let Some(subject) = subject.filter(|subject| has_arrow(subject) && subject.ran.first() == Some(&at))
                {
                    let arrow = lanes::arrow_id(self.story.thread, subject.id);
                    self.entries.push(Entry::arrow(Phase::ArrowEnd, self.number, callback.begin_ns, arrow));
                }
            }
            Item::Born(id) => {
                let subject = &self.story.subjects[&id];
                self.close_down_to(self.depth_for(subject.born_in, subject.born_ns));
                let arrow = lanes::arrow_id(self.story.thread, id);
                self.entries.push(Entry::arrow(Phase::ArrowStart, self.number, subject.born_ns, arrow));
            }
        }
    }
}

/// An arrow must begin in a slice, and is drawn only to what ran.
fn has_arrow(subject: &Subject) -> bool {
    subject.born_in.is_some() && !subject.ran.is_empty()
}

/// What stands in the lane of a JavaScript thread, in order.
fn items(story: &Story) -> Vec<Item> {
    let mut items: Vec<(usize, Item)> = Vec::new();
    let stays = (0..story.stays.len()).filter(|stay| story.stays[*stay].end_ns > story.stays[*stay].begin_ns);
    items.extend(stays.map(|at| (story.stays[at].index, Item::Stay(at))));
    let waits = (0..story.waits.len()).filter(|wait| story.waits[*wait].end_ns > story.waits[*wait].begin_ns);
    items.extend(waits.map(|at| (story.waits[at].index, Item::Wait(at))));
    items.extend(story.callbacks.iter().enumerate().map(|(at, callback)| (callback.index, Item::Callback(at))));
    let arrows = story.subjects.values().filter(|subject| has_arrow(subject));
    items.extend(arrows.map(|subject| (subject.index, Item::Born(subject.id))));
    items.sort_by_key(|(index, _)| *index);
    items.into_iter().map(|(_, item)| item).collect()
}

fn callback_entry(story: &Story, at: usize, lane: u32) -> Entry {
    let callback = story.callbacks[at];
    let Some(subject) = story.subject_of(at) else {
        return Entry::new(Phase::Begin, lane, callback.begin_ns, "callback".to_owned());
    };
    let mut entry = Entry::new(Phase::Begin, lane, callback.begin_ns, words::title(subject));
    entry.args = Some(json!({
        "id": subject.id,
        "kind": subject.kind,
        "scheduled": subject.at.map(words::place),
        "runs": subject.runs.map(words::place),
        "phase": callback.phase.map(LoopPhase::name),
        "turn": callback.turn,
    }));
    entry
}

/// What each worker of the pool did, and the station of the arrow that leads through it.
fn workers(story: &Story, entries: &mut Vec<Entry>) {
    let mut jobs: Vec<_> = story.jobs.values().filter(|job| job.started_ns.is_some()).collect();
    jobs.sort_by_key(|job| (job.worker, job.started_ns));
    for job in jobs {
        let (Some(worker), Some(started_ns)) = (job.worker, job.started_ns) else { continue };
        let lane = worker_lane(worker);
        let mut entry = Entry::new(Phase::Begin, lane, started_ns, job.name.to_owned());
        entry.args = Some(json!({ "work": job.work, "waited_us": job.waited_ns(started_ns) / 1_000 }));
        entries.push(entry);
        let subject = job.subject.and_then(|id| story.subjects.get(&id));
        if let Some(subject) = subject.filter(|subject| has_arrow(subject)) {
            let arrow = lanes::arrow_id(story.thread, subject.id);
            entries.push(Entry::arrow(Phase::ArrowStep, lane, started_ns, arrow));
        }
        let finished_ns = job.finished_ns.unwrap_or(story.ended_ns).max(started_ns);
        entries.push(Entry::new(Phase::End, lane, finished_ns, String::new()));
    }
}

/// What the kernel reported.
fn kernel(trace: &Trace, entries: &mut Vec<Entry>) {
    for (at, event) in trace.iter() {
        let Event::Ready { source } = event else { continue };
        let what = match source {
            Source::Descriptor(fd) => format!("descriptor {fd} is ready"),
            Source::Wake => "woken".to_owned(),
            Source::Change => "a watched file changed".to_owned(),
            Source::Work(work) => format!("work {work} is done"),
        };
        let mut entry = Entry::new(Phase::Instant, KERNEL, at.as_ns(), what);
        entry.scope = Some("t");
        entries.push(entry);
    }
}

/// How V8 changed its way to run functions, in all threads.
fn tiers(trace: &Trace) -> Vec<Entry> {
    let mut tiers: Vec<_> = trace
        .iter()
        .filter_map(|(at, event)| match event {
            Event::Tier { at: Some(function), from, to } => Some((at, function, from, to)),
            _ => None,
        })
        .collect();
    // Threads run ahead of each other, and times of a lane must rise.
    tiers.sort_by_key(|(at, ..)| *at);
    let entry = |(at, function, from, to): (LoopTime, Place, Tier, Tier)| {
        let name = function.function.unwrap_or("a function");
        let mut entry = Entry::new(Phase::Instant, COMPILERS, at.as_ns(), format!("{name}: {}", to.name()));
        entry.scope = Some("t");
        entry.args = Some(json!({ "at": words::place(function), "from": from, "to": to }));
        entry
    };
    tiers.into_iter().map(entry).collect()
}

/// How much stands in the pool's queue, how many workers are busy, and how much memory is in use if that was asked for.
fn counters(trace: &Trace, entries: &mut Vec<Entry>) {
    let mut waiting: u32 = 0;
    for (at, event) in trace.iter() {
        let busy = match event {
            Event::WorkQueued { waiting: now, .. } => {
                waiting = now;
                None
            }
            Event::WorkStarted { busy, .. } => {
                waiting = waiting.saturating_sub(1);
                Some(busy)
            }
            Event::WorkCancelled { .. } => {
                waiting = waiting.saturating_sub(1);
                None
            }
            Event::WorkFinished { busy, .. } => Some(busy),
            Event::Memory { space, used } => {
                entries.push(counter(at, format!("memory of {space}"), json!({ "bytes": used })));
                continue;
            }
            _ => continue,
        };
        entries.push(counter(at, "pool queue".to_owned(), json!({ "waiting": waiting })));
        if let Some(busy) = busy {
            entries.push(counter(at, "busy workers".to_owned(), json!({ "busy": busy })));
        }
    }
}

fn counter(at: LoopTime, name: String, args: Value) -> Entry {
    let mut counter = Entry::new(Phase::Counter, COUNTERS, at.as_ns(), name);
    counter.args = Some(args);
    counter
}
