//! What the lessons say is true of the runs.
//!
//! 1. A lesson has all its parts, and its text fits a screen.
//! 2. Every fact holds under every version that it speaks of, in the typical run and under seeds.
//! 3. Exactly one choice of the question is true, and it is the one that the text names.
//! 4. A program whose order is called guaranteed prints the same under every seed; all outcomes of one that is called
//!    luck are in a snapshot.
//! 5. The typical order of every program is in a snapshot.
//! 6. Every row of the note stands in `docs/COVERAGE.md`, with lessons that exist.

mod coverage;
mod form;
mod real;

use insta::{Settings, assert_snapshot};
use loopscope_scenarios::lesson::Lesson;
use loopscope_scenarios::lesson::plan::Checked;
use loopscope_scenarios::lesson::sample::{Runs, SEEDS_OF_LUCK};
use loopscope_scenarios::order::Order;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Why writing to a string cannot fail.
const TAKES_ALL: &str = "a string takes all that is written to it";

/// Checks every lesson whose number leaves `part` when divided by the number of parts: the parts run side by side.
#[track_caller]
fn check_lessons(part: u32) {
    let mut wrong = String::new();
    for lesson in Lesson::all().iter().filter(|lesson| lesson.number % 4 == part) {
        for program in &lesson.plan.programs {
            let runs = lesson.sample(program);
            check_facts(lesson, program, &runs, &mut wrong);
            if program.file == lesson.plan.asks {
                check_question(lesson, &runs, &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn check_facts(lesson: &Lesson, program: &Checked, runs: &Runs, wrong: &mut String) {
    let whose = format!("{}/{}", lesson.folder, program.file);
    for fact in program.facts.iter().filter(|fact| !runs.show(fact)) {
        writeln!(wrong, "{whose}: `{fact}` does not hold").expect(TAKES_ALL);
        for (major, runs) in runs.0.iter().filter(|(major, _)| fact.speaks_of(**major)) {
            writeln!(wrong, "  node {major}\n{}", runs[0]).expect(TAKES_ALL);
        }
    }
    for (major, runs) in &runs.0 {
        let name = |runs: &str| format!("{}__{}__{runs}__node-{major}", lesson.folder, program.file);
        check_snapshot(&name("typical"), &runs[0].to_string());
        let outcomes = outcomes(runs);
        if program.luck {
            // How often each comes is no claim.
            let lines = outcomes.keys().map(String::as_str).collect::<Vec<_>>().join("\n\nor\n\n");
            check_snapshot(&name(&format!("seeds-1-to-{SEEDS_OF_LUCK}")), &lines);
        } else if outcomes.len() > 1 && !program.prints_time {
            let lines = outcomes.keys().cloned().collect::<Vec<_>>().join("\nor\n");
            writeln!(wrong, "{whose}: node {major}: is called guaranteed, but prints\n{lines}").expect(TAKES_ALL);
        }
    }
}

/// Every outcome, and in how many runs it was seen.
fn outcomes(runs: &[Order]) -> BTreeMap<String, usize> {
    let mut outcomes = BTreeMap::new();
    for run in runs {
        *outcomes.entry(run.lines() + &run.end).or_default() += 1;
    }
    outcomes
}

#[track_caller]
fn check_snapshot(name: &str, text: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("../snapshots/lessons"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, text));
}

fn check_question(lesson: &Lesson, runs: &Runs, wrong: &mut String) {
    let right = runs.right_choices(&lesson.plan.choices);
    let [right] = right[..] else {
        writeln!(wrong, "{}: the choices {right:?} are true, expected exactly one", lesson.folder).expect(TAKES_ALL);
        return;
    };
    if !lesson.text.answer.starts_with(&format!("**{right}.** ")) {
        writeln!(wrong, "{}: choice {right} is true, and the answer does not begin with it", lesson.folder)
            .expect(TAKES_ALL);
    }
}

#[test]
fn lessons_4_8_12_and_so_on_are_true() {
    check_lessons(0);
}

#[test]
fn lessons_1_5_9_and_so_on_are_true() {
    check_lessons(1);
}

#[test]
fn lessons_2_6_10_and_so_on_are_true() {
    check_lessons(2);
}

#[test]
fn lessons_3_7_11_and_so_on_are_true() {
    check_lessons(3);
}
