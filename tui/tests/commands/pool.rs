//! The picture of the thread pool: lanes of workers over virtual time, the queue below, and what each job waited.

use super::folder::Folder;

/// Draws the pool of a program.
fn drawn(program: &str, options: &[&str]) -> String {
    let folder = Folder::new(&[("main.js", program)]);
    let command = ["trace", "--format", "pool", "--fast-crypto"];
    let (_, text, complaint) = folder.run(&[&command, options, &["main.js"]].concat());
    assert_eq!(complaint, "");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "eighty columns:\n{text}");
    text
}

fn keys(count: u32) -> String {
    format!("for (let i = 0; i < {count}; i++) require('crypto').pbkdf2('p', 's', 400_000, 32, 'sha256', () => {{}});")
}

#[test]
fn sixteen_keys_come_in_four_waves_of_four() {
    loopscope_snapshots::check("pool__keys", &drawn(&keys(16), &[]));
}

#[test]
fn more_workers_than_cores_stretch_each_other() {
    let options = ["--env", "UV_THREADPOOL_SIZE=8", "--cores", "2"];
    loopscope_snapshots::check("pool__stretched", &drawn(&keys(12), &options));
}

#[test]
fn lookups_take_half_of_the_workers() {
    let program = "
        const { lookup } = require('dns');
        for (const name of ['a', 'b', 'c', 'd', 'e']) lookup(name, () => {});
        for (let i = 0; i < 3; i++) require('fs').stat(__filename, () => {});";
    loopscope_snapshots::check("pool__lookups", &drawn(program, &[]));
}

#[test]
fn many_workers_and_jobs_are_drawn_as_heights_and_sorts() {
    let program = keys(200) + "for (let i = 0; i < 40; i++) require('fs').readFile(__filename, () => {});";
    let options = ["--env", "UV_THREADPOOL_SIZE=32"];
    loopscope_snapshots::check("pool__heights", &drawn(&program, &options));
}

#[test]
fn a_pool_without_work_is_said_to_have_none() {
    let told = drawn("setTimeout(() => {}, 5)", &[]);
    assert_eq!(told, "The thread pool had nothing to do in this run.\n");
}
