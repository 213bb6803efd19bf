//! What stands in which queue, at each step: a row is written whenever a queue changes, and the page looks for the last one.

use super::Texts;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::trace::Source;
use loopscope_sim::explain::names::{self, Namer};
use loopscope_sim::trace::{ThreadNumber, Trace};
use loopscope_sim::view::{Thread, View};
use loopscope_sim::words::ms;
use serde::Serialize;
use std::collections::BTreeMap;

/// So many of each queue are named; the page says how many more there are.
const NAMED: usize = 12;

/// The state of a queue from a step on: the step, how many stand in it, and the names of the first, by number.
type Row = (usize, usize, Vec<u32>);

/// Rows by the queue's name, in the order of steps.
#[derive(Debug, Default, Serialize)]
pub(super) struct Lists(BTreeMap<&'static str, Vec<Row>>);

/// What was written last of each queue, so that only changes are.
#[derive(Debug, Default)]
pub(super) struct State {
    last: BTreeMap<&'static str, (usize, Vec<u64>)>,
    names: BTreeMap<(ThreadNumber, u64), u32>,
}

impl State {
    /// Notes the queues of a view, those that have changed.
    pub(super) fn note(&mut self, trace: &Trace, view: &View, lists: &mut Lists, texts: &mut Texts) {
        let (thread, number) = (view.thread(), view.current());
        let queues: [(&'static str, Vec<u64>, usize); 6] = [
            ("running", thread.running().take(NAMED).collect(), thread.running().count()),
            ("ticks", thread.ticks().iter().take(NAMED).collect(), thread.ticks().len()),
            ("microtasks", thread.microtasks().iter().take(NAMED).collect(), thread.microtasks().len()),
            ("check", thread.immediates().iter().take(NAMED).collect(), thread.immediates().len()),
            ("closing", thread.closing().iter().take(NAMED).collect(), thread.closing().len()),
            ("alive", alive(thread).take(NAMED).collect(), alive(thread).count()),
        ];
        for (name, ids, count) in queues {
            self.put(name, view.step(), count, ids, lists, |state, id| state.name(trace, number, id, texts));
        }
        self.note_timers(trace, view, lists, texts);
        self.note_pool(trace, view, lists, texts);
        self.note_ready(trace, view, lists, texts);
        let position = position(trace, view);
        let text = u64::from(texts.keep(&position));
        self.put("position", view.step(), 1, vec![text], lists, |_, text| text as u32);
    }

    fn put(
        &mut self,
        queue: &'static str,
        step: usize,
        count: usize,
        keys: Vec<u64>,
        lists: &mut Lists,
        mut name: impl FnMut(&mut Self, u64) -> u32,
    ) {
        let known = self.last.get(queue);
        if known.is_some_and(|known| known.0 == count && known.1 == keys) || known.is_none() && count == 0 {
            return;
        }
        let named = keys.iter().map(|key| name(self, *key)).collect();
        self.last.insert(queue, (count, keys));
        lists.0.entry(queue).or_default().push((step, count, named));
    }

    fn name(&mut self, trace: &Trace, thread: ThreadNumber, id: u64, texts: &mut Texts) -> u32 {
        *self.names.entry((thread, id)).or_insert_with(|| texts.keep(&Namer::new(trace, thread).name(id)))
    }

    fn note_timers(&mut self, trace: &Trace, view: &View, lists: &mut Lists, texts: &mut Texts) {
        let timers: Vec<_> = view.thread().timers().take(NAMED).copied().collect();
        // A timer that is started anew has another due time and another line.
        let keys = timers.iter().map(|timer| timer.id ^ timer.due_ns.rotate_left(20)).collect();
        let thread = view.current();
        let mut at = 0;
        self.put("timers", view.step(), view.thread().timers().count(), keys, lists, |_, _| {
            let timer = timers[at];
            at += 1;
            texts.keep(&format!("{} · due {}", Namer::new(trace, thread).name(timer.id), ms(timer.due_ns)))
        });
    }

    fn note_pool(&mut self, trace: &Trace, view: &View, lists: &mut Lists, texts: &mut Texts) {
        let pool = view.pool(trace);
        let waiting: Vec<u64> = pool.waiting().take(NAMED).map(|work| work.number).collect();
        let count = pool.waiting().count();
        self.put("queue", view.step(), count, waiting, lists, |_, work| texts.keep(&names::work(trace, pool, work)));
        let workers: Vec<(u32, u64, LoopTime)> = (0..pool.workers())
            .filter_map(|worker| pool.worker(worker).map(|work| (worker, work.number, work.since)))
            .collect();
        let keys = workers.iter().map(|(worker, work, _)| work * 2_048 + u64::from(*worker)).collect();
        let mut at = 0;
        self.put("workers", view.step(), workers.len(), keys, lists, |_, _| {
            let (worker, work, since) = workers[at];
            at += 1;
            texts.keep(&format!("worker {worker}: {} since {}", names::work(trace, pool, work), ms(since.as_ns())))
        });
    }

    fn note_ready(&mut self, trace: &Trace, view: &View, lists: &mut Lists, texts: &mut Texts) {
        let pool = view.pool(trace);
        let sources: Vec<Source> = view.thread().ready().take(NAMED).collect();
        let key = |source: &Source| match source {
            Source::Work(work) => work * 4,
            Source::Descriptor(fd) => u64::from(fd.unsigned_abs()) * 4 + 1,
            Source::Wake => 2,
            Source::Change => 3,
        };
        let keys = sources.iter().map(key).collect();
        let mut at = 0;
        self.put("poll", view.step(), view.thread().ready().count(), keys, lists, |_, _| {
            let source = sources[at];
            at += 1;
            texts.keep(&match source {
                Source::Work(work) => match pool.request_of(work) {
                    Some((thread, id)) => Namer::new(trace, thread).name(id),
                    None => format!("work {work}"),
                },
                Source::Descriptor(fd) => format!("descriptor {fd}"),
                Source::Wake => "a wake-up".to_owned(),
                Source::Change => "a change of a watched file".to_owned(),
            })
        });
    }
}

/// What keeps the process alive.
fn alive(thread: &Thread) -> impl Iterator<Item = u64> + '_ {
    thread.live().filter(|(_, live)| live.keeps_alive()).map(|(id, _)| id)
}

/// Where the loop is.
fn position(trace: &Trace, view: &View) -> String {
    let thread = view.thread();
    let whose = if trace.threads().len() > 1 { format!("thread {} · ", view.current()) } else { String::new() };
    match thread.phase() {
        Some(phase) => format!("{whose}turn {} · {}", thread.turn(), phase.name()),
        None if thread.turn() == 0 => format!("{whose}main script"),
        None => format!("{whose}outside of the loop"),
    }
}
