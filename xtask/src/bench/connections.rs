//! A server with very many connections open at once: whether it comes to an end, and what one that waits costs.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::measure::{self, Measured};

/// The server, which takes the number of its clients, and whether it ends once they have all connected.
const PROGRAM: &str = "connections.js";

/// How many connections there are, and how many requests come over each.
const CONNECTIONS: u64 = 10_000;
const REQUESTS: u64 = 100;

/// Two numbers of connections whose difference gives what one costs.
const IDLE: [u64; 2] = [CONNECTIONS / 5, CONNECTIONS];

/// Runs of each of which the middle one counts.
const RUNS: usize = 3;

/// Prints what the whole run takes, and the memory of one connection: all of the process, and without V8's part.
pub(super) fn print(folder: &Path, loopscope: &dyn Fn() -> Command) -> Result<()> {
    let run = |connections: u64, requests: u64, ends: &[&str]| {
        let load = format!("requests:{requests},clients:{connections}");
        let mut command = loopscope();
        command.args(["run", "--max-steps", "1000000000", "--max-virtual-time", "10h", "--max-wall", "1h"]);
        command.args(["--load", &load]).arg(folder.join(PROGRAM)).arg(connections.to_string()).args(ends);
        measure::run(&mut command)
    };
    let requests = CONNECTIONS * REQUESTS;
    let Measured { wall, user, peak_bytes, stdout } = run(CONNECTIONS, requests, &[])?;
    ensure!(printed(&stdout)? == requests as f64, "counting what the server answered: found {stdout:?}");
    println!("{requests} requests over {CONNECTIONS} connections, all of them open at once");
    println!(
        "wall {:.1} s, user time {:.1} s, peak memory {} MB, {:.0} requests a second\n",
        wall.as_secs_f64(),
        user.as_secs_f64(),
        peak_bytes >> 20,
        requests as f64 / wall.as_secs_f64()
    );
    println!("| connections that wait | peak memory | of that V8's |");
    println!("| --- | --- | --- |");
    let mut sizes = Vec::new();
    for connections in IDLE {
        let mut runs = (0..RUNS).map(|_| run(connections, connections, &["ends"])).collect::<Result<Vec<_>>>()?;
        runs.sort_by_key(|run| run.peak_bytes);
        let (all, v8) = (runs[RUNS / 2].peak_bytes as f64, printed(&runs[RUNS / 2].stdout)?);
        println!("| {connections} | {:.1} MB | {:.1} MB |", all / MB, v8 / MB);
        sizes.push((all, v8));
    }
    let more = (IDLE[1] - IDLE[0]) as f64;
    let (all, v8) = ((sizes[1].0 - sizes[0].0) / more, (sizes[1].1 - sizes[0].1) / more);
    println!(
        "\none connection that waits: {:.1} KB, {:.1} KB of that V8's, {:.1} KB beyond",
        all / KB,
        v8 / KB,
        (all - v8) / KB
    );
    Ok(())
}

const KB: f64 = 1024.0;
const MB: f64 = KB * KB;

/// The number that the program printed.
fn printed(stdout: &[u8]) -> Result<f64> {
    let text = String::from_utf8_lossy(stdout);
    text.trim().parse().with_context(|| format!("reading what the server printed: found {text:?}, expected a number"))
}
