//! `docs/PEERS.md` is true: its files are written into a folder under the names in their first lines, its commands run there.
//! `LOOPSCOPE_UPDATE=1` writes what they print into the page.

use super::folder::Folder;
use std::fs;
use std::path::{Path, PathBuf};

const FENCE: &str = "```";

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/PEERS.md")
}

/// Runs the command of a `console` block, and gives the block as it should be.
fn transcript(block: &str, folder: &Folder) -> String {
    let command = block.lines().find_map(|line| line.strip_prefix("$ loopscope ")).expect("a block has a command");
    let (_, printed, complaint) = folder.run(&command.split(' ').collect::<Vec<_>>());
    assert_eq!(complaint, "", "{command}");
    format!("$ loopscope {command}\n{printed}")
}

/// Writes a file whose first line says its name.
fn write(block: &str, folder: &Folder) {
    folder.write(block.split_whitespace().nth(1).expect("a file says its name"), block);
}

#[test]
fn the_page_shows_what_the_program_prints() {
    let page = page();
    let text = fs::read_to_string(&page).expect("the page can be read");
    let folder = Folder::empty();
    let mut parts: Vec<String> = text.split(FENCE).map(str::to_owned).collect();
    for part in parts.iter_mut().skip(1).step_by(2) {
        let (kind, block) = part.split_once('\n').expect("a block has lines");
        match kind {
            "js" | "toml" => write(block, &folder),
            "console" => *part = format!("{kind}\n{}", transcript(block, &folder)),
            other => panic!("a block of the kind {other:?}, which this test does not know"),
        }
    }
    let told = parts.join(FENCE);
    if std::env::var_os("LOOPSCOPE_UPDATE").is_some() {
        fs::write(&page, &told).expect("the page can be written");
    }
    assert_eq!(fs::read_to_string(&page).expect("the page can be read"), told, "LOOPSCOPE_UPDATE=1 takes what is new");
}

#[test]
fn the_file_of_the_page_is_understood() {
    let text = fs::read_to_string(page()).expect("the page can be read");
    let file = text.split(FENCE).find_map(|block| block.strip_prefix("toml\n")).expect("the page has a file");
    let server = "require('http').createServer((req, res) => require('http').get('http://api/', (r) => {
        res.setHeader('x-accept', req.headers.accept); r.pipe(res); })).listen(3000);";
    let folder = Folder::new(&[("machines.toml", file), ("server.js", server)]);
    let (_, told, _) = folder.run(&["load", "--peers", "machines.toml", "server.js"]);
    assert!(told.contains("20 requests, all at once") && told.contains("20 × 200"), "{told}");
}
