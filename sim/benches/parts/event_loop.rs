//! Timers and handles of the loop: libuv's part, no JavaScript in sight.

use criterion::{BatchSize, Criterion, Throughput};
use loopscope_engine::event_loop::{Handles, TimerId, Timers};

/// How many there are at once: enough that a cost that grows with their number shows.
const COUNT: u64 = 10_000;

/// Delays that collide often, as those of programs do, in an order that is not sorted.
fn due_ms(timer: u64) -> u64 {
    timer * 7_919 % 1_000
}

fn started() -> Timers {
    let mut timers = Timers::default();
    for timer in 0..COUNT {
        timers.start(TimerId(timer), due_ms(timer));
    }
    timers
}

pub(crate) fn measure(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("event loop");
    group.throughput(Throughput::Elements(COUNT));
    group.bench_function("start a timer", |bencher| bencher.iter(started));
    group.bench_function("stop a timer", |bencher| {
        let stop = |mut timers: Timers| (0..COUNT).filter(|timer| timers.stop(TimerId(*timer))).count();
        bencher.iter_batched(started, stop, BatchSize::LargeInput);
    });
    group.bench_function("fire a timer", |bencher| {
        let fire = |mut timers: Timers| {
            timers.collect_due(1_000);
            std::iter::from_fn(|| timers.next_ready()).count()
        };
        bencher.iter_batched(started, fire, BatchSize::LargeInput);
    });
    group.bench_function("open, start, and close a handle", |bencher| {
        bencher.iter(|| {
            let mut handles = Handles::default();
            for _ in 0..COUNT {
                let handle = handles.open();
                handles.set_active(handle, true);
                handles.close(handle);
            }
            handles.take_closing().len()
        });
    });
    group.finish();
}
