//! `loopscope diff`: where runs part, and what is named as the reason.

use super::folder::Folder;

/// Node 11 drains ticks between timers, Node 10 does not.
const TIMERS: &str = "setTimeout(() => { console.log('timer'); process.nextTick(() => console.log('tick')); });
setTimeout(() => console.log('other timer'));
";

/// Two files whose answers race.
const RACE: &str = "const fs = require('fs');
fs.stat('/app', () => console.log('a'));
fs.stat('/tmp', () => console.log('b'));
";

/// Exit code, stdout and stderr of `loopscope diff main.js` with these arguments.
fn diff(program: &str, args: &[&str]) -> (i32, String, String) {
    Folder::new(&[("main.js", program)]).run(&[&["diff", "main.js"], args].concat())
}

#[test]
fn versions_part_by_the_rule_that_is_named() {
    let (code, text, _) = diff(TIMERS, &["--node", "10,18,20"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.starts_with("  line  node 10        node 18        node 20\n     1  timer "), "{text}");
    assert!(text.contains("\n   ≠ 2  other timer    tick           tick\n"), "{text}");
    assert!(text.contains("node 10 and node 18 part at line 2\n  node 10: at "), "{text}");
    assert!(text.contains("  rule drains_between_timers: Ticks and microtasks drain after each timer"), "{text}");
}

#[test]
fn runs_that_print_the_same_are_the_same() {
    let (code, text, _) = diff(TIMERS, &["--node", "18,20,26"]);
    assert_eq!((code, text.as_str()), (0, "node 18, node 20 and node 26 print the same: 3 lines, exit code 0\n"));
}

#[test]
fn seeds_part_by_few_decisions_and_one_seed_is_held_against_the_typical_run() {
    let seed = (1..40).map(|seed: u32| seed.to_string()).find(|seed| diff(RACE, &["--seed", seed]).0 == 1);
    let (_, text, _) = diff(RACE, &["--seed", &seed.expect("some seed swaps them")]);
    assert!(text.starts_with("  line  typical "), "{text}");
    assert!(text.contains("\n  because stat /"), "{text}");
    assert!(text.contains("\n  first decision that differs: the process took "), "{text}");
}

#[test]
fn exit_codes_part_runs_that_print_the_same() {
    let program = "process.exitCode = process.version.startsWith('v18') ? 3 : 0; console.log('same')";
    let (code, text, _) = diff(program, &["--node", "26,18"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("node 26 and node 18 part at their end: exit code 0 | 3\n"), "{text}");
    assert!(text.contains("  no rule alone parts them, of the "), "{text}");
}

#[test]
fn json_names_line_labels_and_rules() {
    let (_, text, _) = diff(TIMERS, &["--node", "10,18", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!((json["version"].as_u64(), json["same"].as_bool()), (Some(1), Some(false)));
    let parting = &json["partings"][0];
    assert_eq!(parting["line"], 2);
    assert_eq!(parting["labels"], serde_json::json!(["other timer", "tick"]));
    assert_eq!(parting["rules"][0]["name"], "drains_between_timers");
}

#[test]
fn mistakes_of_usage_are_one_clear_line() {
    for (args, message) in [
        (vec![], "comparing runs: found one, expected several: --node 18,26, --seed 1,2 or --schedule FILE"),
        (
            vec!["--node", "18,26", "--seed", "1,2"],
            "comparing runs: found 2 versions and 2 seeds or schedules, expected one of either",
        ),
        (vec!["--node", "18,19"], "choosing the Node version: found 19, expected one of 10, 18, 20, 22, 24, 26"),
        (vec!["--schedule", "gone"], "opening the schedule gone: No such file or directory (os error 2)"),
    ] {
        let (code, stdout, stderr) = diff(TIMERS, &args);
        assert_eq!((code, stdout.as_str(), stderr), (2, "", format!("loopscope: {message}\n")));
    }
}
