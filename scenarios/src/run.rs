//! One program under one profile, to its end: what tests and lessons need of the engine and the simulation.

use crate::folder::RealFolder;
use loopscope_engine::Runtime;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::profile::Profile;
use loopscope_engine::program::{Cpu, LimitHit, Limits, Program};
use loopscope_engine::trace::{Event, Observer, Stdio, Wants};
use loopscope_sim::scheduler::{Scheduler, Typical};
use loopscope_sim::{Options, SharedFolder, Simulation, World};
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use loopscope_sim::simulation::{ENVIRONMENT, MOUNT_POINT};

/// A run to be made.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The folder that is seen at `/app`.
    pub root: PathBuf,
    /// The main file, relative to the folder.
    pub file: String,
    /// The Node version to be.
    pub profile: Profile,
    /// Node's own flags.
    pub node_options: Vec<String>,
    /// Variables beside the usual ones.
    pub env: Vec<(String, String)>,
    /// What stands on standard input.
    pub stdin: String,
}

impl Setup {
    /// A run of `file` in `root` with nothing out of the ordinary.
    pub fn new(root: impl Into<PathBuf>, file: impl Into<String>, profile: Profile) -> Self {
        Self {
            root: root.into(),
            file: file.into(),
            profile,
            node_options: Vec::new(),
            env: Vec::new(),
            stdin: String::new(),
        }
    }

    /// The same for many runs.
    pub fn simulation(&self) -> Simulation {
        let folder = SharedFolder::new(Box::new(RealFolder::new(self.root.clone())));
        let simulation = Simulation::new(folder, &self.file)
            .profile(self.profile)
            .node_options(self.node_options.iter().cloned())
            .stdin(self.stdin.clone());
        self.env.iter().fold(simulation, |simulation, (name, value)| simulation.env(name, value))
    }

    /// Runs the program under the typical schedule.
    pub fn run(&self) -> Outcome {
        self.run_under(Box::new(Typical), false)
    }

    /// Runs the program under any schedule; with `is_watched` the events are kept as lines of JSON.
    pub fn run_under(&self, scheduler: Box<dyn Scheduler>, is_watched: bool) -> Outcome {
        let mut env: Vec<(String, String)> =
            ENVIRONMENT.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        env.extend(self.env.iter().cloned());
        env.sort();
        let world = World::new(Options {
            scheduler,
            env: env.clone(),
            mount: Some(Box::new(RealFolder::new(self.root.clone()))),
            stdin: self.stdin.clone().into_bytes(),
            is_watched,
            ..Options::default()
        });
        let program = Program {
            profile: self.profile,
            main: format!("{MOUNT_POINT}/{}", self.file),
            args: Vec::new(),
            node_options: self.node_options.clone(),
            env,
            cwd: MOUNT_POINT.to_owned(),
            cores: Options::default().cores,
            stdin: self.stdin.clone().into_bytes(),
            limits: Limits::default(),
            cpu: Cpu::Counted,
            fast_crypto: false,
        };
        let kept = Keeper(Arc::new(Mutex::new(Outcome { is_watched, ..Outcome::default() })));
        let (clock, os) = world.main_thread();
        let exit = Runtime::new(program, clock, os, Box::new(kept.clone())).run();
        let mut outcome = std::mem::take(&mut *kept.lock());
        outcome.code = exit.code;
        outcome.limit = exit.limit;
        outcome
    }
}

/// What came of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// The events, a line of JSON each, if they were to be kept.
    pub events: String,
    /// The exit code.
    pub code: i32,
    /// The limit that ended the run, if one did.
    pub limit: Option<LimitHit>,
    is_watched: bool,
}

#[derive(Clone)]
struct Keeper(Arc<Mutex<Outcome>>);

impl Keeper {
    fn lock(&self) -> MutexGuard<'_, Outcome> {
        // OK because a thread that panics has already failed the run.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observer for Keeper {
    fn output(&mut self, stream: Stdio, bytes: &[u8]) {
        let mut outcome = self.lock();
        let kept = match stream {
            Stdio::Stdout => &mut outcome.stdout,
            Stdio::Stderr => &mut outcome.stderr,
        };
        kept.push_str(&String::from_utf8_lossy(bytes));
    }

    fn wants(&self) -> Wants {
        Wants { events: self.lock().is_watched, ..Wants::default() }
    }

    fn event(&mut self, at: LoopTime, event: Event<'_>) {
        let event = serde_json::to_string(&event).expect("numbers and texts always serialise");
        writeln!(self.lock().events, "{} {event}", at.as_ns()).expect("a String takes all text");
    }

    fn for_thread(&self) -> Box<dyn Observer + Send> {
        Box::new(self.clone())
    }
}
