//! The Chrome trace has the shape that Perfetto reads.
//!
//! Rules: every slice that a lane opens it closes, in order; a lane's times never go back; every arrow has a start before
//! its end, inside of slices; what a lane is called is said once.

use super::folder::Folder;
use serde_json::Value;
use std::collections::BTreeMap;

/// Entries of the Chrome trace of a program.
fn entries(program: &str) -> Vec<Value> {
    let folder = Folder::new(&[("main.js", program)]);
    let (_, text, _) = folder.run(&["trace", "--format", "chrome", "main.js"]);
    let document: Value = serde_json::from_str(&text).expect("the output is JSON");
    document["traceEvents"].as_array().expect("it has a list of events").clone()
}

fn lane(entry: &Value) -> u64 {
    entry["tid"].as_u64().expect("every entry stands in a lane")
}

fn time(entry: &Value) -> f64 {
    entry["ts"].as_f64().expect("every entry has a time")
}

#[track_caller]
fn check_shape(entries: &[Value]) {
    let mut depth: BTreeMap<u64, usize> = BTreeMap::new();
    let mut last: BTreeMap<u64, f64> = BTreeMap::new();
    let mut arrows: BTreeMap<u64, f64> = BTreeMap::new();
    for entry in entries {
        let depth = depth.entry(lane(entry)).or_default();
        match entry["ph"].as_str().expect("every entry has a letter") {
            "M" => continue,
            "B" => *depth += 1,
            "E" => *depth = depth.checked_sub(1).expect("a lane closes only what it opened"),
            "s" => {
                assert!(*depth > 0, "an arrow begins in a slice: {entry}");
                arrows.insert(entry["id"].as_u64().expect("arrows are numbered"), time(entry));
            }
            "f" => {
                assert!(*depth > 0, "an arrow ends in a slice: {entry}");
                let start = arrows[&entry["id"].as_u64().expect("arrows are numbered")];
                assert!(start <= time(entry), "an arrow leads forward: {entry}");
            }
            _ => {}
        }
        let last = last.entry(lane(entry)).or_default();
        assert!(*last <= time(entry), "times of a lane never go back: {entry}");
        *last = time(entry);
    }
    assert!(depth.values().all(|depth| *depth == 0), "every slice is closed: {depth:?}");
}

const BUSY: &str = "
const fs = require('fs');
setTimeout(function late() { process.nextTick(function soon() { console.log('tick'); }); }, 5);
setImmediate(() => Promise.resolve().then(() => console.log('reaction')));
for (let i = 0; i < 6; i++) fs.stat(__filename, function looked() { queueMicrotask(() => {}); });
(async function wait() { await null; fs.readFile(__filename, () => {}); })();
";

#[test]
fn lanes_are_balanced_and_their_times_never_go_back() {
    check_shape(&entries(BUSY));
}

#[test]
fn an_error_that_unwinds_callbacks_leaves_no_slice_open() {
    check_shape(&entries(
        "process.on('uncaughtException', () => {});\nsetTimeout(() => { throw 1; }, 1); setImmediate(() => {});",
    ));
    check_shape(&entries("process.nextTick(() => { throw new Error('ends the process'); });"));
}

#[test]
fn there_is_a_lane_for_each_worker_and_a_counter_for_the_queue() {
    let entries = entries(BUSY);
    let names: Vec<&str> = entries
        .iter()
        .filter(|entry| entry["name"] == "thread_name")
        .filter_map(|entry| entry["args"]["name"].as_str())
        .collect();
    let expected = ["JavaScript thread", "kernel", "pool worker 0", "pool worker 1", "pool worker 2", "pool worker 3"];
    assert_eq!(names, expected);
    let depths = entries
        .iter()
        .filter(|entry| entry["name"] == "pool queue")
        .filter_map(|entry| entry["args"]["waiting"].as_u64());
    assert!(depths.max() >= Some(2), "two of six have to wait for one of four workers");
}

#[test]
fn arrows_lead_from_scheduling_through_the_worker_to_the_callback() {
    let entries = entries(BUSY);
    let is_looked = |entry: &&Value| entry["name"] == "file request looked" && entry["ph"] == "B";
    let id = &entries.iter().find(is_looked).expect("the callback is shown")["args"]["id"];
    let letters: Vec<&str> =
        entries.iter().filter(|entry| &entry["id"] == id).filter_map(|entry| entry["ph"].as_str()).collect();
    assert_eq!(letters, ["s", "f", "t"], "the lanes follow each other: JavaScript first, then the workers");
}
