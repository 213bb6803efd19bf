//! Lists the JavaScript halves of the builtins for the engine, and links V8 when it comes as a shared library.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Set by `cargo xtask env` after road B: the folder that holds `libmini_racer.so`.
const SHARED_V8_DIR: &str = "LOOPSCOPE_V8_DIR";

fn main() {
    link_shared_v8();
    list_builtins();
}

/// The library brings its own `malloc`, so it must come before libc on the link line: a build script's
/// `link-lib` gives that order, a trailing `link-arg` does not.
fn link_shared_v8() {
    println!("cargo:rerun-if-env-changed={SHARED_V8_DIR}");
    if let Ok(dir) = env::var(SHARED_V8_DIR) {
        println!("cargo:rustc-link-search=native={dir}");
        println!("cargo:rustc-link-lib=dylib=mini_racer");
    }
}

/// Writes `builtins.rs`: a sorted list of module id and source, from the files of `src/node`.
fn list_builtins() {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("src/node");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, &mut files);
    let mut builtins: Vec<(String, PathBuf)> = files.into_iter().map(|file| (id_of(&root, &file), file)).collect();
    builtins.sort();
    let mut text = String::from("[\n");
    for (id, file) in &builtins {
        text += &format!("    ({id:?}, include_str!({file:?})),\n");
    }
    text += "]\n";
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("builtins.rs");
    fs::write(out, text).expect("the build folder is writable");
}

fn id_of(root: &Path, file: &Path) -> String {
    let id = file.strip_prefix(root).expect("collected below the root").with_extension("");
    id.to_str().expect("builtin ids are ASCII").to_owned()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the source folder is readable") {
        let path = entry.expect("the source folder is readable").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "js") {
            files.push(path);
        }
    }
}
