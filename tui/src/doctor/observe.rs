//! The runs that a diagnosis looks at: the typical schedule, and several seeds.

use super::finding::{self, Finding};
use super::measure::{self, Stretch};
use super::{DIAGNOSES, lucky_order};
use crate::cli::doctor::DoctorArgs;
use crate::setup::{UsageError, simulation};
use crate::story::Story;
use loopscope_engine::Interrupter;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::program::{LimitHit, Limits};
use loopscope_engine::trace::{Event, HeapSample, Observer, Stdio, Wants};
use loopscope_sim::scheduler::{Keep, Luck, Seeded, Typical};
use loopscope_sim::simulation::{Guard, Manner};
use loopscope_sim::trace::Recorder;
use loopscope_sim::{Run, Simulation};
use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Callbacks that a run of the doctor may have: enough for minutes of traffic, few enough for a second of real time.
const STEPS_MAX: u64 = 120_000;

/// Events after which a run is interrupted: endless microtasks are no callbacks that the limit above counts.
const EVENTS_MAX: usize = 600_000;

/// Seconds of real time for one run.
const WALL_MAX: Duration = Duration::from_secs(20);

/// One run, as diagnoses see it.
pub(crate) struct Observation<'t> {
    pub(crate) story: Story<'t>,
    pub(crate) stretches: Vec<Stretch>,
    pub(crate) heap: Vec<HeapSample>,
    pub(crate) limit: Option<LimitHit>,
    /// Whether the run was cut short because it told too much.
    pub(crate) is_flooded: bool,
    pub(crate) stderr: String,
    pub(crate) code: i32,
    pub(crate) cores: u32,
    /// For how long a program that does not end is watched, in nanoseconds.
    pub(crate) window_ns: u64,
}

/// What came of the examination.
pub(crate) struct Examined {
    pub(crate) program: String,
    pub(crate) node: &'static str,
    pub(crate) schedules: u32,
    pub(crate) findings: Vec<Finding>,
    /// What a healthy program was seen doing.
    pub(crate) remarks: Vec<String>,
}

/// Runs the program as often as asked, and joins what the runs show.
pub(crate) fn examine(args: &DoctorArgs) -> Result<Examined, UsageError> {
    let limits = Limits {
        max_steps: STEPS_MAX.min(args.run.machine.limits.max_steps),
        max_virtual_time_ns: u64::try_from(args.window.as_nanos()).unwrap_or(u64::MAX),
        ..Limits::from(&args.run.machine.limits)
    };
    let stopper = Stopper::default();
    let simulation =
        simulation(&args.run)?.limits(limits).guard(stopper.guard(WALL_MAX.min(args.run.machine.limits.max_wall)));
    let mut findings = Vec::new();
    let mut remarks = Vec::new();
    let mut outputs = Vec::new();
    let mut schedules = 0;
    for seed in 0..args.schedules {
        let seed = (seed > 0).then_some(u64::from(seed));
        let ended = observe(&simulation, &stopper, seed, args, &mut |run| {
            for diagnosis in DIAGNOSES {
                for mut finding in diagnosis.examine(run) {
                    finding.is_typical = seed.is_none();
                    findings.push(finding);
                }
            }
            if seed.is_none() {
                remarks = remarks_of(run);
            }
        });
        schedules += 1;
        outputs.push((seed, ended.stdout));
        // A run that nothing but a limit ends takes long and shows the same under every schedule.
        if matches!(ended.limit, Some(LimitHit::Steps(_) | LimitHit::Interrupted | LimitHit::Heap(_))) {
            break;
        }
    }
    let mut findings = finding::join(findings, schedules);
    findings.extend(lucky_order::compare(&outputs));
    let program = simulation.program();
    Ok(Examined { program: program.main.clone(), node: program.profile.version(), schedules, findings, remarks })
}

/// Makes one run, and shows it to `look`.
fn observe(
    simulation: &Simulation,
    stopper: &Stopper,
    seed: Option<u64>,
    args: &DoctorArgs,
    look: &mut dyn FnMut(&Observation),
) -> Run {
    let recorder = Recorder::new(simulation.program().profile);
    // Collecting garbage to measure what is left takes time, and one run says enough.
    let heap = Heap { samples: Arc::default(), wanted: seed.is_none() };
    let watcher = Watcher { recorder: recorder.clone(), heap: heap.clone(), stopper: stopper.clone() };
    let manner = Manner {
        scheduler: match seed {
            Some(seed) => Box::new(Seeded::new(seed)),
            None => Box::new(Typical),
        },
        luck: Luck::OfTimes,
        keep: Keep::Schedule,
        observer: Some(Box::new(watcher)),
    };
    let run = simulation.run_in(manner);
    let is_flooded = recorder.len() >= EVENTS_MAX;
    let trace = recorder.take();
    let story = Story::of(&trace);
    let stretches = measure::stretches(&story);
    look(&Observation {
        story,
        stretches,
        heap: heap.take(),
        limit: run.limit.clone(),
        is_flooded,
        stderr: run.stderr.clone(),
        code: run.exit,
        cores: args.run.machine.cores,
        window_ns: u64::try_from(args.window.as_nanos()).unwrap_or(u64::MAX),
    });
    run
}

/// What a healthy program was seen doing, for the last line of the report.
fn remarks_of(run: &Observation) -> Vec<String> {
    let mut remarks = Vec::new();
    if run.limit.is_some() {
        remarks.push("it serves and does not end by itself, as a service shall".to_owned());
    }
    let longest = run.stretches.iter().filter(|stretch| !stretch.is_main).map(Stretch::length_ns).max();
    if let Some(longest) = longest {
        remarks.push(format!("its longest stretch of callbacks took {}", crate::story::words::duration(longest)));
    }
    remarks
}

/// What was measured of the heap.
#[derive(Clone)]
struct Heap {
    samples: Arc<Mutex<Vec<HeapSample>>>,
    wanted: bool,
}

impl Heap {
    fn take(&self) -> Vec<HeapSample> {
        std::mem::take(&mut *self.samples.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Stops runs: from outside after some real time, and from inside when they tell too much.
#[derive(Clone, Default)]
struct Stopper {
    interrupter: Arc<Mutex<Option<Interrupter>>>,
}

impl Stopper {
    fn guard(&self, after: Duration) -> Guard {
        let own = self.clone();
        Arc::new(move |interrupter: Interrupter| {
            *own.interrupter.lock().unwrap_or_else(PoisonError::into_inner) = Some(interrupter.clone());
            Box::new(crate::limits::Watchdog::start(interrupter, after)) as Box<dyn Any>
        })
    }

    fn stop(&self) {
        if let Some(interrupter) = &*self.interrupter.lock().unwrap_or_else(PoisonError::into_inner) {
            interrupter.interrupt();
        }
    }
}

/// Records a run, until it tells too much.
struct Watcher {
    recorder: Recorder,
    heap: Heap,
    stopper: Stopper,
}

impl Observer for Watcher {
    fn output(&mut self, _stream: Stdio, _bytes: &[u8]) {}

    fn wants(&self) -> Wants {
        Wants { heap: self.heap.wanted, ..self.recorder.wants() }
    }

    fn heap(&mut self, sample: HeapSample) {
        self.heap.samples.lock().unwrap_or_else(PoisonError::into_inner).push(sample);
    }

    fn for_thread(&self) -> Box<dyn Observer + Send> {
        self.recorder.for_thread()
    }

    fn event(&mut self, at: LoopTime, event: Event<'_>) {
        if self.recorder.len() < EVENTS_MAX {
            self.recorder.event(at, event);
        } else {
            self.stopper.stop();
        }
    }
}
