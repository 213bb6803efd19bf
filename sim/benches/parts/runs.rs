//! Whole runs of a program of ten callbacks, and what it takes to record one and to write it down.

use criterion::{BatchSize, Criterion, Throughput};
use loopscope_engine::profile::Profile;
use loopscope_engine::trace::{Event, Observer};
use loopscope_sim::Simulation;
use loopscope_sim::scheduler::Seeded;
use loopscope_sim::simulation::Manner;
use loopscope_sim::trace::{Recorder, Trace};
use serde::Serialize;
use std::io::Write;

/// What searches run over and over, as `cargo xtask bench searches` does.
const PROGRAM: &str = include_str!("../../../xtask/bench/ten-callbacks.js");

/// An event as `loopscope trace --format ndjson` writes it.
#[derive(Serialize)]
struct Line<'a> {
    at_ns: u64,
    #[serde(flatten)]
    event: Event<'a>,
}

/// Records a trace anew from its events.
fn record(trace: &Trace) -> Trace {
    let mut recorder = Recorder::new(Profile::default());
    for (at, event) in trace.iter() {
        recorder.event(at, event);
    }
    recorder.take()
}

fn ndjson(trace: &Trace, text: &mut Vec<u8>) {
    for (at, event) in trace.iter() {
        serde_json::to_writer(&mut *text, &Line { at_ns: at.as_ns(), event }).expect("a Vec takes all text");
        text.write_all(b"\n").expect("a Vec takes all text");
    }
}

pub(crate) fn measure(criterion: &mut Criterion) {
    let simulation = Simulation::of_text(PROGRAM);
    let manner = || Manner::new(Box::new(Seeded::new(7)));
    let (_, trace) = simulation.run_watched(manner());

    let mut group = criterion.benchmark_group("events");
    group.throughput(Throughput::Elements(trace.len() as u64));
    group.bench_function("recorded", |bencher| bencher.iter_with_large_drop(|| record(&trace)));
    group.bench_function("written as NDJSON", |bencher| {
        bencher.iter_batched_ref(Vec::new, |text| ndjson(&trace, text), BatchSize::SmallInput);
    });
    group.finish();

    let mut group = criterion.benchmark_group("runs of ten callbacks");
    group.sample_size(20);
    group.throughput(Throughput::Elements(1));
    group.bench_function("in a new isolate", |bencher| bencher.iter(|| simulation.run_in(manner())));
    group.bench_function("in a shared isolate", |bencher| bencher.iter(|| simulation.run_soon(manner)));
    group.bench_function("in a shared isolate, watched", |bencher| {
        bencher.iter_with_large_drop(|| simulation.run_watched_soon(manner));
    });
    group.finish();
}
