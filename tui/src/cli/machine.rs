//! What every command takes: the machine that programs run on, and the bounds within which every run ends.

use super::remote::{self, PeerArg};
use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};
use loopscope_engine::program::Cpu;
use loopscope_sim::costs::Disk;
use loopscope_sim::faults::Fault;
use loopscope_sim::remote::Load;
use loopscope_sim::world::OPEN_FILES_MAX;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

/// Standard input, output and error, and what Node opens for its loop.
const OPEN_FILES: RangeInclusive<u64> = 32..=OPEN_FILES_MAX as u64;

/// The circumstances of a run.
#[derive(Args, Clone, Debug)]
pub(crate) struct MachineArgs {
    /// Sets a variable of the program's environment
    #[arg(long, value_name = "K=V")]
    pub(crate) env: Vec<String>,
    /// Gives Node itself a flag, such as --unhandled-rejections=warn
    #[arg(long = "node-option", value_name = "FLAG", allow_hyphen_values = true)]
    pub(crate) node_option: Vec<String>,
    /// How many cores computations share
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub(crate) cores: u32,
    /// How far away the files are
    #[arg(long, value_enum, default_value_t = DiskArg::Cached)]
    pub(crate) disk: DiskArg,
    /// How many descriptors a process may have open, as `ulimit -n`: more give EMFILE
    #[arg(long, value_name = "N", default_value_t = OPEN_FILES_MAX, value_parser = RangedU64ValueParser::<usize>::new().range(OPEN_FILES))]
    pub(crate) open_files: usize,
    /// What the program finds on standard input
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) stdin: String,
    /// Lets something go wrong, with this probability: disk-slow, disk-error, disk-full, emfile, dns-timeout, dns-unknown,
    /// conn-reset, conn-refused, gc-pause, slow-callback
    #[arg(long, value_name = "NAME[=P]", value_parser = fault, value_delimiter = ',')]
    pub(crate) fault: Vec<(Fault, u32)>,
    /// Another machine that the program may connect to, such as db=port:5432,latency:20ms: docs/PEERS.md has all keys
    #[arg(long, value_name = "NAME=KEY:VALUE,…", value_parser = remote::peer)]
    pub(crate) peer: Vec<PeerArg>,
    /// Reads peers, and a load, from a TOML file
    #[arg(long, value_name = "FILE")]
    pub(crate) peers: Option<PathBuf>,
    /// Clients that send HTTP requests once the program listens, such as requests:500,rate:100/s
    #[arg(long, value_name = "KEY:VALUE,…", value_parser = remote::load)]
    pub(crate) load: Option<Load>,
    /// The folder that is seen at /app; without it FILE's own
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// What the program's own JavaScript takes: time in proportion to its work, or none
    #[arg(long, value_enum, default_value_t = CpuArg::Counted)]
    pub(crate) cpu: CpuArg,
    /// Gives stand-ins, which begin with the bytes of FAST, for keys of pbkdf2 and scrypt: for large runs
    #[arg(long)]
    pub(crate) fast_crypto: bool,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

/// How far away the files are.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DiskArg {
    /// In memory: the kernel only copies
    Cached,
    /// On a local solid-state disk: about 80 us a call
    Ssd,
    /// On a file server in the same building: about 700 us a call
    Network,
}

impl From<DiskArg> for Disk {
    fn from(given: DiskArg) -> Self {
        match given {
            DiskArg::Cached => Self::Cached,
            DiskArg::Ssd => Self::Ssd,
            DiskArg::Network => Self::Network,
        }
    }
}

/// What the program's own JavaScript takes.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum CpuArg {
    /// Time in proportion to a count of loop turns, calls and operations
    Counted,
    /// No time: fastest to run
    Free,
}

impl From<CpuArg> for Cpu {
    fn from(given: CpuArg) -> Self {
        match given {
            CpuArg::Counted => Self::Counted,
            CpuArg::Free => Self::Free,
        }
    }
}

/// Bounds within which every run ends.
#[derive(Args, Clone, Debug)]
pub(crate) struct LimitArgs {
    /// Callbacks that may run
    #[arg(long, value_name = "N", default_value_t = 10_000_000, help_heading = "Limits")]
    pub(crate) max_steps: u64,
    /// Virtual time that may pass, such as 250ms, 10s or 2h
    #[arg(long, value_name = "TIME", default_value = "100days", value_parser = humantime::parse_duration, help_heading = "Limits")]
    pub(crate) max_virtual_time: Duration,
    /// Megabytes that V8's heap may take
    #[arg(long, value_name = "N", default_value_t = 512, value_parser = heap_megabytes, help_heading = "Limits")]
    pub(crate) max_heap_mb: usize,
    /// Real time that the run may take; it can only cut a run short, never change it
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = humantime::parse_duration, help_heading = "Limits")]
    pub(crate) max_wall: Duration,
}

/// V8 needs some room to start at all, and addresses at most 4 GB.
fn heap_megabytes(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(megabytes @ 16..=3500) => Ok(megabytes),
        _ => Err("expected a number of megabytes from 16 to 3500".to_owned()),
    }
}

/// How likely a fault is to strike that was asked for without a number, in millionths.
const FAULT_MILLIONTHS: u32 = 100_000;

/// A fault and how likely it is to strike, in millionths.
fn fault(text: &str) -> Result<(Fault, u32), String> {
    let (name, probability) = match text.split_once('=') {
        Some((name, probability)) => (name, Some(probability)),
        None => (text, None),
    };
    let fault = Fault::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Fault::ALL.iter().map(|fault| fault.name()).collect();
        format!("expected one of {}", names.join(", "))
    })?;
    let Some(probability) = probability else { return Ok((fault, FAULT_MILLIONTHS)) };
    match probability.parse::<f64>() {
        // OK because a probability has at most a million steps here, which a float holds exactly enough.
        Ok(share @ 0.0..=1.0) => Ok((fault, (share * 1e6).round() as u32)),
        _ => Err("expected a probability from 0 to 1 behind `=`".to_owned()),
    }
}
