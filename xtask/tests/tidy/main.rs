//! Rules of this repository that a reader would otherwise have to watch over: what no file may say, how long files may
//! be, that documents name files that exist. Each message says what to do instead.

mod bans;
mod files;

use bans::{BANS, Ban};
use files::{SourceFile, source_files, text_files};
use std::collections::BTreeSet;

/// Lines that a file may have; a reader should not have to scroll for minutes.
const LINES_MAX: usize = 350;

/// Files that may be longer, with the reason. A file of this list that has become short is a mistake, too.
const LONG_FILES: &[(&str, &str)] = &[
    (
        "engine/src/event_loop/mod.rs",
        "the loop's own table of contents: its phases, its handles, what it tells its host",
    ),
    ("engine/src/js/state.rs", "one structure: what an isolate knows, with what it is made of"),
    ("engine/src/js/realm.rs", "all hooks of one host, each a few lines"),
    ("engine/src/node/events.js", "one class, on the way to every callback: V8 optimises it in one piece"),
    ("engine/src/node/internal/fs/files.js", "one function a call of `fs`, most of them a line or two"),
    ("engine/src/node/internal/http/parser.js", "one state machine"),
    ("engine/src/node/internal/readline/interface.js", "one class, whose methods share their private fields"),
    ("engine/src/node/internal/timers.js", "lists and heap of timers are one structure, on the way to every callback"),
];

/// Fails with all findings at once.
#[track_caller]
fn assert_none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n{} findings", findings.join("\n"), findings.len());
}

#[test]
fn no_file_says_what_is_banned() {
    let mut findings = Vec::new();
    let mut excused = BTreeSet::new();
    for file in source_files() {
        for ban in BANS.iter().filter(|ban| ban.concerns(&file)) {
            for (number, line) in file.text.lines().enumerate().filter(|(_, line)| ban.is_in(line)) {
                match ban.exception(&file.path) {
                    Some(exception) => drop(excused.insert((ban.word, exception))),
                    None => findings.push(format!(
                        "{}:{}: `{}`: {}\n    {}",
                        file.path,
                        number + 1,
                        ban.word,
                        ban.instead,
                        line.trim()
                    )),
                }
            }
        }
    }
    let unused = BANS.iter().flat_map(Ban::exceptions).filter(|exception| !excused.contains(exception));
    findings.extend(unused.map(|(word, path)| format!("the exception of `{word}` for {path} is needed no more")));
    assert_none(&findings);
}

#[test]
fn line_one_of_every_file_says_what_it_is_for() {
    let says_it = |file: &SourceFile| {
        let first = file.text.lines().next().unwrap_or_default();
        if file.is_rust() { first.starts_with("//! ") } else { first.starts_with("// ") }
    };
    let findings: Vec<String> = source_files()
        .iter()
        .filter(|file| file.is_own_code() && !says_it(file))
        .map(|file| format!("{}: line one says nothing", file.path))
        .collect();
    assert_none(&findings);
}

#[test]
fn files_are_short() {
    let mut findings = Vec::new();
    for file in source_files().iter().filter(|file| file.is_own_code()) {
        let lines = file.text.lines().count();
        let may_be_long = LONG_FILES.iter().any(|(path, _)| *path == file.path);
        match (lines > LINES_MAX, may_be_long) {
            (true, false) => findings.push(format!("{}: {lines} lines, expected {LINES_MAX} at most", file.path)),
            (false, true) => findings.push(format!("{}: short enough, so it needs no exception", file.path)),
            (true, true) | (false, false) => {}
        }
    }
    assert_none(&findings);
}

#[test]
fn documents_name_files_that_exist() {
    let root = files::root();
    let mut findings = Vec::new();
    for document in text_files("md").iter().filter(|document| !document.path.starts_with("scenarios/conformance/")) {
        for path in paths_in(&document.text) {
            let beside = root.join(&document.path).with_file_name(path);
            if !root.join(path).exists() && !beside.exists() && !root.join("engine/src").join(path).exists() {
                findings.push(format!("{}: there is no {path}", document.path));
            }
        }
    }
    assert_none(&findings);
}

/// What a document gives as paths of the repository: targets of relative links, and code that begins with a folder of
/// the top level.
fn paths_in(text: &str) -> Vec<&str> {
    const FOLDERS: [&str; 8] = ["engine/", "sim/", "scenarios/", "tui/", "snapshots/", "xtask/", "docs/", ".ci/"];
    let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let links = links.filter(|link| !link.contains("://") && !link.starts_with('#'));
    let code = text.split('`').skip(1).step_by(2).filter(|code| FOLDERS.iter().any(|folder| code.starts_with(folder)));
    let code = code.filter(|code| !code.contains([' ', '*', '<', '{', '…', ':', '\n']));
    links.chain(code).map(|path| path.split('#').next().unwrap_or(path)).collect()
}
