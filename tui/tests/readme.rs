//! The transcripts of the README and of the reports' document are what the program prints.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A command of a `console` block with the output below it.
struct Transcript {
    command: String,
    output: String,
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the repository").to_owned()
}

fn transcripts(text: &str) -> Vec<Transcript> {
    let mut found = Vec::new();
    for block in text.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        for entry in block.split("$ ").filter(|entry| !entry.is_empty()) {
            let (command, output) = entry.split_once('\n').expect("a command is followed by its output");
            found.push(Transcript { command: command.to_owned(), output: output.to_owned() });
        }
    }
    found
}

#[track_caller]
fn check_transcripts(document: &str, at_least: usize) {
    let text = std::fs::read_to_string(repository().join(document)).expect("the document is there");
    let transcripts = transcripts(&text);
    assert!(transcripts.len() >= at_least, "{document} shows {at_least}");
    for Transcript { command, output } in transcripts {
        let mut words = command.split_whitespace();
        assert_eq!(words.next(), Some("loopscope"), "{command}");
        let run = Command::new(env!("CARGO_BIN_EXE_loopscope")).args(words).current_dir(repository()).output();
        let run = run.expect("the program starts");
        assert_eq!(String::from_utf8_lossy(&run.stdout), output, "{command}");
        assert_eq!(String::from_utf8_lossy(&run.stderr), "", "{command}");
    }
}

#[test]
fn the_transcripts_are_what_the_program_prints() {
    check_transcripts("README.md", 2);
}

#[test]
fn the_reports_are_what_their_document_shows() {
    check_transcripts("docs/REPORTS.md", 3);
}

#[test]
fn the_program_on_the_first_screen_is_the_first_lesson() {
    let readme = std::fs::read_to_string(repository().join("README.md")).expect("there is a README");
    let lesson = repository().join("scenarios/lessons/01-who-comes-first/program.js");
    let lesson = std::fs::read_to_string(lesson).expect("there is a first lesson");
    assert!(readme.contains(&format!("```js\n{lesson}```")));
}
