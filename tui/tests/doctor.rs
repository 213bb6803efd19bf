//! The doctor finds every planted fault of its corpus, and raises no alarm over healthy programs.
//!
//! The corpus lies in `scenarios/doctor`: a folder for each diagnosis with programs that have that fault, and `healthy`. Of
//! the conformance corpus, areas whose programs do nothing that is wrong in production are healthy, too.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios")
}

/// Programs in a folder, by name.
fn programs(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("reading {}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("the entry can be read").path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "js" || ending == "mjs"));
    files.sort();
    files
}

/// What the doctor says of a program: the exit code, and the report.
fn examine(program: &Path, schedules: u32) -> (Option<i32>, Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopscope"));
    command.args(["doctor", "--json", "--schedules", &schedules.to_string()]);
    let source = std::fs::read_to_string(program).expect("the program can be read");
    for line in source.lines().map_while(|line| line.strip_prefix("//")) {
        let Some((key, value)) = line.trim().split_once(": ") else { continue };
        match key {
            "env" => drop(command.args(value.split_whitespace().flat_map(|variable| ["--env", variable]))),
            "cores" => drop(command.args(["--cores", value])),
            "args" => drop(command.args(value.split_whitespace().map(|flag| format!("--node-option={flag}")))),
            _ => {}
        }
    }
    let run = command.arg(program).output().expect("the program starts");
    let report = serde_json::from_slice(&run.stdout)
        .unwrap_or_else(|error| panic!("{}: {error}: {}", program.display(), String::from_utf8_lossy(&run.stderr)));
    (run.status.code(), report)
}

/// Asks `check` of every program, on all cores, and gives the complaints in the order of the programs.
fn complaints(programs: &[PathBuf], check: impl Fn(&Path) -> Option<String> + Sync) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(program) = programs.get(at) else { return found };
            found.extend(check(program).map(|complaint| (at, format!("{}: {complaint}", program.display()))));
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut found: Vec<(usize, String)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("the thread ends well")).collect()
    });
    found.sort();
    found.into_iter().map(|(_, complaint)| complaint).collect()
}

fn diagnoses(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().expect("a report has findings");
    findings.iter().filter_map(|finding| finding["diagnosis"].as_str()).collect()
}

/// The fault of a program is found under the diagnosis that its folder is called by, with a culprit, numbers and a next step.
fn missed(program: &Path) -> Option<String> {
    let planted = program.parent()?.file_name()?.to_str()?;
    // Two orders show only under several schedules.
    let (code, report) = examine(program, if planted == "lucky-order" { 10 } else { 4 });
    let Some(at) = diagnoses(&report).iter().position(|diagnosis| *diagnosis == planted) else {
        return Some(format!("the fault is not found; the doctor says {:?}", diagnoses(&report)));
    };
    let finding = &report["findings"][at];
    let text = finding.to_string();
    let is_complete = finding["evidence"].as_array().is_some_and(|evidence| !evidence.is_empty())
        && finding["next"].as_array().is_some_and(|next| !next.is_empty())
        && finding["culprit"].as_str().is_some_and(|culprit| !culprit.is_empty())
        && !text.contains("unknown");
    (code != Some(1) || !is_complete).then(|| format!("exit code {code:?}, finding {finding}"))
}

fn false_alarm(program: &Path) -> Option<String> {
    let (code, report) = examine(program, 4);
    (code != Some(0)).then(|| format!("{:?}", diagnoses(&report)))
}

#[test]
fn every_planted_fault_is_found_under_its_name() {
    let corpus = scenarios().join("doctor");
    let folders = std::fs::read_dir(&corpus).expect("the corpus is there");
    let mut faulty: Vec<PathBuf> = Vec::new();
    for folder in folders.map(|entry| entry.expect("the entry can be read").path()) {
        if !folder.ends_with("healthy") {
            faulty.extend(programs(&folder));
        }
    }
    assert!(faulty.len() >= 40, "{} programs with a fault", faulty.len());
    let complaints = complaints(&faulty, missed);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Areas of the conformance corpus whose programs are healthy.
const HEALTHY_AREAS: [&str; 7] = ["async-context", "events", "fs", "immediates", "microtasks", "nexttick", "streams"];

/// Programs of these areas that show a fault on purpose, each with the one that the doctor rightly finds.
const FAULTY: [(&str, &str); 4] = [
    ("events/many-listeners-warning.js", "listener-leak"),
    ("nexttick/between-timers-of-one-list.js", "late-timer"),
    ("nexttick/error-in-a-tick.js", "lucky-order"),
    ("streams/a-tour.js", "uncaught-error"),
];

#[test]
fn healthy_programs_raise_no_alarm() {
    let mut healthy = programs(&scenarios().join("doctor/healthy"));
    for area in HEALTHY_AREAS {
        healthy.extend(programs(&scenarios().join("conformance/cases").join(area)));
    }
    healthy.retain(|program| !FAULTY.iter().any(|(name, _)| program.ends_with(name)));
    assert!(healthy.len() >= 100, "{} healthy programs", healthy.len());
    let complaints = complaints(&healthy, false_alarm);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
