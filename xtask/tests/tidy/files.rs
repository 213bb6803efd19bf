//! The files of the repository that the rules are about.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold nothing of ours, or nothing that is code.
const SKIPPED: [&str; 5] = ["target", ".git", "node_modules", "proptest-regressions", "conformance/expected"];

/// A file with its path in the repository, written with `/`.
pub(crate) struct SourceFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl SourceFile {
    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether it is part of the product: not a program that is run to see what it does.
    pub(crate) fn is_own_code(&self) -> bool {
        self.is_rust() || self.path.starts_with("engine/src/node/")
    }
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository").to_owned()
}

/// Every Rust and JavaScript file, sorted by path.
pub(crate) fn source_files() -> Vec<SourceFile> {
    let mut files = text_files("rs");
    files.extend(text_files("js"));
    files
}

/// Every file with this ending, sorted by path.
pub(crate) fn text_files(ending: &str) -> Vec<SourceFile> {
    let root = root();
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let bytes = fs::read(&path).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()));
            let path = path.strip_prefix(&root).expect("it was found below the root");
            let path = path.to_string_lossy().replace('\\', "/");
            SourceFile { path, text: String::from_utf8_lossy(&bytes).into_owned() }
        })
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("reading {}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("a folder that can be read").path();
        if SKIPPED.iter().any(|skipped| path.ends_with(skipped)) {
            continue;
        }
        if path.is_dir() {
            collect(&path, paths);
        } else {
            paths.push(path);
        }
    }
}
