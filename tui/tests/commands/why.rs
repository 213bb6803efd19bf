//! `loopscope why` names the causes of a callback, and says clearly when it does not know the callback.

use super::folder::Folder;

const PROGRAM: &str = "\
const fs = require('fs');
setTimeout(function late() {
  console.log('late');
  process.nextTick(function soon() { console.log('tick'); });
}, 5);
setImmediate(() => console.log('immediate'));
for (let i = 0; i < 9; i++) fs.stat(__filename, function looked() { if (i === 8) console.log('looked'); });
(async function load() { await fs.promises.readFile(__filename); console.log('loaded'); })();
";

/// Exit code, stdout and stderr of the command.
fn why(options: &[&str]) -> (i32, String, String) {
    let folder = Folder::new(&[("program.js", PROGRAM)]);
    folder.run(&[&["why"], options, &["program.js"]].concat())
}

#[track_caller]
fn check_says(label: &str, sentences: &[&str]) {
    let (code, said, complaint) = why(&["--callback", label]);
    assert_eq!((code, complaint.as_str()), (0, ""));
    for sentence in sentences {
        assert!(said.contains(sentence), "{sentence:?} is missing in\n{said}");
    }
}

#[test]
fn a_tick_goes_back_to_its_timer_and_to_the_main_script() {
    check_says(
        "tick",
        &["main script", "program.js:2 sets the timer late of 5 ms", "program.js:4 queues the tick soon"],
    );
}

#[test]
fn a_file_request_names_the_queue_it_stood_in() {
    check_says("looked", &["the pool's queue: stat /app/program.js stood there for", "× stat"]);
}

#[test]
fn an_await_goes_back_to_the_request_that_settled_it() {
    check_says("loaded", &["program.js:8 makes the file request: readFile", "rest of load behind its await"]);
}

#[test]
fn functions_and_lines_are_labels_as_well() {
    check_says("late", &["timer late · turn"]);
    check_says("program.js:6", &["program.js:6 sets the immediate"]);
}

#[test]
fn neighbours_are_told_apart_by_a_rule() {
    check_says("immediate", &["in a turn the phases come in this order"]);
    check_says("late", &["the later one was scheduled only at"]);
}

#[test]
fn without_a_label_it_explains_the_last_line_and_offers_the_others() {
    let (code, said, _) = why(&[]);
    assert_eq!(code, 0);
    assert!(said.starts_with("why tick"), "{said}");
    assert!(said.contains("Other labels for --callback: immediate, looked, loaded, late"), "{said}");
}

#[test]
fn an_unknown_label_is_refused_with_the_nearest_ones() {
    let (code, said, complaint) = why(&["--callback", "lookd"]);
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(
        complaint.contains("\"lookd\": no line, function or place is called so; the nearest are looked"),
        "{complaint}"
    );
}
