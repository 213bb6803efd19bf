//! Real Node prints what the lessons' programs print here. Opt-in, since it needs the real binaries:
//!
//! ```sh
//! LOOPSCOPE_REAL_NODES='18=/opt/node18/bin/node 26=/opt/node26/bin/node' cargo test -p loopscope-scenarios --test lessons real
//! ```

use loopscope_scenarios::lesson::Lesson;
use loopscope_scenarios::lesson::plan::Checked;
use loopscope_scenarios::run::ENVIRONMENT;
use std::env;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The version and the path of every binary that is there.
fn binaries() -> Vec<(u32, String)> {
    let given = env::var("LOOPSCOPE_REAL_NODES").unwrap_or_default();
    let pairs = given.split_whitespace().filter_map(|pair| pair.split_once('='));
    pairs.map(|(major, path)| (major.parse().expect("a Node version before `=`"), path.to_owned())).collect()
}

/// What the real binary prints.
fn real(node: &str, lesson: &Lesson, program: &Checked) -> String {
    let directives = lesson.directives(&program.file);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons").join(lesson.folder);
    let mut command = Command::new(node);
    command.args(&directives.node_options).arg(&program.file).current_dir(folder).stdin(Stdio::null());
    command.env_clear().envs(ENVIRONMENT).envs(directives.env);
    let output = command.output().expect("the binary starts");
    format!("{}exit {}", String::from_utf8_lossy(&output.stdout), output.status.code().unwrap_or(-1))
}

#[test]
fn real_node_prints_one_of_our_outcomes() {
    let mut wrong = String::new();
    for (major, node) in binaries() {
        for lesson in Lesson::all() {
            for program in lesson.plan.programs.iter().filter(|program| !program.prints_time) {
                let runs = lesson.sample(program);
                let Some(ours) = runs.0.get(&major) else { continue };
                let theirs = real(&node, &lesson, program);
                if !ours.iter().any(|run| run.lines() + &run.end == theirs) {
                    let whose = format!("{}/{} on {major}", lesson.folder, program.file);
                    writeln!(wrong, "{whose}\n{theirs}\nnot\n{}", ours[0]).expect("a String takes all text");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
