//! `docs/TESTING.md` is true: its programs are written into a folder, its commands run there, block by block.

use super::folder::Folder;
use std::fs;
use std::path::Path;

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

/// Runs the commands of a `console` block, and gives the block as it should be.
fn transcript(block: &str, folder: &Folder) -> String {
    let mut text = String::new();
    for command in block.lines().filter_map(|line| line.strip_prefix("$ loopscope ")) {
        let (_, printed, complaint) = folder.run(&command.split(' ').collect::<Vec<_>>());
        assert_eq!(complaint, "", "{command}");
        text += &format!("$ loopscope {command}\n{printed}");
    }
    text
}

#[test]
fn the_page_shows_what_the_program_prints() {
    let page = page();
    let folder = Folder::empty();
    let mut checked = 0;
    for Block { kind, text } in blocks(&page) {
        match kind {
            "js" => folder.write("orders/save.js", text),
            "console" => assert_eq!(text, transcript(text, &folder)),
            "text" => assert_eq!(text, folder.read("orders/save.js.order")),
            other => panic!("a block of the kind {other:?}, which this test does not know"),
        }
        checked += 1;
    }
    assert_eq!(checked, 5);
}
