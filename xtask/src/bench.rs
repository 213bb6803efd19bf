//! Measures whole processes of Loopscope. `docs/PERFORMANCE.md` holds what this printed.
//!
//! Without a name of its own a measurement compares with a real Node in turn, A B A B: only ratios of one machine mean
//! something, and both sides of a pair run one after the other, so that what else the machine does falls on both.
//!
//! * [`growth`]: what one more costs when there are many
//! * [`tracing`]: what watching costs
//! * [`cpu`]: what counting the time of plain JavaScript costs
//! * [`connections`]: ten thousand of them
//! * [`searches`]: runs a second

mod connections;
mod cpu;
mod growth;
mod measure;
mod modules;
mod searches;
mod tracing;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::str::FromStr;

use anyhow::{Context, Result, ensure};

use crate::v8::V8;
use crate::{cargo, process};
use measure::Spread;

/// The workloads, in the order of the table, each with what it may cost of Node's wall time; the first line of its file says
/// what it does. What only V8 does is there to compare the two V8s.
const WORKLOADS: &[(&str, f64)] = &[
    ("empty.js", 0.6),
    ("console-log.js", 1.5),
    ("ticks.js", 1.0),
    ("awaits.mjs", 1.0),
    ("immediates-chain.js", 1.0),
    ("immediates-batch.js", 1.0),
    ("timers.js", 1.0),
    ("timers-cleared.js", 1.0),
    ("read-files.js", 1.5),
    ("http-one-connection.js", 1.5),
    ("http-many-connections.js", 1.5),
    ("sockets.js", 2.5),
    ("pipeline.js", 1.5),
    ("messages.js", 1.5),
    ("modules/main.cjs", 1.5),
    ("modules/main.mjs", 1.5),
    ("json-and-regexp.js", 1.5),
];

/// How many pairs are run, unless the first argument says otherwise.
const PAIRS: usize = 9;

/// How often `bench tracing` runs each workload in each way, unless the second argument says otherwise.
const ROUNDS: usize = 3;

/// How many runs `bench searches` makes, unless the second argument says otherwise.
const SCHEDULES: u64 = 2_000;

/// Builds, then measures what `args` name.
pub(crate) fn run(v8: &V8, args: &[String]) -> Result<ExitCode> {
    let built = cargo::build(v8)?;
    if built != ExitCode::SUCCESS {
        return Ok(built);
    }
    let folder = workloads()?;
    let loopscope = || loopscope(v8);
    match args {
        [name] if name == "growth" => growth::print(&folder, &loopscope)?,
        [name] if name == "connections" => connections::print(&folder, &loopscope)?,
        [name, rest @ ..] if name == "cpu" => cpu::print(&folder, &loopscope, number(rest, PAIRS)?)?,
        [name, rest @ ..] if name == "tracing" => tracing::print(&folder, &loopscope, number(rest, ROUNDS)?)?,
        [name, rest @ ..] if name == "searches" => searches::print(&folder, &loopscope, number(rest, SCHEDULES)?)?,
        _ => compare(&folder, v8, args)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The first argument, or `default`.
fn number<T: FromStr>(args: &[String], default: T) -> Result<T> {
    let Some(text) = args.first() else { return Ok(default) };
    text.parse().ok().with_context(|| format!("reading the arguments of bench: found {text:?}, expected a number"))
}

/// Runs the workloads whose name contains one of `args`, or all of them: `[PAIRS] [WORKLOAD…]`.
fn compare(folder: &Path, v8: &V8, args: &[String]) -> Result<()> {
    let (pairs, names) = match args.split_first() {
        Some((first, rest)) if first.parse::<usize>().is_ok() => (first.parse()?, rest),
        _ => (PAIRS, args),
    };
    let node = node()?;
    let version = process::capture("asking node for its version", Command::new(&node).arg("--version"))?;
    println!("loopscope against node {}, medians of {pairs} pairs (min–max)\n", version.trim());
    println!("| workload | wall | user time | peak memory | at most |");
    println!("| --- | --- | --- | --- | --- |");
    let mut slow = Vec::new();
    for (workload, at_most) in WORKLOADS {
        if !names.is_empty() && !names.iter().any(|name| workload.contains(name.as_str())) {
            continue;
        }
        let program = folder.join(workload);
        let real = || {
            let mut command = Command::new(&node);
            command.arg(&program);
            command
        };
        let ours = || {
            let mut command = loopscope(v8);
            command.arg("run").arg(&program);
            command
        };
        let (real, ours) = measure::in_turn(&real, &ours, pairs)?;
        let wall = Spread::of(&ours, &real, |run| run.wall.as_secs_f64());
        let user = Spread::of(&ours, &real, |run| run.user.as_secs_f64());
        let memory = Spread::of(&ours, &real, |run| run.peak_bytes as f64);
        println!("| {workload} | {wall} | {user} | {memory} | {at_most} |");
        if wall.median > *at_most {
            slow.push(*workload);
        }
    }
    if slow.is_empty() {
        println!("\nall within their bounds");
    } else {
        println!("\nover their bounds: {}", slow.join(", "));
    }
    Ok(())
}

/// The real node: `LOOPSCOPE_NODE`, or the first in PATH.
fn node() -> Result<PathBuf> {
    let node = env::var_os("LOOPSCOPE_NODE").map_or_else(|| PathBuf::from("node"), PathBuf::from);
    ensure!(
        process::answers(Command::new(&node).arg("--version")),
        "comparing with a real node: found no program {}, expected one in PATH or in LOOPSCOPE_NODE",
        node.display()
    );
    Ok(node)
}

/// The programs in a folder of their own, with the modules that are too many to keep.
fn workloads() -> Result<PathBuf> {
    let folder = cargo::target().join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench");
    for entry in fs::read_dir(&source).with_context(|| format!("listing {}", source.display()))? {
        let file = entry?.path();
        let name = file.file_name().context("a folder's entry without a name")?;
        fs::copy(&file, folder.join(name)).with_context(|| format!("copying {}", file.display()))?;
    }
    modules::write(&folder.join("modules"))?;
    Ok(folder)
}

/// The release build, as it is started after `cargo xtask build`.
fn loopscope(v8: &V8) -> Command {
    let mut command = Command::new(cargo::target().join("release/loopscope"));
    for (name, value) in v8.variables() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    command
}
