//! Lanes of a Chrome trace, and one entry of it.

use crate::story::Story;
use loopscope_sim::trace::ThreadNumber;
use serde::Serialize;
use serde_json::{Value, json};

/// The lane of what the kernel reports.
pub(super) const KERNEL: u32 = 2;
/// Counters belong to the process; their lane is only a place to stand.
pub(super) const COUNTERS: u32 = 3;
/// The lane of what V8 tells of its compilers, if it was asked.
pub(super) const COMPILERS: u32 = 4;
/// The lane of the main thread.
const MAIN_THREAD: u32 = 1;
/// Other JavaScript threads have lanes above this one: `UV_THREADPOOL_SIZE` is at most 1024.
const FIRST_THREAD: u32 = 2_000;
/// The lane of the pool's first worker.
const FIRST_WORKER: u32 = 10;

/// The one process of the trace.
const PROCESS: u32 = 1;

/// The lane of a JavaScript thread.
pub(super) fn javascript_lane(thread: ThreadNumber) -> u32 {
    if thread == 0 { MAIN_THREAD } else { FIRST_THREAD + u32::from(thread) }
}

/// The number of an arrow: ids are counted in each thread by itself.
pub(super) const fn arrow_id(thread: ThreadNumber, id: u64) -> u64 {
    // Ids of the trace's own begin at a thousand million, and a double holds 53 bits.
    ((thread as u64) << 40) + id
}

/// The lane of a worker of the pool.
pub(super) const fn worker_lane(worker: u32) -> u32 {
    FIRST_WORKER + worker
}

/// The letters of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) enum Phase {
    #[serde(rename = "B")]
    Begin,
    #[serde(rename = "E")]
    End,
    #[serde(rename = "C")]
    Counter,
    #[serde(rename = "i")]
    Instant,
    #[serde(rename = "s")]
    ArrowStart,
    #[serde(rename = "t")]
    ArrowStep,
    #[serde(rename = "f")]
    ArrowEnd,
    #[serde(rename = "M")]
    Name,
}

/// One entry; fields are named as the format has them.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Entry {
    #[serde(skip_serializing_if = "String::is_empty")]
    name: String,
    ph: Phase,
    /// In microseconds.
    ts: f64,
    pid: u32,
    tid: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    cat: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u64>,
    /// Binds the end of an arrow to the slice around it instead of the next one.
    #[serde(skip_serializing_if = "Option::is_none")]
    bp: Option<&'static str>,
    /// The scope of an instant.
    #[serde(rename = "s", skip_serializing_if = "Option::is_none")]
    pub(super) scope: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) args: Option<Value>,
}

impl Entry {
    pub(super) fn new(ph: Phase, tid: u32, at_ns: u64, name: String) -> Self {
        let (cat, id, bp, scope, args) = (None, None, None, None, None);
        Self { name, ph, ts: at_ns as f64 / 1_000.0, pid: PROCESS, tid, cat, id, bp, scope, args }
    }

    /// The start, a station or the end of the arrow of this number.
    pub(super) fn arrow(ph: Phase, tid: u32, at_ns: u64, id: u64) -> Self {
        let bp = (ph == Phase::ArrowEnd).then_some("e");
        Self { cat: Some("scheduling"), id: Some(id), bp, ..Self::new(ph, tid, at_ns, "runs".to_owned()) }
    }
}

/// Names of the process and of its lanes, in the order in which they are to be shown.
pub(super) fn names(stories: &[Story], has_tiers: bool) -> Vec<Entry> {
    let name = |what: &str, tid: u32, args: Value| {
        let mut entry = Entry::new(Phase::Name, tid, 0, what.to_owned());
        entry.args = Some(args);
        entry
    };
    let mut lanes = Vec::new();
    for story in stories {
        let what = match story.thread {
            0 => "JavaScript thread".to_owned(),
            other => format!("worker thread {other}"),
        };
        lanes.push((javascript_lane(story.thread), what));
    }
    if has_tiers {
        lanes.push((COMPILERS, "compilers".to_owned()));
    }
    lanes.push((KERNEL, "kernel".to_owned()));
    let workers = stories.iter().flat_map(|story| story.jobs.values()).filter_map(|job| job.worker).max();
    let workers = workers.map_or(0, |last| last + 1);
    lanes.extend((0..workers).map(|worker| (worker_lane(worker), format!("pool worker {worker}"))));
    let mut entries = vec![name("process_name", MAIN_THREAD, json!({ "name": "program" }))];
    for (order, (tid, lane)) in lanes.into_iter().enumerate() {
        entries.push(name("thread_name", tid, json!({ "name": lane })));
        entries.push(name("thread_sort_index", tid, json!({ "sort_index": order })));
    }
    entries
}
