//! What is run: the program and everything about it that the user chose.

use crate::profile::Profile;

/// One run's program, as `node FILE ARGS…` would take it.
#[derive(Clone, Debug)]
pub struct Program {
    /// The Node version to be.
    pub profile: Profile,
    /// The main module's absolute path inside the simulated tree, such as `/app/main.js`.
    pub main: String,
    /// What the program finds behind its name in `process.argv`.
    pub args: Vec<String>,
    /// Node's own flags, such as `--unhandled-rejections=warn`.
    pub node_options: Vec<String>,
    /// The environment, sorted by name.
    pub env: Vec<(String, String)>,
    /// The working directory at the start.
    pub cwd: String,
    /// How many cores the machine says it has.
    pub cores: u32,
    /// What stands on standard input.
    pub stdin: Vec<u8>,
    /// Whether the program's own JavaScript takes time.
    pub cpu: Cpu,
    /// Whether slow key derivation gives marked stand-ins instead of real keys.
    pub fast_crypto: bool,
    /// What ends a run that does not end by itself.
    pub limits: Limits,
}

/// What the program's own JavaScript takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cpu {
    /// Time in proportion to a count of its work.
    #[default]
    Counted,
    /// No time at all: only callbacks, calls and reads of a clock take some.
    Free,
}

/// Bounds within which every run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Callbacks that may run.
    pub max_steps: u64,
    /// Virtual nanoseconds that may pass.
    pub max_virtual_time_ns: u64,
    /// Bytes that V8's heap may take.
    pub max_heap_bytes: usize,
}

/// A bound that a run met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitHit {
    /// It ran that many callbacks.
    Steps(u64),
    /// That many virtual nanoseconds passed.
    VirtualTime(u64),
    /// V8's heap grew to that many bytes.
    Heap(usize),
    /// Whoever started the run interrupted it.
    Interrupted,
    /// It waits for something that can never happen; these resources keep it alive.
    WaitsForever(Vec<String>),
}

impl Default for Limits {
    fn default() -> Self {
        // Ten million callbacks, a hundred virtual days, Node's usual half a gigabyte of old space.
        Self { max_steps: 10_000_000, max_virtual_time_ns: 100 * 86_400 * 1_000_000_000, max_heap_bytes: 512 << 20 }
    }
}
