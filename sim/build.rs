//! Bootstraps the runtime of every profile once, at build time, so that a start only has to read the result.

use loopscope_engine::snapshot;
use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let folder = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(folder.join("node.snapshot"), snapshot::create()).expect("the build folder is writable");
}
