//! `loopscope check`: what it finds, how it tells it, and that what it saves is that run again.

use super::folder::Folder;
use std::process::Command;

/// Two files whose answers race.
const RACE: &str = "const fs = require('fs');
fs.stat('/app', () => console.log('a'));
fs.stat('/tmp', () => console.log('b'));
";

#[test]
fn a_broken_order_is_told_in_few_lines_and_replays() {
    let folder = Folder::new(&[("race.js", RACE), ("race.order", "a < b\n")]);
    let (code, text, _) = folder.run(&["check", "--expect", "race.order", "-o", "found.schedule", "race.js"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.starts_with("`a < b` is broken: b came before a\n\n"), "{text}");
    assert!(text.contains("\n  so `b` came where `a` comes otherwise\n"), "{text}");
    assert!(text.contains(": 1 needed\n"), "{text}");
    assert!(text.ends_with("\nagain: loopscope replay found.schedule\n"), "{text}");
    assert!(text.lines().count() < 9, "a story is short:\n{text}");
    assert_eq!(folder.run(&["replay", "found.schedule"]), (0, "b\na\n".to_owned(), String::new()));
}

#[test]
fn without_a_file_the_printed_command_makes_the_run_again() {
    let folder = Folder::new(&[("race.js", RACE), ("race.order", "a < b\n")]);
    let (_, text, _) = folder.run(&["check", "--expect", "race.order", "race.js"]);
    let again = text.lines().find_map(|line| line.strip_prefix("again: ")).expect("it says so");
    let again = again.replace("| loopscope run", &format!("| {} run", env!("CARGO_BIN_EXE_loopscope")));
    let run = Command::new("sh").args(["-c", &again]).current_dir(folder.path()).output().expect("there is a shell");
    assert_eq!(String::from_utf8_lossy(&run.stdout), "b\na\n");
}

#[test]
fn a_failed_assertion_breaks_the_rule_unless_any_code_will_do() {
    let program = "const fs = require('fs'), assert = require('assert');
let seen = 0;
fs.stat('/app', () => { seen = 1; });
fs.stat('/tmp', () => assert.strictEqual(seen, 1));
";
    let folder = Folder::new(&[("main.js", program)]);
    let (code, text, _) = folder.run(&["check", "main.js"]);
    assert_eq!(code, 1);
    assert!(text.starts_with("the program ended with code 1: AssertionError"), "{text}");
    let (code, text, _) = folder.run(&["check", "--expect-exit", "any", "main.js"]);
    assert_eq!(code, 0, "{text}");
}

#[test]
fn a_run_that_does_not_end_breaks_the_rule_whatever_code_is_expected() {
    let folder = Folder::new(&[("main.js", "setInterval(() => {}, 1)")]);
    let (code, text, _) = folder.run(&["check", "--expect-exit", "any", "--max-steps", "500", "main.js"]);
    let expected = "the program did not end by itself: it ran more than 500 callbacks\n\n\
        This is the typical run: everything took its usual time.\n\
        again: loopscope run --max-steps=500 main.js\n";
    assert_eq!((code, text.as_str()), (1, expected));
}

#[test]
fn what_keeps_all_rules_is_told_with_the_number_of_runs() {
    let folder = Folder::new(&[("main.js", "setTimeout(() => console.log('later'), 5)")]);
    let (code, text, _) = folder.run(&["check", "--schedules", "30", "--invariant", "timers-never-early", "main.js"]);
    let expected = "no rule is broken in 30 runs · a sample: another run may still break one\n\
        checked: timers-never-early, exit code 0\n";
    assert_eq!((code, text.as_str()), (0, expected));
}

#[test]
fn an_exhaustive_check_says_that_it_is_complete_and_one_that_fails_does_not() {
    let folder = Folder::new(&[("race.js", RACE), ("kept.order", "b == 1 times"), ("race.order", "a < b")]);
    let check = |order| folder.run(&["check", "--strategy", "exhaustive", "--expect", order, "race.js"]);
    let (code, text, _) = check("kept.order");
    assert_eq!(code, 0, "{text}");
    assert!(text.contains(" · complete: "), "{text}");
    let (code, text, _) = check("race.order");
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("b came before a"), "{text}");
}

#[test]
fn json_holds_the_violation_and_does_not_depend_on_the_number_of_threads() {
    let folder = Folder::new(&[("race.js", RACE), ("race.order", "a < b")]);
    let check = |jobs| folder.run(&["check", "--json", "--jobs", jobs, "--expect", "race.order", "race.js"]).1;
    let one = check("1");
    assert_eq!(one, check("3"));
    let json: serde_json::Value = serde_json::from_str(&one).expect("it is JSON");
    assert_eq!((json["version"].as_u64(), json["ok"].as_bool()), (Some(1), Some(false)));
    assert_eq!(json["violation"]["stdout"], "b\na\n");
    assert!(json["violation"]["schedule"].as_str().is_some_and(|text| text.starts_with("loopscope-schedule/1 ")));
}

#[test]
fn every_invariant_holds_for_a_program_of_everything() {
    let program = "const fs = require('fs');
setInterval(function () { if (++this.times === 3) clearInterval(this); this.times ??= 1; }, 3).unref();
setImmediate(() => setImmediate(() => process.nextTick(() => console.log('tick'))));
fs.readFile(__filename, () => Promise.resolve().then(() => console.log('read')));
for (const ms of [1, 2, 2]) setTimeout(() => queueMicrotask(() => console.log('timer', ms)), ms);
";
    let folder = Folder::new(&[("main.js", program)]);
    let (code, text, _) = folder.run(&["check", "--schedules", "40", "main.js"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("requests-complete-once"), "{text}");
}

#[test]
fn explore_saves_a_run_of_every_outcome() {
    let folder = Folder::new(&[("race.js", RACE)]);
    let (code, text, _) = folder.run(&["explore", "-o", "found", "race.js"]);
    assert_eq!(code, 0);
    assert!(text.contains("  again: loopscope replay found/outcome-2.schedule\n"), "{text}");
    let printed = |file: &str| folder.run(&["replay", &format!("found/{file}")]);
    let mut runs = [printed("outcome-1.schedule"), printed("outcome-2.schedule")];
    runs.sort();
    assert_eq!(runs, ["a\nb\n", "b\na\n"].map(|stdout| (0, stdout.to_owned(), String::new())));
}

#[test]
fn mistakes_of_usage_are_one_clear_line() {
    let folder = Folder::new(&[
        ("main.js", "console.log('ran')"),
        ("bad.order", "a < b\nsometimes x\n"),
        ("empty.order", "# a < b\n"),
    ]);
    let known = "ticks-before-promises, microtasks-empty-between-callbacks, timers-never-early, \
        timers-of-one-list-in-order, immediates-wait-a-turn, poll-before-check, nothing-after-exit, \
        pool-never-over-its-size, unref-never-keeps-alive, requests-complete-once";
    let unknown = format!("choosing an invariant: found \"no-luck\", expected one of {known}");
    let rule = "expected `a < b`, `a == 1 times` or `never a`";
    for (args, message) in [
        (["--invariant", "no-luck"], unknown.as_str()),
        (["--expect", "bad.order"], &format!("reading the order file bad.order: line 2: found `sometimes x`, {rule}")),
        (["--expect", "empty.order"], &format!("reading the order file empty.order: found no rule, {rule}")),
        (["--expect", "gone"], "reading the order file gone: No such file or directory (os error 2)"),
    ] {
        let (code, stdout, stderr) = folder.run(&["check", args[0], args[1], "main.js"]);
        assert_eq!((code, stdout.as_str(), stderr), (2, "", format!("loopscope: {message}\n")));
    }
}
