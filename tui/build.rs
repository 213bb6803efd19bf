//! Bootstraps the runtime of each profile once, at build time, so that a start only has to read the result.

use loopscope_engine::profile::{MAJORS, Profile};
use loopscope_engine::snapshot;
use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let folder = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    for major in MAJORS {
        let profile = Profile::of_major(major).expect("a profile of the list");
        let file = folder.join(format!("node-{major}.snapshot"));
        fs::write(file, snapshot::create(profile)).expect("the build folder is writable");
    }
}
