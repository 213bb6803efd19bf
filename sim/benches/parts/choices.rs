//! The scheduler's answers, each of which every run asks for hundreds of times, and schedules as text.

use criterion::{BatchSize, Criterion, Throughput};
use loopscope_engine::clock::LoopTime;
use loopscope_sim::scheduler::{
    Alternatives, ChoiceName, Keep, Recorder, Replay, Schedule, Scheduler, Seeded, Typical,
};

/// How many choices a run asks for.
const COUNT: u64 = 1_000;

/// Who is asked about: a run has some files and sockets, each of which comes up many times.
const SUBJECTS: u64 = 20;

/// A run that asks for [`COUNT`] choices; gives what was answered.
fn run(scheduler: Box<dyn Scheduler>) -> Schedule {
    let mut recorder = Recorder::new(scheduler, Keep::Schedule);
    for number in 0..COUNT {
        let who = format!("readFile /app/{}.txt", number % SUBJECTS);
        let alternatives = Alternatives::Range { min: 10_000, typical: 20_000, max: 90_000 };
        recorder.choose(LoopTime::ZERO, ChoiceName::JobCost, &who, alternatives);
    }
    recorder.schedule()
}

pub(crate) fn measure(criterion: &mut Criterion) {
    let schedule = run(Box::new(Seeded::new(7)));
    let text = schedule.to_string();
    assert_eq!(text.parse().as_ref(), Ok(&schedule), "the text is read back as what was written");

    let mut group = criterion.benchmark_group("choices");
    group.throughput(Throughput::Elements(COUNT));
    group.bench_function("typical", |bencher| bencher.iter(|| run(Box::new(Typical))));
    group.bench_function("seeded", |bencher| bencher.iter(|| run(Box::new(Seeded::new(7)))));
    group.bench_function("replayed", |bencher| {
        let replay = |schedule: Schedule| run(Box::new(Replay::new(schedule)));
        bencher.iter_batched(|| schedule.clone(), replay, BatchSize::SmallInput);
    });
    group.bench_function("written as text", |bencher| bencher.iter(|| schedule.to_string()));
    group.bench_function("read from text", |bencher| {
        bencher.iter(|| text.parse::<Schedule>().expect("it was written by us"));
    });
    group.finish();
}
