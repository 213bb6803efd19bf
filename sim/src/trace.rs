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
    event: Stored,
}

/// All events of one run. Events are counted from 0; an *index* is such a number.
#[derive(Debug, Default)]
pub struct Trace {
    profile: Profile,
    entries: Vec<Entry>,
    texts: Texts,
    /// Where each resource came to be.
    inits: BTreeMap<u64, u32>,
    order: Vec<Label>,
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

    /// When and what, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (LoopTime, Event<'_>)> + DoubleEndedIterator {
        self.entries.iter().map(|entry| (entry.at, entry.event.load(&self.texts)))
    }

    /// The lines of the program that called the one of the event's `at`, innermost first.
    pub fn callers(&self, index: usize) -> impl Iterator<Item = Place<'_>> {
        let stack = self.entries.get(index).and_then(|entry| entry.event.stack());
        self.texts.stack(stack).skip(1)
    }

    /// What is known of a resource; `None` when the trace has not seen it come to be.
    pub fn resource(&self, id: u64) -> Option<Resource<'_>> {
        let index = *self.inits.get(&id)? as usize;
        match self.event(index) {
            Event::Init { id, kind, trigger, callback, awaits, at, runs, .. } => {
                Some(Resource { id, kind, trigger, callback, awaits, at, runs, index })
            }
            _ => None,
        }
    }

    /// The labels in the order in which they were printed: one for each line that the program wrote to standard output.
    pub fn order(&self) -> &[Label] {
        &self.order
    }

    /// Adds an event, in its place by time.
    fn add(&mut self, at: LoopTime, event: Event<'_>) {
        let entry = Entry { at, event: Stored::store(event, &mut self.texts) };
        // OK because only the thread pool's are told late, and not by much.
        let late = self.entries.iter().rev().take_while(|other| other.at > at).count();
        self.entries.insert(self.entries.len() - late, entry);
    }

    /// Notes where resources come to be, and reads the labels, once all events are there.
    fn finish(&mut self) {
        for (index, entry) in self.entries.iter().enumerate() {
            if let Some(id) = entry.event.init() {
                self.inits.entry(id).or_insert(u32::try_from(index).unwrap_or(u32::MAX));
            }
        }
        self.order = order::read(self);
    }
}
