//! Makes a run for the stepper: in the background, with its progress told.

use super::run::Loaded;
use super::spec::Spec;
use crate::cli::run::RunArgs;
use crate::limits;
use crate::setup::{UsageError, locate, prepare};
use loopscope_engine::Interrupter;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::trace::{Event, Observer, Stdio, Wants};
use loopscope_sim::simulation::MOUNT_POINT;
use loopscope_sim::trace::{Recorder, Trace};
use loopscope_sim::view::Timeline;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many events were recorded so far; it may be looked at from any thread.
pub(crate) type Progress = Arc<AtomicUsize>;

/// Runs the program of `args` as `spec` says, to its end. `begun` is given what stops it.
pub(crate) fn make(
    args: &RunArgs,
    spec: Spec,
    progress: &Progress,
    begun: impl FnOnce(Interrupter),
) -> Result<Loaded, UsageError> {
    let keeps_schedule = spec == Spec { node: args.node, seed: args.seed };
    let schedule = args.schedule.clone().filter(|_| keeps_schedule);
    let args = RunArgs { node: spec.node, seed: spec.seed, schedule, ..args.clone() };
    let prepared = prepare(&args)?;
    let program = prepared.program.main.clone();
    let recorder = Recorder::new(prepared.program.profile);
    let counting = Counting { recorder: Box::new(recorder.clone()), progress: Arc::clone(progress) };
    let exit = prepared.finish(&args, Box::new(counting), begun);
    let trace = recorder.take();
    let timeline = Timeline::new(&trace);
    let sources = sources(&args, &program, &trace)?;
    let note = exit.limit.map(|hit| limits::message(&hit, &args.machine.limits));
    Ok(Loaded { spec, program, trace, timeline, sources, note })
}

/// The lines of every file of the program that the trace speaks of, as they are on the disk.
fn sources(args: &RunArgs, program: &str, trace: &Trace) -> Result<BTreeMap<String, Vec<String>>, UsageError> {
    let (root, _) = locate(args)?;
    let files = trace.files().chain([program]);
    let read = |file: &str| {
        let inside = file.strip_prefix("file://").unwrap_or(file).strip_prefix(MOUNT_POINT)?;
        let bytes = fs::read(root.join(inside.trim_start_matches('/'))).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        Some((file.to_owned(), text.lines().map(str::to_owned).collect()))
    };
    Ok(files.filter(|file| Path::new(file).extension().is_some()).filter_map(read).collect())
}

/// Counts what a recorder records.
struct Counting {
    recorder: Box<dyn Observer + Send>,
    progress: Progress,
}

impl Observer for Counting {
    fn output(&mut self, stream: Stdio, bytes: &[u8]) {
        self.recorder.output(stream, bytes);
    }

    fn wants(&self) -> Wants {
        self.recorder.wants()
    }

    fn for_thread(&self) -> Box<dyn Observer + Send> {
        Box::new(Self { recorder: self.recorder.for_thread(), progress: Arc::clone(&self.progress) })
    }

    fn event(&mut self, at: LoopTime, event: Event<'_>) {
        self.progress.fetch_add(1, Ordering::Relaxed);
        self.recorder.event(at, event);
    }
}
