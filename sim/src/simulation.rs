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
mod running;
mod twice;

pub use run::{CODE_LIMIT, Manner, Run};

use crate::costs::{Costs, Disk};
use crate::faults::{Fault, Faults};
use crate::folder::SharedFolder;
use crate::remote::{Load, Peer};
use crate::world::{OPEN_FILES_MAX, Options};
use loopscope_engine::Interrupter;
use loopscope_engine::os::Address;
use loopscope_engine::profile::Profile;
use loopscope_engine::program::{Cpu, Limits, Program};
use std::any::Any;
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
