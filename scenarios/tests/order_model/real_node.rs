//! The same programs on a real Node binary and on our engine, if `LOOPSCOPE_NODE` names a binary: no difference.
//!
//! Real time is not ours: a machine under load may wake a timer so late that the rules promise nothing. A run says so
//! itself (every line has its time); one that was late and ran in another order is made again.

use super::javascript::{file_name, render};
use super::model::{Line, Rules, Verdict, judge};
use super::ours::{self, Ran};
use super::program::{Dialect, Program};
use super::sample::Sample;
use loopscope_engine::profile::Profile;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, thread};

/// Programs of the differential test, unless `LOOPSCOPE_PROGRAMS` says otherwise.
const PROGRAMS: u32 = 1_000;

/// Processes at a time: they sleep most of the time.
const PROCESSES: usize = 4;

/// Runs of a program in which being late is an excuse for another order.
const ATTEMPTS_MAX: u32 = 60;

#[test]
fn programs_run_in_the_order_of_a_real_node() {
    let Some(node) = env::var_os("LOOPSCOPE_NODE").map(PathBuf::from) else {
        println!("LOOPSCOPE_NODE is not set: nothing to compare with");
        return;
    };
    let major = major_of(&node);
    let profile = Profile::of_major(major).unwrap_or_else(|| panic!("{} is Node {major}", node.display()));
    let sample = Sample::from_env(PROGRAMS);
    let rules = Rules::of_major(major);
    let programs: Vec<Program> = sample
        .draw(Dialect::of_major(major), sample.count as usize, |program| judge(program, rules).is_guaranteed())
        .collect();
    let tasks = Mutex::new(programs.into_iter().enumerate());
    let differences = Mutex::new(Vec::new());
    let repeats = AtomicU32::new(0);
    thread::scope(|scope| {
        for process in 0..PROCESSES {
            let (node, tasks, differences, repeats) = (&node, &tasks, &differences, &repeats);
            scope.spawn(move || {
                let folder = ours::folder(&format!("real_{major}_{process}"));
                loop {
                    let Some((number, program)) = tasks.lock().expect("no thread panics").next() else { break };
                    let comparison = Comparison { node, folder: &folder, profile, rules, repeats };
                    if let Err(difference) = comparison.run(&program) {
                        let report = format!("program {number}: {difference}");
                        differences.lock().expect("no thread panics").push(report);
                    }
                }
            });
        }
    });
    let differences = differences.into_inner().expect("no thread panics");
    println!(
        "node {major}, LOOPSCOPE_SEED={}: {} programs, {} differences, {} runs repeated because the machine was slow",
        sample.seed,
        sample.count,
        differences.len(),
        repeats.into_inner()
    );
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

fn major_of(node: &Path) -> u32 {
    let output = Command::new(node).arg("--version").output().expect("LOOPSCOPE_NODE can be run");
    let version = String::from_utf8_lossy(&output.stdout);
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    major.unwrap_or_else(|| panic!("{} --version printed {version:?}", node.display()))
}

/// How programs are compared.
struct Comparison<'a> {
    node: &'a Path,
    folder: &'a Path,
    profile: Profile,
    rules: Rules,
    repeats: &'a AtomicU32,
}

impl Comparison<'_> {
    /// Runs a program on the real binary and on our engine; says which of them breaks the rules.
    fn run(&self, program: &Program) -> Result<(), String> {
        let Verdict::Guaranteed { lines, code, spread_ms } = judge(program, self.rules) else {
            return Err("its order depends on luck".to_owned());
        };
        let script = render(program);
        self.check_real(program, &script, &lines, &spread_ms, code)
            .map_err(|difference| format!("real node: {difference}\n{script}"))?;
        ours::run(program, self.folder, self.profile)
            .compare(&lines, code)
            .map_err(|difference| format!("ours: {difference}\n{script}"))
    }

    fn check_real(
        &self,
        program: &Program,
        script: &str,
        lines: &[Line],
        spread_ms: &[i64],
        code: i32,
    ) -> Result<(), String> {
        let file = self.folder.join(file_name(program.entry));
        fs::write(&file, script).expect("the target folder is writable");
        let mut attempts = 1;
        loop {
            let ran = self.real(&file);
            let comparison = ran.compare(lines, code);
            if comparison.is_ok() || ran.is_timely(lines, spread_ms) || attempts == ATTEMPTS_MAX {
                return comparison;
            }
            attempts += 1;
            self.repeats.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn real(&self, file: &Path) -> Ran {
        let output = Command::new(self.node)
            .arg(file)
            .env_remove("NODE_OPTIONS")
            .current_dir(self.folder)
            .output()
            .expect("LOOPSCOPE_NODE can be run");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        Ran::new(&String::from_utf8_lossy(&output.stdout), stderr, output.status.code())
    }
}
