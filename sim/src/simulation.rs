//! A program with everything about it that a run depends on but its luck: start here to run JavaScript from Rust.
//!
//! ```
//! use loopscope_sim::Simulation;
//!
//! let program = "setTimeout(() => console.log('timer')); console.log('script')";
//! let run = Simulation::of_text(program).run();
//! assert_eq!((run.stdout.as_str(), run.exit), ("script\ntimer\n", 0));
//! ```

mod keeper;
mod run;
mod twice;

pub use run::{CODE_LIMIT, Manner, Run};

use crate::HostFolder;
use crate::costs::{Costs, Disk};
use crate::faults::{Fault, Faults};
use crate::folder::SharedFolder;
use crate::remote::{Load, Peer};
use crate::scheduler::{Keep, Luck, Schedule, Scheduler, Seeded};
use crate::trace::{Recorder, Trace};
use crate::world::{OPEN_FILES_MAX, Options, World};
use keeper::{Keeper, Kept};
use loopscope_engine::clock::Clock;
use loopscope_engine::os::{Address, Os};
use loopscope_engine::profile::Profile;
use loopscope_engine::program::{Cpu, Limits, Program};
use loopscope_engine::trace::Observer;
use loopscope_engine::{Interrupter, Runtime};
use std::any::Any;
use std::rc::Rc;
use std::sync::Arc;

/// Where the mounted folder is seen.
pub const MOUNT_POINT: &str = "/app";

/// The environment that every program has; a run may add to it.
pub const ENVIRONMENT: [(&str, &str); 5] = [
    ("HOME", "/home/user"),
    ("LANG", "en_US.UTF-8"),
    ("PATH", "/usr/local/bin:/usr/bin:/bin"),
    ("PWD", MOUNT_POINT),
    ("TZ", "UTC"),
];

/// How a runtime is made.
type Start = fn(Program, Rc<dyn Clock>, Box<dyn Os>, Box<dyn Observer>) -> Runtime;

/// Is told of every run before it starts, and may stop it from elsewhere; what it gives back is dropped when the run is
/// over.
pub type Guard = Arc<dyn Fn(Interrupter) -> Box<dyn Any> + Send + Sync>;

/// A program and its circumstances, to be run any number of times, on any number of threads.
#[derive(Clone)]
pub struct Simulation {
    program: Program,
    folder: SharedFolder,
    costs: Costs,
    open_files_max: usize,
    faults: Faults,
    hosts: Vec<(String, Address)>,
    peers: Vec<Peer>,
    load: Option<Load>,
    guard: Option<Guard>,
}

impl Simulation {
    /// The program `main`, a path inside `folder`.
    pub fn new(folder: SharedFolder, main: &str) -> Self {
        let env = ENVIRONMENT.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let program = Program {
            profile: Profile::default(),
            main: format!("{MOUNT_POINT}/{main}"),
            args: Vec::new(),
            node_options: Vec::new(),
            env,
            cwd: MOUNT_POINT.to_owned(),
            cores: Options::default().cores,
            stdin: Vec::new(),
            limits: Limits::default(),
            cpu: Cpu::Counted,
            fast_crypto: false,
        };
        Self {
            program,
            folder,
            costs: Costs::default(),
            open_files_max: OPEN_FILES_MAX,
            faults: Faults::NONE,
            hosts: Vec::new(),
            peers: Vec::new(),
            load: None,
            guard: None,
        }
    }

    /// A CommonJS program of one file, `main.js`.
    pub fn of_text(text: &str) -> Self {
        Self::of_files([("main.js", text)], "main.js")
    }

    /// A program of several files: their names and texts, and which of them is the main one.
    pub fn of_files<N: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (N, B)>, main: &str) -> Self {
        Self::new(SharedFolder::of_files(files), main)
    }

    /// The Node version to be.
    #[must_use]
    pub const fn profile(mut self, profile: Profile) -> Self {
        self.program.profile = profile;
        self
    }

    /// Sets a variable of the environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: &str) -> Self {
        let env = &mut self.program.env;
        match env.binary_search_by(|(known, _)| known.as_str().cmp(name)) {
            Ok(place) => value.clone_into(&mut env[place].1),
            Err(place) => env.insert(place, (name.to_owned(), value.to_owned())),
        }
        self
    }

    /// Adds what stands behind the program's name in `process.argv`.
    #[must_use]
    pub fn args(mut self, args: impl IntoIterator<Item = String>) -> Self {
        self.program.args.extend(args);
        self
    }

    /// Adds flags of Node's own.
    #[must_use]
    pub fn node_options(mut self, flags: impl IntoIterator<Item = String>) -> Self {
        self.program.node_options.extend(flags);
        self
    }

    /// What the program finds on standard input.
    #[must_use]
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.program.stdin = bytes.into();
        self
    }

    /// How many cores computations share.
    #[must_use]
    pub const fn cores(mut self, cores: u32) -> Self {
        self.program.cores = cores;
        self
    }

    /// How far away the files are.
    #[must_use]
    pub const fn disk(mut self, disk: Disk) -> Self {
        self.costs.disk = disk;
        self
    }

    /// How many descriptors each process may have open: `ulimit -n`. More give `EMFILE`.
    #[must_use]
    pub const fn open_files_max(mut self, count: usize) -> Self {
        self.open_files_max = count;
        self
    }

    /// Lets something go wrong, in millionths of the occasions.
    #[must_use]
    pub fn fault(mut self, fault: Fault, millionths: u32) -> Self {
        self.faults.ask(fault, millionths);
        self
    }

    /// A name that the simulated name server knows.
    #[must_use]
    pub fn host(mut self, name: &str, address: Address) -> Self {
        self.hosts.push((name.to_owned(), address));
        self
    }

    /// Another machine that the program may connect to; the name server knows it.
    #[must_use]
    pub fn peer(mut self, peer: Peer) -> Self {
        self.peers.push(peer);
        self
    }

    /// Clients that send requests once the program listens. When all are answered the program is ended with SIGTERM.
    #[must_use]
    pub fn load(mut self, load: Load) -> Self {
        self.load = Some(load);
        self
    }

    /// What ends a run that does not end by itself.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.program.limits = limits;
        self
    }

    /// What the program's own JavaScript takes.
    #[must_use]
    pub const fn cpu(mut self, cpu: Cpu) -> Self {
        self.program.cpu = cpu;
        self
    }

    /// Whether slow key derivation gives marked stand-ins instead of real keys.
    #[must_use]
    pub const fn fast_crypto(mut self, is_fast: bool) -> Self {
        self.program.fast_crypto = is_fast;
        self
    }

    /// Who may stop runs from elsewhere.
    #[must_use]
    pub fn guard(mut self, guard: Guard) -> Self {
        self.guard = Some(guard);
        self
    }

    /// The program as the engine takes it.
    pub const fn program(&self) -> &Program {
        &self.program
    }

    /// The run in which every cost is at its middle.
    pub fn run(&self) -> Run {
        self.run_in(Manner::typical())
    }

    /// The run whose luck comes from `seed`.
    pub fn run_seed(&self, seed: u64) -> Run {
        self.run_in(Manner::new(Box::new(Seeded::new(seed))))
    }

    /// The events of the run that `schedule` describes; those of the typical run for [`Schedule::default`].
    pub fn trace(&self, schedule: Schedule) -> Trace {
        self.run_watched(Manner::replay(schedule)).1
    }

    /// A run of any kind together with its events; the manner's own observer is not asked.
    pub fn run_watched(&self, manner: Manner) -> (Run, Trace) {
        let (run, trace, _) = self.attempt_watched(manner, Runtime::new);
        (run, trace)
    }

    /// The run that `schedule` describes, again.
    pub fn replay(&self, schedule: &Schedule) -> Run {
        self.run_in(Manner::replay(schedule.clone()))
    }

    /// A machine on which the program runs once.
    pub fn world(&self, scheduler: Box<dyn Scheduler>, luck: Luck, keep: Keep, is_watched: bool) -> World {
        World::new(Options {
            scheduler,
            keep,
            luck,
            costs: self.costs,
            open_files_max: self.open_files_max,
            faults: self.faults.clone(),
            cores: self.program.cores,
            env: self.program.env.clone(),
            mount: Some(Box::new(self.folder.clone()) as Box<dyn HostFolder>),
            hosts: self.hosts.clone(),
            peers: self.peers.clone(),
            load: self.load.clone(),
            stdin: self.program.stdin.clone(),
            is_watched,
            ..Options::default()
        })
    }

    /// A run of any kind.
    pub fn run_in(&self, manner: Manner) -> Run {
        self.attempt(manner, Runtime::new).0
    }

    /// The run that [`Self::run_in`] makes, sooner if this host thread makes several one after the other: they share an
    /// isolate, but for programs that can tell. Asks for the manner once more if the run has to be made again.
    pub fn run_soon(&self, manner: impl Fn() -> Manner) -> Run {
        let (run, could_tell) = self.attempt(manner(), Runtime::in_spare_isolate);
        if could_tell { self.run_in(manner()) } else { run }
    }

    /// The same together with its events; the manner's own observer is not asked.
    pub fn run_watched_soon(&self, manner: impl Fn() -> Manner) -> (Run, Trace) {
        let (run, trace, could_tell) = self.attempt_watched(manner(), Runtime::in_spare_isolate);
        if could_tell { self.run_watched(manner()) } else { (run, trace) }
    }

    /// A run, its events, and whether the program could tell that its isolate was not new.
    fn attempt_watched(&self, manner: Manner, start: Start) -> (Run, Trace, bool) {
        let recorder = Recorder::new(self.program.profile);
        let observer: Box<dyn Observer> = Box::new(recorder.clone());
        let (run, could_tell) = self.attempt(Manner { observer: Some(observer), ..manner }, start);
        (run, recorder.take(), could_tell)
    }

    /// A run, and whether the program could tell that its isolate was not new.
    fn attempt(&self, manner: Manner, start: Start) -> (Run, bool) {
        let kept = Kept::default();
        let keeper = Keeper { kept: kept.clone(), observer: manner.observer };
        let world = self.world(manner.scheduler, manner.luck, manner.keep, keeper.wants().events);
        let (clock, os) = world.main_thread();
        let runtime = start(self.program.clone(), clock, os, Box::new(keeper));
        let guarded = self.guard.as_ref().map(|guard| guard(runtime.interrupter()));
        let exit = runtime.run();
        drop(guarded);
        let (stdout, stderr) = kept.take();
        let run = Run {
            stdout,
            stderr,
            // A process shows the low eight bits of its code.
            exit: exit.limit.as_ref().map_or(exit.code & 0xff, |_| CODE_LIMIT),
            limit: exit.limit,
            schedule: world.schedule(),
            remarks: world.remarks(),
            log: world.log(),
            files: world.mounted_files(),
            samples: world.samples(),
        };
        (run, exit.could_tell)
    }
}

#[cfg(test)]
mod tests {
    use super::Simulation;

    #[test]
    fn a_run_replays_from_its_schedule() {
        let program = "const fs = require('fs');
            for (const n of [1, 2, 3]) fs.stat(__filename, () => console.log(n));";
        let simulation = Simulation::of_text(program);
        for seed in 1..20 {
            let run = simulation.run_seed(seed);
            assert_eq!(simulation.replay(&run.schedule), run, "seed {seed}");
        }
    }

    #[test]
    fn the_later_of_two_variables_wins() {
        let simulation =
            Simulation::of_text("console.log(process.env.A, process.env.HOME)").env("A", "1").env("A", "2");
        assert_eq!(simulation.run().stdout, "2 /home/user\n");
    }
}
