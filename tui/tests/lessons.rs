//! `loopscope lesson`: the path, a lesson, the question, and names that are no lesson's.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs `loopscope lesson` in an empty folder: the lessons are in the binary.
fn lesson(args: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopscope"));
    command.arg("lesson").args(args).current_dir(env!("CARGO_TARGET_TMPDIR"));
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary starts");
    // A command that does not read its input may be gone already.
    drop(child.stdin.take().expect("its input is a pipe").write_all(input.as_bytes()));
    child.wait_with_output().expect("it ends")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_list_has_a_line_a_lesson() {
    let list = stdout(&lesson(&["--list"], ""));
    assert!(list.starts_with("01  who-comes-first           Who comes first?\n"), "{list}");
    assert!(list.lines().count() >= 36, "{list}");
}

#[test]
fn without_a_name_the_path_is_shown_by_parts() {
    let path = stdout(&lesson(&[], ""));
    assert!(path.contains("\nThe queues\n  01  who-comes-first"), "{path}");
}

#[test]
fn a_lesson_shows_its_text_its_program_its_order_and_its_sources() {
    let shown = stdout(&lesson(&["phases"], ""));
    for part in [
        "Lesson 16 · The loop · One turn of the loop\n",
        "  11    console.log('poll: file');\n",
        "turn 1  poll     file request      poll: file\n",
        "── Watch\n\n    loopscope trace scenarios/lessons/16-phases/program.js\n",
        "── Answer\n\n**2.** ",
        "https://docs.libuv.org/",
    ] {
        assert!(shown.contains(part), "{part:?} is missing in\n{shown}");
    }
}

#[track_caller]
fn check_answer(answer: &str, code: i32, verdict: &str) {
    let output = lesson(&["phases", "--quiz"], answer);
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    let shown = stdout(&output);
    assert!(shown.contains(verdict), "{shown}");
    let (question, _) = shown.split_once("Your answer (1 to 3): ").expect("the question is asked");
    assert!(!question.contains("turn 1"), "the order is told before the question: {shown}");
}

#[test]
fn the_right_answer_gives_zero_and_a_wrong_one_gives_one_with_the_explanation() {
    check_answer("2\n", 0, "\nRight.\n");
    check_answer("1\n", 1, "\nNo.\n");
    check_answer("1\n", 1, "── Answer\n\n**2.** ");
}

#[test]
fn an_answer_that_is_no_choice_is_a_mistake_of_usage() {
    let output = lesson(&["phases", "--quiz"], "b\n");
    assert_eq!(output.status.code(), Some(2));
    let message = "loopscope: reading the answer: found \"b\", expected a number from 1 to 3\n";
    assert_eq!(String::from_utf8_lossy(&output.stderr), message);
}

#[test]
fn an_unknown_name_offers_the_nearest() {
    let output = lesson(&["fases"], "");
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        message.contains("expected a number, a name or a part of one; the nearest are\n  16-phases\n"),
        "{message}"
    );
}

#[test]
fn a_saved_lesson_runs_from_its_folder() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("saved-lesson");
    drop(std::fs::remove_dir_all(&folder));
    let output = lesson(&["top-level-await", "--save", "saved-lesson"], "");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let run =
        Command::new(env!("CARGO_BIN_EXE_loopscope")).arg("run").arg(folder.join("program.mjs")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&run.stdout), "slow: begins\nquick\nimmediate\nslow: ends\nmain\n");
    assert_eq!(lesson(&["top-level-await", "--save", "saved-lesson"], "").status.code(), Some(2), "it exists already");
}
