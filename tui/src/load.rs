//! `loopscope load`: a server under requests: how long its answers took, what the pool did meanwhile, and how that changes with
//! the sizes of pool and machine.
//!
//! * `figures`: what is measured of one run
//! * `report`: one run in full
//! * `table`: several runs side by side

mod figures;
mod report;
mod table;

use crate::cli::load::{Knob, LoadArgs};
use crate::limits::Watchdog;
use crate::setup::{self, UsageError};
use figures::Figures;
use loopscope_engine::Interrupter;
use loopscope_engine::profile::Profile;
use loopscope_sim::remote::Load;
use loopscope_sim::scheduler::{Keep, Luck, Schedule, Scheduler, Seeded, Typical};
use loopscope_sim::simulation::{Guard, Manner};
use loopscope_sim::trace::Trace;
use loopscope_sim::{Run, Simulation};
use std::any::Any;
use std::io::{Write, stdout};
use std::process::ExitCode;
use std::sync::Arc;

/// A run with these values of the knobs that are turned.
struct Setting {
    values: Vec<(Knob, u64)>,
}

/// Runs the server as often as values are compared; the code is 1 when a request got no answer.
pub(crate) fn load(args: &LoadArgs) -> Result<ExitCode, UsageError> {
    let (simulation, typed) = setup::simulation_and_load(&args.run)?;
    let load = load_of(args, typed);
    let simulation = guarded(simulation.load(load.clone()), args);
    let settings = settings(args);
    let mut all = Vec::new();
    let mut text = report::head(args, &simulation, &load);
    for setting in &settings {
        let (run, trace) = run_with(args, &simulation, setting)?;
        if run.samples.is_empty() {
            let program = simulation.program().main.clone();
            let (port, code, stderr) = (load.port, run.exit, run.stderr);
            return Err(UsageError::NobodyListens { program, port, code, stderr });
        }
        let story = crate::story::Story::of(&trace);
        let figures = Figures::new(&run, &story);
        if settings.len() == 1 {
            text += &report::body(&figures, &run, &story);
        }
        all.push(figures);
    }
    if settings.len() > 1 {
        let rows = settings.iter().map(|setting| setting.values.as_slice()).zip(&all);
        text += &table::draw(&rows.collect::<Vec<_>>());
    }
    // A reader that has gone away is no reason to fail.
    drop(stdout().write_all(text.as_bytes()));
    Ok(if all.iter().all(Figures::is_complete) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The load that was typed, in one way or the other; without any 500 requests at once.
fn load_of(args: &LoadArgs, typed: Option<Load>) -> Load {
    let mut load = typed.unwrap_or_else(|| Load::new(500));
    let follows = load.clients == load.requests;
    load.requests = args.requests.unwrap_or(load.requests);
    load.clients = args.clients.unwrap_or(if follows { load.requests } else { load.clients });
    load.gap_ns = args.rate.or(load.gap_ns);
    load.port = args.port.or(load.port);
    if let Some(path) = &args.path {
        load.path.clone_from(path);
    }
    load
}

fn guarded(simulation: Simulation, args: &LoadArgs) -> Simulation {
    let after = args.run.machine.limits.max_wall;
    let guard: Guard =
        Arc::new(move |interrupter: Interrupter| Box::new(Watchdog::start(interrupter, after)) as Box<dyn Any>);
    simulation.guard(guard)
}

/// All combinations of the values; one setting that turns nothing when there are none.
fn settings(args: &LoadArgs) -> Vec<Setting> {
    let mut all = vec![Setting { values: Vec::new() }];
    for axis in &args.compare {
        let turned = |setting: &Setting| {
            let values = setting.values.clone();
            axis.values
                .iter()
                .map(move |value| Setting { values: [&values[..], &[(axis.knob, *value)]].concat() })
                .collect()
        };
        all = all.iter().flat_map(|setting| -> Vec<Setting> { turned(setting) }).collect();
    }
    all
}

fn run_with(args: &LoadArgs, simulation: &Simulation, setting: &Setting) -> Result<(Run, Trace), UsageError> {
    let mut simulation = simulation.clone();
    let mut seed = args.run.seed;
    for (knob, value) in &setting.values {
        let number = u32::try_from(*value).unwrap_or(u32::MAX);
        match knob {
            Knob::Pool => simulation = simulation.env("UV_THREADPOOL_SIZE", &value.to_string()),
            Knob::Cores => simulation = simulation.cores(number),
            Knob::Node => simulation = simulation.profile(Profile::of_major(number).unwrap_or_default()),
            Knob::Seed => seed = Some(*value),
        }
    }
    let schedule = match &args.run.schedule {
        Some(file) => Some(crate::replay::schedule(file, args.run.node)?),
        None => None,
    };
    Ok(simulation.run_watched(manner(seed, schedule)))
}

fn manner(seed: Option<u64>, schedule: Option<Schedule>) -> Manner {
    if let Some(schedule) = schedule {
        return Manner::replay(schedule);
    }
    let scheduler: Box<dyn Scheduler> = match seed {
        Some(seed) => Box::new(Seeded::new(seed)),
        None => Box::new(Typical),
    };
    Manner { scheduler, luck: Luck::OfTimes, keep: Keep::Schedule, observer: None }
}
