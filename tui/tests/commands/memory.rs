//! `loopscope trace --memory`: how much memory each space of V8's heap takes, and what lies outside of it.

use super::folder::Folder;
use serde_json::Value;
use std::collections::BTreeMap;

/// A program that keeps a buffer of 4 MiB and an array of as many elements for some turns.
const KEEPS: &str = "let kept = null;
setImmediate(() => {
  kept = [Buffer.alloc(4 << 20), new Array(1 << 20).fill(0.5)];
  setImmediate(() => console.log(kept.length));
});
";

fn trace(options: &[&str]) -> String {
    Folder::new(&[("main.js", KEEPS)]).stdout_of(&[&["trace"], options, &["main.js"]].concat())
}

#[test]
fn buffers_lie_outside_of_the_heap_and_big_arrays_in_a_space_of_their_own() {
    let text = trace(&["--memory", "--format", "ndjson"]);
    let mut most: BTreeMap<String, u64> = BTreeMap::new();
    for line in text.lines().filter(|line| line.contains("\"event\":\"memory\"")) {
        let event: Value = serde_json::from_str(line).expect("every line is JSON");
        let used = event["used"].as_u64().expect("a number of bytes");
        let space = event["space"].as_str().expect("a space has a name");
        let most = most.entry(space.to_owned()).or_default();
        *most = used.max(*most);
    }
    for space in ["external", "large_object_space"] {
        assert!(most[space] >= 4 << 20, "{space}: {most:?}");
    }
    assert!(most["old_space"] > 0, "{most:?}");
}

#[test]
fn who_asks_for_memory_sees_the_same_run_with_some_lines_more_and_the_same_lines_each_time() {
    let asked = trace(&["--memory", "--format", "ndjson"]);
    let is_other = |line: &&str| !line.contains("\"event\":\"memory\"");
    let others: String = asked.lines().filter(is_other).fold(String::new(), |all, line| all + line + "\n");
    assert_eq!(others, trace(&["--format", "ndjson"]));
    assert_eq!(asked, trace(&["--memory", "--format", "ndjson"]));
}

#[test]
fn people_read_of_it_in_the_text_and_see_counters_in_the_picture() {
    assert!(trace(&["--memory"]).contains("memory of external: 4"), "the text tells of the buffer");
    assert!(trace(&["--memory", "--format", "chrome"]).contains("\"memory of external\""));
    assert!(trace(&["--memory", "--format", "html"]).contains("where the bytes of Buffers are"));
}
