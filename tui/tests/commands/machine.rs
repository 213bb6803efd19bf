//! The options that say what machine a program runs on.

use super::folder::Folder;

/// What the program prints on a machine with these options.
fn run(program: &str, options: &[&str]) -> String {
    Folder::new(&[("main.js", program)]).stdout_of(&[&["run"], options, &["main.js"]].concat())
}

#[test]
fn a_file_is_read_later_the_farther_away_it_is() {
    let program = "const began = performance.now();
require('fs').readFile(__filename, () => console.log(performance.now() - began));";
    let took = |disk: &str| run(program, &["--disk", disk]).trim().parse::<f64>().expect("a number of milliseconds");
    let (cached, ssd, network) = (took("cached"), took("ssd"), took("network"));
    assert!(cached < ssd && ssd < network, "{cached} {ssd} {network}");
    assert!(network > 0.7, "a call to a file server takes its way: {network} ms");
}

#[test]
fn a_process_opens_as_many_files_as_it_may() {
    let program = "const fs = require('fs');
const opened = [];
try { for (;;) opened.push(fs.openSync(__filename)); } catch (error) { console.log(error.message, error.code); }
fs.closeSync(opened[0]);
console.log(fs.openSync(__filename) === opened[0], opened.length < 64);";
    let expected = "EMFILE: too many open files, open '/app/main.js' EMFILE\ntrue true\n";
    assert_eq!(run(program, &["--open-files", "64"]), expected);
}
