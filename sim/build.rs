//! Bootstraps the runtime of every profile once, at build time, and compiles what is not part of that, so that a start only
//! has to read the results.

use loopscope_engine::{code_cache, snapshot};
use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let folder = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let blob = snapshot::create().leak();
    fs::write(folder.join("node.snapshot"), &blob).expect("the build folder is writable");
    snapshot::provide(blob);
    fs::write(folder.join("node.code"), code_cache::create()).expect("the build folder is writable");
}
