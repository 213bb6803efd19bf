//! From the command line to a program and the machine it runs on.

use crate::cli::remote;
use crate::cli::run::RunArgs;
use crate::limits::{self, CODE_LIMIT, Watchdog};
use crate::replay;
use loopscope_engine::profile::Profile;
use loopscope_engine::program::{Limits, Program};
use loopscope_engine::trace::Observer;
use loopscope_engine::{Exit, Interrupter, Runtime};
use loopscope_scenarios::folder::RealFolder;
use loopscope_scenarios::lesson::NoSuchLesson;
use loopscope_sim::remote::Load;
use loopscope_sim::scheduler::{Keep, Luck, Replay, Schedule, Scheduler, Seeded, Typical};
use loopscope_sim::{SharedFolder, Simulation, World};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use thiserror::Error;

/// A mistake on the command line.
#[derive(Debug, Error)]
pub(crate) enum UsageError {
    #[error("choosing the Node version: found {found}, expected one of 10, 18, 20, 22, 24, 26")]
    NoSuchProfile { found: u32 },
    #[error("setting a variable: found {found:?}, expected NAME=VALUE")]
    NoVariable { found: String },
    #[error("opening the program {}: {source}", file.display())]
    NoProgram { file: PathBuf, source: std::io::Error },
    #[error("opening the program {}: it is a folder, expected a file", file.display())]
    IsFolder { file: PathBuf },
    #[error("opening the root folder {}: {source}", folder.display())]
    NoRoot { folder: PathBuf, source: std::io::Error },
    #[error("opening the program {}: it lies outside the root folder {}", file.display(), root.display())]
    OutsideRoot { file: PathBuf, root: PathBuf },
    #[error("writing the page: {source}")]
    NoPage { source: minijinja::Error },
    #[error("finding the callback {label:?}: no line, function or place is called so{}", offer(near))]
    NoLabel { label: String, near: Vec<String> },
    #[error("explaining {program}: it has not run any callback")]
    NoCallbacks { program: String },
    #[error("writing {}: {source}", file.display())]
    NoOutput { file: PathBuf, source: std::io::Error },
    #[error(
        "opening the stepper: found no terminal on standard input and output, expected one; `loopscope trace` shows a run without"
    )]
    NotATerminal,
    #[error("opening the stepper: {0}")]
    NoTerminal(std::io::Error),
    #[error("making the run: {0}")]
    NoRun(String),
    #[error("opening the schedule {}: {source}", file.display())]
    NoSchedule { file: PathBuf, source: std::io::Error },
    #[error("reading the schedule {}: {problem}", file.display())]
    BadSchedule { file: PathBuf, problem: String },
    #[error("reading the part {}: {problem}", file.display())]
    BadPart { file: PathBuf, problem: String },
    #[error("choosing an invariant: found {found:?}, expected one of {}", known.join(", "))]
    NoInvariant { found: String, known: Vec<&'static str> },
    #[error("comparing runs: found one, expected several: --node 18,26, --seed 1,2 or --schedule FILE")]
    NothingToCompare,
    #[error("comparing runs: found {versions} versions and {lucks} seeds or schedules, expected one of either")]
    TooMuchToCompare { versions: usize, lucks: usize },
    #[error("reading the order file {}: {problem}", file.display())]
    BadExpectations { file: PathBuf, problem: String },
    #[error("following the schedule {}: {place}", file.display())]
    LeftSchedule { file: PathBuf, place: String },
    #[error("reading the peers {}: {problem}", file.display())]
    BadPeers { file: PathBuf, problem: String },
    #[error("sending requests to {program}: it never listened{} and ended with code {code}{}", on(*port), said(stderr))]
    NobodyListens { program: String, port: Option<u16>, code: i32, stderr: String },
    #[error(transparent)]
    NoSuchLesson(#[from] NoSuchLesson),
    #[error("reading the answer: found {found:?}, expected a number from 1 to {all}")]
    NoChoice { found: String, all: usize },
    #[error("testing the folder {}: found no program in it, expected files that end in .js, .mjs or .cjs", folder.display())]
    NoPrograms { folder: PathBuf },
}

impl UsageError {
    /// The page's template did not take the run.
    pub(crate) const fn page(source: minijinja::Error) -> Self {
        Self::NoPage { source }
    }
}

/// The port that was asked for.
fn on(port: Option<u16>) -> String {
    port.map(|port| format!(" on port {port}")).unwrap_or_default()
}

/// What a program complained of, for the end of a message.
fn said(stderr: &str) -> String {
    if stderr.trim().is_empty() { String::new() } else { format!("; it said:\n{}", stderr.trim_end()) }
}

/// The nearest labels, for the end of a message.
fn offer(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; the nearest are {}", near.join(", ")) }
}

/// A program and the machine that it runs on.
pub(crate) struct Prepared {
    pub(crate) program: Program,
    pub(crate) world: World,
}

impl Prepared {
    /// Runs the program under its limits, as the one run of this process; what ended it early is said on stderr.
    pub(crate) fn run(self, args: &RunArgs, observer: Box<dyn Observer>) -> ExitCode {
        let Exit { code, limit, .. } = self.guarded(args, observer, Runtime::run_last);
        match limit {
            Some(hit) => {
                eprintln!("loopscope: {}", limits::message(&hit, &args.machine.limits));
                ExitCode::from(CODE_LIMIT)
            }
            // A process shows the low eight bits of its code.
            None => ExitCode::from(code as u8),
        }
    }

    /// Runs the program under its limits; `begun` is given what stops it.
    pub(crate) fn finish(self, args: &RunArgs, observer: Box<dyn Observer>, begun: impl FnOnce(Interrupter)) -> Exit {
        self.guarded(args, observer, |runtime| {
            begun(runtime.interrupter());
            runtime.run()
        })
    }

    /// Lets `run` run the program, and stops it when it takes longer than it may.
    fn guarded(self, args: &RunArgs, observer: Box<dyn Observer>, run: impl FnOnce(Runtime) -> Exit) -> Exit {
        let (clock, os) = self.world.main_thread();
        let runtime = Runtime::new(self.program, clock, os, observer);
        let watchdog = Watchdog::start(runtime.interrupter(), args.machine.limits.max_wall);
        let exit = run(runtime);
        drop(watchdog);
        exit
    }
}

/// Reads the options, and makes program and machine of them; everything about the run can be watched and kept.
pub(crate) fn prepare(args: &RunArgs) -> Result<Prepared, UsageError> {
    prepare_with(args, None, Keep::Schedule)
}

/// The same with a schedule that was read already, for a run of which not more is kept than `keep` says. Only a run whose
/// schedule is kept can be watched.
pub(crate) fn prepare_with(args: &RunArgs, known: Option<&Schedule>, keep: Keep) -> Result<Prepared, UsageError> {
    let simulation = simulation(args)?;
    let schedule = match (known, &args.schedule) {
        (Some(schedule), _) => Some(schedule.clone()),
        (None, Some(file)) => Some(replay::schedule(file, args.node)?),
        (None, None) => None,
    };
    let luck = schedule.as_ref().map_or(Luck::OfTimes, |schedule| schedule.luck);
    let scheduler: Box<dyn Scheduler> = match (schedule, args.seed) {
        (Some(schedule), _) => Box::new(Replay::new(schedule)),
        (None, Some(seed)) => Box::new(Seeded::new(seed)),
        (None, None) => Box::new(Typical),
    };
    let world = simulation.world(scheduler, luck, keep, keep != Keep::Nothing);
    Ok(Prepared { program: simulation.program().clone(), world })
}

/// Reads the options that say everything about runs but their luck.
pub(crate) fn simulation(args: &RunArgs) -> Result<Simulation, UsageError> {
    let (simulation, load) = simulation_and_load(args)?;
    Ok(match load {
        Some(load) => simulation.load(load),
        None => simulation,
    })
}

/// The same, with the load apart.
pub(crate) fn simulation_and_load(args: &RunArgs) -> Result<(Simulation, Option<Load>), UsageError> {
    let profile = Profile::of_major(args.node).ok_or(UsageError::NoSuchProfile { found: args.node })?;
    let (root, main) = locate(args)?;
    let folder = SharedFolder::new(Box::new(RealFolder::new(root)));
    let mut simulation = Simulation::new(folder, &main)
        .profile(profile)
        .args(args.args.iter().cloned())
        .node_options(args.machine.node_option.iter().cloned())
        .stdin(args.machine.stdin.clone())
        .cores(args.machine.cores)
        .disk(args.machine.disk.into())
        .open_files_max(args.machine.open_files)
        .limits(Limits::from(&args.machine.limits))
        .cpu(args.machine.cpu.into())
        .fast_crypto(args.machine.fast_crypto);
    for variable in &args.machine.env {
        let Some((name, value)) = variable.split_once('=').filter(|(name, _)| !name.is_empty()) else {
            return Err(UsageError::NoVariable { found: variable.clone() });
        };
        simulation = simulation.env(name, value);
    }
    for (fault, millionths) in &args.machine.fault {
        simulation = simulation.fault(*fault, *millionths);
    }
    with_remotes(simulation, args)
}

/// Adds the peers, and finds the load, that were typed, or that stand in a file.
fn with_remotes(mut simulation: Simulation, args: &RunArgs) -> Result<(Simulation, Option<Load>), UsageError> {
    let (mut peers, mut load) = (args.machine.peer.clone(), args.machine.load.clone());
    if let Some(file) = &args.machine.peers {
        let wrong = |problem: String| UsageError::BadPeers { file: file.clone(), problem };
        let text = fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
        let (more, other) = remote::file(&text).map_err(wrong)?;
        peers.extend(more);
        load = load.or(other);
    }
    for peer in remote::placed(peers.into_iter()) {
        simulation = simulation.peer(peer);
    }
    Ok((simulation, load))
}

/// The mounted folder, and the main file's path inside it.
pub(crate) fn locate(args: &RunArgs) -> Result<(PathBuf, String), UsageError> {
    let file = args.file.canonicalize().map_err(|source| UsageError::NoProgram { file: args.file.clone(), source })?;
    if file.is_dir() {
        return Err(UsageError::IsFolder { file: args.file.clone() });
    }
    let folder = args.machine.root.as_deref().or_else(|| file.parent()).unwrap_or_else(|| Path::new("/"));
    let root = folder.canonicalize().map_err(|source| UsageError::NoRoot { folder: folder.to_owned(), source })?;
    let inside =
        file.strip_prefix(&root).map_err(|_| UsageError::OutsideRoot { file: file.clone(), root: root.clone() })?;
    let main = inside.display().to_string();
    Ok((root, main))
}
