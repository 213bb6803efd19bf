//! `docs/TESTING.md` is true: its programs are written into a folder, its commands run there, block by block.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A block of the page: the word behind its fence, and what is inside.
struct Block<'a> {
    kind: &'a str,
    text: &'a str,
}

fn page() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/TESTING.md");
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("reading {}: {error}", file.display()))
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let fenced = page.split("```").skip(1).step_by(2);
    fenced.filter_map(|block| block.split_once('\n')).map(|(kind, text)| Block { kind, text }).collect()
}

/// An empty folder of this name.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(folder.join("orders")).expect("the folder for tests can be written");
    folder
}

/// Runs the commands of a `console` block, and gives the block as it should be.
fn transcript(block: &str, folder: &Path) -> String {
    let mut text = String::new();
    for command in block.lines().filter_map(|line| line.strip_prefix("$ loopscope ")) {
        let run = Command::new(env!("CARGO_BIN_EXE_loopscope")).args(command.split(' ')).current_dir(folder).output();
        let run = run.expect("the program starts");
        text += &format!("$ loopscope {command}\n{}", String::from_utf8_lossy(&run.stdout));
        assert_eq!(String::from_utf8_lossy(&run.stderr), "", "{command}");
    }
    text
}

#[test]
fn the_page_shows_what_the_program_prints() {
    let page = page();
    let folder = folder("testing-page");
    let mut checked = 0;
    for Block { kind, text } in blocks(&page) {
        match kind {
            "js" => fs::write(folder.join("orders/save.js"), text).expect("the folder can be written"),
            "console" => assert_eq!(text, transcript(text, &folder)),
            "text" => {
                let record = fs::read_to_string(folder.join("orders/save.js.order")).expect("there is a record");
                assert_eq!(text, record);
            }
            other => panic!("a block of the kind {other:?}, which this test does not know"),
        }
        checked += 1;
    }
    assert_eq!(checked, 5);
}
