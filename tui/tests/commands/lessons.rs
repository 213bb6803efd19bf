//! `loopscope lesson`: the path, a lesson, the question, and names that are no lesson's.

use super::folder::Folder;

/// Runs `loopscope lesson` in an empty folder: the lessons are in the binary. Gives its exit code, stdout and stderr.
fn lesson(args: &[&str], input: &str) -> (i32, String, String) {
    Folder::empty().run_with_input(&[&["lesson"], args].concat(), input)
}

#[test]
fn the_list_has_a_line_a_lesson() {
    let (_, list, _) = lesson(&["--list"], "");
    assert!(list.starts_with("01  who-comes-first           Who comes first?\n"), "{list}");
    assert!(list.lines().count() >= 36, "{list}");
}

#[test]
fn without_a_name_the_path_is_shown_by_parts() {
    let (_, path, _) = lesson(&[], "");
    assert!(path.contains("\nThe queues\n  01  who-comes-first"), "{path}");
}

#[test]
fn a_lesson_shows_its_text_its_program_its_order_and_its_sources() {
    let (_, shown, _) = lesson(&["phases"], "");
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
    let (ended, shown, complaint) = lesson(&["phases", "--quiz"], answer);
    assert_eq!(ended, code, "{shown}{complaint}");
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
    let (code, _, complaint) = lesson(&["phases", "--quiz"], "b\n");
    let message = "loopscope: reading the answer: found \"b\", expected a number from 1 to 3\n";
    assert_eq!((code, complaint.as_str()), (2, message));
}

#[test]
fn an_unknown_name_offers_the_nearest() {
    let (code, _, message) = lesson(&["fases"], "");
    assert_eq!(code, 2);
    assert!(
        message.contains("expected a number, a name or a part of one; the nearest are\n  16-phases\n"),
        "{message}"
    );
}

#[test]
fn a_saved_lesson_runs_from_its_folder() {
    let folder = Folder::empty();
    let save = ["lesson", "top-level-await", "--save", "saved-lesson"];
    folder.stdout_of(&save);
    let (_, printed, _) = folder.run(&["run", "saved-lesson/program.mjs"]);
    assert_eq!(printed, "slow: begins\nquick\nimmediate\nslow: ends\nmain\n");
    assert_eq!(folder.run(&save).0, 2, "it exists already");
}
