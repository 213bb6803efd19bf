//! Rule 1: the form of the lessons. And how they are found.

use loopscope_scenarios::lesson::{Lesson, NoSuchLesson};

/// What fits a terminal of usual size with a few lines to spare.
const LINES_MAX: usize = 42;
/// The same, for the width.
const COLUMNS_MAX: usize = 120;
/// The path has at least so many lessons.
const LESSONS_MIN: usize = 36;

#[test]
fn the_path_is_long_and_has_no_gap() {
    let numbers: Vec<u32> = Lesson::all().iter().map(|lesson| lesson.number).collect();
    assert!(numbers.len() >= LESSONS_MIN, "found {} lessons", numbers.len());
    assert_eq!(numbers, (1..).take(numbers.len()).collect::<Vec<_>>());
}

#[test]
fn lessons_of_one_part_follow_each_other() {
    let mut parts: Vec<String> = Lesson::all().into_iter().map(|lesson| lesson.plan.part).collect();
    parts.dedup();
    let mut distinct = parts.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(parts.len(), distinct.len(), "{parts:?}");
}

#[test]
fn every_lesson_has_all_its_parts() {
    for lesson in Lesson::all() {
        let text = &lesson.text;
        let parts = [&text.title, &text.body, &text.watch, &text.question, &text.answer, &text.profiles, &text.rules];
        assert!(parts.iter().all(|part| !part.is_empty()), "{}: a part is missing: {text:#?}", lesson.folder);
        assert!(text.body.starts_with("**You learn**"), "{}", lesson.folder);
        assert!(text.commands().count() > 0, "{}: nothing to try", lesson.folder);
        assert!((2..=4).contains(&text.choices.len()), "{}: {:?}", lesson.folder, text.choices);
        assert_eq!(text.choices.len(), lesson.plan.choices.len(), "{}", lesson.folder);
        assert!(lesson.plan.choices.iter().all(|facts| !facts.is_empty()), "{}: a choice says nothing", lesson.folder);
        assert!(lesson.plan.asked().is_some(), "{}: asks about a program that it has not", lesson.folder);
        assert!(text.rules.contains("https://"), "{}: no source", lesson.folder);
    }
}

#[test]
fn every_text_fits_a_screen() {
    for lesson in Lesson::all() {
        let source = lesson.file("LESSON.md").unwrap();
        assert!(source.lines().count() <= LINES_MAX, "{}: {} lines", lesson.folder, source.lines().count());
        let prose = source.split("\n## Rules").next().unwrap();
        for line in prose.lines().filter(|line| !line.starts_with("    ")) {
            assert!(line.chars().count() <= COLUMNS_MAX, "{}: {line}", lesson.folder);
        }
    }
}

#[test]
fn every_program_of_a_lesson_is_checked() {
    for lesson in Lesson::all() {
        let named: Vec<&str> = lesson.plan.programs.iter().map(|program| program.file.as_str()).collect();
        let there: Vec<&str> = lesson.programs().collect();
        for program in &there {
            assert!(named.contains(program), "{}: {program} has no facts", lesson.folder);
        }
        assert_eq!(named.len(), there.len(), "{}: {named:?}", lesson.folder);
    }
}

#[track_caller]
fn check_found(wanted: &str, folder: &str) {
    assert_eq!(Lesson::find(wanted).map(|lesson| lesson.folder), Ok(folder));
}

#[test]
fn a_lesson_is_found_by_number_name_and_unique_part() {
    check_found("1", "01-who-comes-first");
    check_found("01", "01-who-comes-first");
    check_found("01-who-comes-first", "01-who-comes-first");
    check_found("who-comes-first", "01-who-comes-first");
    check_found("comes-first", "01-who-comes-first");
    check_found("One turn of the loop", "16-phases");
}

#[test]
fn an_unknown_name_offers_the_nearest() {
    let error = Lesson::find("fases").unwrap_err();
    assert!(matches!(&error, NoSuchLesson::Unknown { nearest, .. } if nearest[0] == "16-phases"), "{error}");
    assert!(matches!(Lesson::find("timer").unwrap_err(), NoSuchLesson::Ambiguous { .. }));
    assert!(matches!(Lesson::find("99").unwrap_err(), NoSuchLesson::Unknown { .. }));
}
