//! From the command line to a program and the machine it runs on.

use crate::cli::run::RunArgs;
use crate::limits::{self, CODE_LIMIT, Watchdog};
use crate::snapshots;
use loopscope_engine::profile::Profile;
use loopscope_engine::program::{Limits, Program};
use loopscope_engine::trace::Observer;
use loopscope_engine::{Exit, Runtime};
use loopscope_scenarios::folder::RealFolder;
use loopscope_scenarios::run::{ENVIRONMENT, MOUNT_POINT};
use loopscope_sim::scheduler::{Scheduler, Seeded, Typical};
use loopscope_sim::{Options, World};
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
    #[error("writing the trace to {}: {source}", file.display())]
    NoOutput { file: PathBuf, source: std::io::Error },
}

/// A program and the machine that it runs on.
pub(crate) struct Prepared {
    pub(crate) program: Program,
    pub(crate) world: World,
}

impl Prepared {
    /// Runs the program under its limits; what ended it early is said on stderr.
    pub(crate) fn run(self, args: &RunArgs, observer: Box<dyn Observer>) -> ExitCode {
        let (clock, os) = self.world.main_thread();
        let runtime = Runtime::new(self.program, clock, os, observer);
        let watchdog = Watchdog::start(runtime.interrupter(), args.machine.limits.max_wall);
        let Exit { code, limit } = runtime.run();
        drop(watchdog);
        match limit {
            Some(hit) => {
                eprintln!("loopscope: {}", limits::message(&hit, &args.machine.limits));
                ExitCode::from(CODE_LIMIT)
            }
            // A process shows the low eight bits of its code.
            None => ExitCode::from(code as u8),
        }
    }
}

/// Reads the options, and makes program and machine of them.
pub(crate) fn prepare(args: &RunArgs) -> Result<Prepared, UsageError> {
    let profile = Profile::of_major(args.node).ok_or(UsageError::NoSuchProfile { found: args.node })?;
    snapshots::provide(profile);
    let (root, main) = locate(args)?;
    let env = environment(&args.machine.env)?;
    let scheduler: Box<dyn Scheduler> = match args.seed {
        Some(seed) => Box::new(Seeded::new(seed)),
        None => Box::new(Typical),
    };
    let world = World::new(Options {
        scheduler,
        env: env.clone(),
        mount: Some(Box::new(RealFolder::new(root))),
        stdin: args.machine.stdin.clone().into_bytes(),
        cores: args.machine.cores,
        ..Options::default()
    });
    let program = Program {
        profile,
        main,
        args: args.args.clone(),
        node_options: args.machine.node_option.clone(),
        env,
        cwd: MOUNT_POINT.to_owned(),
        cores: args.machine.cores,
        stdin: args.machine.stdin.clone().into_bytes(),
        limits: Limits::from(&args.machine.limits),
        fast_crypto: args.machine.fast_crypto,
    };
    Ok(Prepared { program, world })
}

/// The mounted folder, and the main file's path as the program sees it.
fn locate(args: &RunArgs) -> Result<(PathBuf, String), UsageError> {
    let file = args.file.canonicalize().map_err(|source| UsageError::NoProgram { file: args.file.clone(), source })?;
    if file.is_dir() {
        return Err(UsageError::IsFolder { file: args.file.clone() });
    }
    let folder = args.machine.root.as_deref().or_else(|| file.parent()).unwrap_or_else(|| Path::new("/"));
    let root = folder.canonicalize().map_err(|source| UsageError::NoRoot { folder: folder.to_owned(), source })?;
    let inside =
        file.strip_prefix(&root).map_err(|_| UsageError::OutsideRoot { file: file.clone(), root: root.clone() })?;
    let main = format!("{MOUNT_POINT}/{}", inside.display());
    Ok((root, main))
}

/// The fixed minimum and what `--env` gave, sorted by name; the later of two wins.
fn environment(given: &[String]) -> Result<Vec<(String, String)>, UsageError> {
    let mut env: std::collections::BTreeMap<String, String> =
        ENVIRONMENT.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    for variable in given {
        let Some((name, value)) = variable.split_once('=').filter(|(name, _)| !name.is_empty()) else {
            return Err(UsageError::NoVariable { found: variable.clone() });
        };
        env.insert(name.to_owned(), value.to_owned());
    }
    Ok(env.into_iter().collect())
}
