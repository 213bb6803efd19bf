//! A run on record: every event, compact and owned, for whatever looks at a run after it has ended.
//!
//! * `recorder`: the observer that makes a [`Trace`]
//! * `stored`: the form in which an event is kept
//! * `texts`: texts, places and stacks, each kept once
//! * [`order`]: the labels that a program printed, in order
//!
//! An event takes [`BYTES_PER_EVENT`] bytes; texts and stacks are shared. Events are in the order of virtual time: what a
//! worker of the thread pool did while JavaScript ran stands where it happened.

pub mod order;
mod recorder;
mod stored;
mod texts;

pub use order::Label;
pub use recorder::Recorder;

use loopscope_engine::clock::LoopTime;
use loopscope_engine::profile::Profile;
use loopscope_engine::trace::{Event, Place};
use std::collections::BTreeMap;
use stored::Stored;
use texts::Texts;

/// What an event takes in memory, without the texts that it shares with others.
pub const BYTES_PER_EVENT: usize = size_of::<Entry>();

#[derive(Clone, Copy, Debug)]
struct Entry {
    at: LoopTime,
    thread: ThreadNumber,
    event: Stored,
}

/// A thread of a trace, counted from 0 in the order in which the trace first speaks of them: 0 is the main thread. Async
/// ids are counted in each thread by itself.
pub type ThreadNumber = u16;

/// All events of one run. Events are counted from 0; an *index* is such a number.
#[derive(Debug, Default)]
pub struct Trace {
    profile: Profile,
    entries: Vec<Entry>,
    texts: Texts,
    /// Where each resource came to be.
    inits: BTreeMap<(ThreadNumber, u64), u32>,
    /// Process and thread of each number.
    threads: Vec<(u32, u32)>,
    /// Whose events are added.
    current: ThreadNumber,
    order: Vec<Label>,
    /// Where the program wrote something.
    outputs: Vec<u32>,
}

/// What is known of something whose callback runs later: a timer, a tick, a request, a promise …
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resource<'t> {
    /// Its async id.
    pub id: u64,
    /// Node's name for its kind; `Main` for the main script.
    pub kind: &'t str,
    /// The async id of what scheduled it.
    pub trigger: u64,
    /// The name of the function that will run, if it has one.
    pub callback: Option<&'t str>,
    /// Whether it is the rest of an async function behind an `await`.
    pub awaits: bool,
    /// The line of the program that scheduled it.
    pub at: Option<Place<'t>>,
    /// Where the function that will run begins.
    pub runs: Option<Place<'t>>,
    /// The index of the event that told of it.
    pub index: usize,
}

impl Trace {
    /// An empty trace of a run under this profile.
    fn of(profile: Profile) -> Self {
        Self { profile, threads: vec![(0, 0)], ..Self::default() }
    }

    /// The Node version that the run was.
    pub const fn profile(&self) -> Profile {
        self.profile
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing was recorded.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// When the event of this index happened; the end of the run for an index behind the last one.
    pub fn at(&self, index: usize) -> LoopTime {
        self.entries.get(index).or(self.entries.last()).map_or(LoopTime::ZERO, |entry| entry.at)
    }

    /// The event of this index. Its `callers` are left out, [`Self::callers`] has them.
    ///
    /// # Panics
    ///
    /// When there is no such event.
    pub fn event(&self, index: usize) -> Event<'_> {
        self.entries[index].event.load(&self.texts)
    }

    /// The thread in which the event of this index happened; the main thread for an index behind the last one.
    pub fn thread(&self, index: usize) -> ThreadNumber {
        self.entries.get(index).map_or(0, |entry| entry.thread)
    }

    /// The process, counted from 0, and the thread in it, as `worker_threads.threadId` counts, of each thread.
    pub fn threads(&self) -> &[(u32, u32)] {
        &self.threads
    }

    /// When and what, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (LoopTime, Event<'_>)> + DoubleEndedIterator {
        self.entries.iter().map(|entry| (entry.at, entry.event.load(&self.texts)))
    }

    /// The lines of the program that called the one of the event's `at`, innermost first.
    pub fn callers(&self, index: usize) -> impl Iterator<Item = Place<'_>> {
        let stack = self.entries.get(index).and_then(|entry| entry.event.stack());
        self.texts.stack(stack).skip(1)
    }

    /// What is known of a resource of a thread; `None` when the trace has not seen it come to be.
    pub fn resource(&self, thread: ThreadNumber, id: u64) -> Option<Resource<'_>> {
        let index = *self.inits.get(&(thread, id))? as usize;
        match self.event(index) {
            Event::Init { id, kind, trigger, callback, awaits, at, runs, .. } => {
                Some(Resource { id, kind, trigger, callback, awaits, at, runs, index })
            }
            _ => None,
        }
    }

    /// The indexes of the events before `step` with which the program wrote something, newest first.
    pub fn outputs_before(&self, step: usize) -> impl Iterator<Item = usize> {
        let count = self.outputs.partition_point(|index| (*index as usize) < step);
        self.outputs[..count].iter().rev().map(|index| *index as usize)
    }

    /// The files of the program that the trace speaks of, sorted.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.texts.files()
    }

    /// The labels in the order in which they were printed: one for each line that the program wrote to standard output.
    pub fn order(&self) -> &[Label] {
        &self.order
    }

    /// Adds an event, in its place by time among those that its thread told since the last one took over.
    fn add(&mut self, at: LoopTime, event: Event<'_>) {
        if let Event::Thread { process, thread } = event {
            self.current = self.number_of((process, thread));
        }
        let entry = Entry { at, thread: self.current, event: Stored::store(event, &mut self.texts) };
        // OK because only what the thread pool did is told late, and not by much.
        let is_later = |other: &&Entry| other.at > at && !matches!(other.event, Stored::Thread { .. });
        let late = if entry.event.is_of_pool() { self.entries.iter().rev().take_while(is_later).count() } else { 0 };
        self.entries.insert(self.entries.len() - late, entry);
    }

    fn number_of(&mut self, thread: (u32, u32)) -> ThreadNumber {
        let known = self.threads.iter().position(|other| *other == thread);
        let at = known.unwrap_or_else(|| {
            self.threads.push(thread);
            self.threads.len() - 1
        });
        // OK because a simulated machine has fewer threads than that.
        ThreadNumber::try_from(at).unwrap_or(ThreadNumber::MAX)
    }

    /// Notes where resources come to be, and reads the labels, once all events are there.
    fn finish(&mut self) {
        for (index, entry) in self.entries.iter().enumerate() {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            if let Some(id) = entry.event.init() {
                self.inits.entry((entry.thread, id)).or_insert(index);
            }
            if entry.event.is_output() {
                self.outputs.push(index);
            }
        }
        self.order = order::read(self);
    }
}
