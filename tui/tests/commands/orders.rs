//! `loopscope test`: what passes, what fails, and what is written.

use super::folder::Folder;

/// Exit code and output of `loopscope test` in a folder.
fn test(folder: &Folder, args: &[&str]) -> (i32, String) {
    let (code, stdout, stderr) = folder.run(&[&["test", "."], args].concat());
    (code, stdout + &stderr)
}

const HELLO: &str = "console.log('hello')";

#[test]
fn a_recorded_program_passes_and_a_second_update_changes_nothing() {
    let folder = Folder::new(&[("a.js", HELLO), ("deep/b.mjs", HELLO), ("support/c.js", HELLO)]);
    assert_eq!(test(&folder, &["--update"]).0, 0);
    let record = folder.read("deep/b.mjs.order");
    let (code, text) = test(&folder, &[]);
    assert_eq!(
        (code, text.as_str()),
        (
            0,
            "ok      a.js · node 26, typical schedule\nok      deep/b.mjs · node 26, typical schedule\n2 cases: 2 good, 0 not\n"
        )
    );
    test(&folder, &["--update"]);
    assert_eq!(folder.read("deep/b.mjs.order"), record);
}

#[test]
fn a_new_program_fails_with_the_hint() {
    let (code, text) = test(&Folder::new(&[("a.js", HELLO)]), &[]);
    assert_eq!(code, 1);
    assert!(
        text.contains("NEW     a.js · node 26, typical schedule: it has no record; --update writes one\n"),
        "{text}"
    );
}

#[test]
fn another_order_fails_with_the_difference_and_the_command_that_shows_it() {
    let folder = Folder::new(&[("a.js", "// env: A=1\nconsole.log('one'); console.log('two')")]);
    test(&folder, &["--update", "--node", "18", "--seed", "7"]);
    folder.write("a.js", "// env: A=1\nconsole.log('one'); console.log('three')");
    let (code, text) = test(&folder, &["--node", "18", "--seed", "7"]);
    assert_eq!(code, 1);
    for part in [
        "    - start            main script       two\n",
        "    + start            main script       three\n",
        "see: loopscope trace --node 18 --seed 7 --env A=1 ./a.js\n",
    ] {
        assert!(text.contains(part), "{part:?} is missing in\n{text}");
    }
}

#[test]
fn records_without_a_program_are_reported_and_removed() {
    let folder = Folder::new(&[("a.js", HELLO), ("gone.js.order", "")]);
    test(&folder, &["--update", "--partition", "1/2"]);
    let (code, text) = test(&folder, &[]);
    assert_eq!(code, 1);
    assert!(text.contains("STALE   gone.js: gone.js.order belongs to no program; --update removes it\n"), "{text}");
    assert_eq!(test(&folder, &["--update"]).0, 0);
    assert!(!folder.path().join("gone.js.order").exists());
}

#[test]
fn parts_are_disjoint_and_together_everything() {
    let folder = Folder::new(&[("a.js", HELLO), ("b.js", HELLO), ("c.js", HELLO)]);
    let parts = ["1/2", "2/2"].map(|part| test(&folder, &["--update", "--partition", part]).1);
    assert_eq!(parts.map(|text| text.matches("written").count()), [2, 1]);
    assert_eq!(test(&folder, &[]).0, 0);
}

#[test]
fn the_junit_report_tells_of_every_case() {
    let folder = Folder::new(&[("a.js", HELLO), ("b.js", HELLO)]);
    test(&folder, &["--update", "--partition", "1/2"]);
    assert_eq!(test(&folder, &["--junit", "report.xml"]).0, 1);
    let report = folder.read("report.xml");
    assert!(report.contains("tests=\"2\" failures=\"1\""), "{report}");
    assert!(report.contains("<failure message=\"it has no record; --update writes one\""), "{report}");
}

#[test]
fn the_order_does_not_depend_on_other_programs_or_on_the_run() {
    let folder = Folder::new(&[("a.js", "require('fs').stat('.', () => console.log(Date.now(), Math.random()))")]);
    test(&folder, &["--update", "--seed", "1,2,3"]);
    folder.write("0.js", HELLO);
    test(&folder, &["--update", "--seed", "1,2,3", "--partition", "1/2"]);
    assert_eq!(test(&folder, &["--seed", "1,2,3"]).0, 0);
}

#[test]
fn a_folder_without_programs_is_a_mistake_of_usage() {
    let folder = Folder::new(&[("readme.md", "")]);
    let (code, text) = test(&folder, &[]);
    assert_eq!(code, 2);
    assert!(text.contains("found no program in it, expected files that end in .js, .mjs or .cjs"), "{text}");
}

#[test]
fn a_record_that_cannot_be_read_is_named() {
    let folder = Folder::new(&[("a.js", HELLO), ("a.js.order", "hello\n")]);
    let (code, text) = test(&folder, &[]);
    assert_eq!(code, 1);
    assert!(text.starts_with("BROKEN  a.js: reading its record, line 1: found \"hello\""), "{text}");
}
