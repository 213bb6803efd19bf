//! Random calls, answered by the simulation and by a real Linux through a real Node: opt-in, with
//! `LOOPSCOPE_NODE=/path/to/node`. `LOOPSCOPE_CASES` says how many programs of 40 calls are tried.

use crate::calls::{SETUP, answer};
use loopscope_sim::scheduler::seeded::RandomBytes;
use loopscope_sim::{Options, World};
use std::io::Write;
use std::process::{Command, Stdio};

/// Paths that lead to everything that can be there, and to much that cannot.
const PATHS: &[&str] = &[
    "d",
    "full",
    "f",
    "ld",
    "lf",
    "dangling",
    "loop",
    "x",
    "g",
    "nowhere",
    ".",
    "..",
    "d/x",
    "full/x",
    "full/../f",
    "ld/x",
    "lf/x",
    "d/",
    "f/",
    "ld/",
    "x/",
    "g/",
    "d/x/",
    "full/x/",
    "d/x/y",
    "./f",
    "../x",
    "full/.",
    "ld/..",
    "nowhere/x",
    "d//x",
];

const CALLS: &[&str] = &[
    "open",
    "open",
    "close",
    "read",
    "write",
    "write",
    "stat",
    "lstat",
    "stat",
    "ls",
    "mkdir",
    "rmdir",
    "unlink",
    "rename",
    "rename",
    "rename",
    "link",
    "symlink",
    "readlink",
    "realpath",
    "chmod",
    "truncate",
    "ftruncate",
    "cp",
    "put",
    "get",
    "access",
];

struct Luck(RandomBytes);

impl Luck {
    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let mut byte = [0; 2];
        self.0.fill(&mut byte);
        list[usize::from(u16::from_le_bytes(byte)) % list.len()]
    }

    fn line(&mut self) -> String {
        let (path, other) = (self.pick(PATHS), self.pick(PATHS));
        let fd = self.pick(&["18", "19", "20"]);
        match self.pick(CALLS) {
            "open" => {
                let flags = self.pick(&["r", "r+", "w", "wx", "w+", "a", "a+", "O_NOFOLLOW", "O_DIRECTORY"]);
                format!("open {path} {flags}")
            }
            "close" => format!("close {fd}"),
            "read" => {
                format!("read {fd} {}{}", self.pick(&["1", "3", "10"]), self.pick(&["", " 0", " 2", " 100"]))
            }
            "write" => {
                format!("write {fd} {}{}", self.pick(&["a", "hello"]), self.pick(&["", " 0", " 2", " 20"]))
            }
            "ftruncate" => format!("ftruncate {fd} {}", self.pick(&["0", "1", "7"])),
            "truncate" => format!("truncate {path} {}", self.pick(&["0", "1", "5"])),
            "chmod" => {
                let modes = ["000", "400", "500", "600", "644", "700", "755", "777", "111", "222"];
                format!("chmod {path} {}", self.pick(&modes))
            }
            "access" => format!("access {path} {}", self.pick(&["0", "1", "2", "4", "6", "7"])),
            "put" => format!("put {path} {}", self.pick(&["1", "two"])),
            "cp" => format!("cp {path} {other}{}", self.pick(&["", " excl"])),
            call @ ("rename" | "link" | "symlink") => format!("{call} {path} {other}"),
            call => format!("{call} {path}"),
        }
    }
}

/// One program with the simulation's answers, one call a line. The folder is called `UP`.
fn program(seed: u64) -> Vec<(String, String)> {
    let mut luck = Luck(RandomBytes::new(seed));
    let (_clock, mut os) = World::new(Options::default()).main_thread();
    let folder = answer(&mut *os, SETUP[0]);
    for line in [&format!("cd {folder}"), "mkdir deep", "mkdir deep/in", "cd deep/in"]
        .into_iter()
        .chain(SETUP[1..].iter().copied())
    {
        assert_eq!(answer(&mut *os, line), "ok", "{line}");
    }
    let lines: Vec<String> = (0..40).map(|_| luck.line()).collect();
    lines.into_iter().map(|line| (line.clone(), answer(&mut *os, &line).replace(&folder, "UP"))).collect()
}

#[test]
fn random_calls_are_answered_as_linux_answers_them() {
    let Ok(node) = std::env::var("LOOPSCOPE_NODE") else {
        eprintln!("skipped: LOOPSCOPE_NODE names no real node");
        return;
    };
    let cases = std::env::var("LOOPSCOPE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(500);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/linux.js");
    let mut child = Command::new(node)
        .args(["-e", include_str!("linux.js")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("starting node for {script}: {error}"));
    let mut input = child.stdin.take().expect("it was asked for");
    for seed in 0..cases {
        for (line, answer) in program(seed) {
            writeln!(input, "{line}\t{answer}").expect("node reads");
        }
        writeln!(input, "end {seed}").expect("node reads");
    }
    drop(input);
    let output = child.wait_with_output().expect("node ends");
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{cases} programs, 0 differ\n"));
}
